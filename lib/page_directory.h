// SPDX-License-Identifier: MIT
// A domain's page directory: the executive's mappings read-only, and writable just what was granted.
#pragma once
#include "lib/result.h"
#include <concepts>

namespace alcove {

/// Bits of directory and table entries (Intel SDM vol. 3, 4.3, tables 4-4 to 4-6). Bit 9 is software's.
namespace page {
constexpr u32 k_present = 1, k_write = 2, k_user = 4, k_write_through = 8, k_no_cache = 0x10,
              k_accessed = 0x20, k_dirty = 0x40, k_large = 0x80, k_global = 0x100, k_private = 0x200;
constexpr u32 k_frame_mask = 0xFFFFF000, k_large_mask = 0xFFC00000;
constexpr u32 k_entries = 1024;
constexpr u32 region_of(VirtAddr v) { return v >> 22; }
constexpr u32 slot_of(VirtAddr v) { return v >> k_page_shift & (k_entries - 1); }
} // namespace page

/// How the directory reaches page tables. invalidate drops what the processor remembers of a page when
/// this directory is the one loaded (INVLPG; it drops the paging-structure caches too, SDM 4.10.4.1).
template <typename M>
concept PageMemory = requires(M m, PhysAddr table, u32 index, u32 entry, VirtAddr v) {
    { m.read(table, index) } -> std::same_as<u32>;
    {m.write(table, index, entry)};
    { m.allocate_table() } -> std::same_as<Result<PhysAddr>>;
    {m.free_table(table)};
    {m.invalidate(v)};
};

/// The kernel half shares the executive's page tables with R/W cleared in the directory entry: x86 ANDs
/// the R/W bits of both levels. Only a region (4 MiB) with a granted page has a table of its own, where
/// every entry is read-only but the granted ones; it goes with the region's last grant. Nothing of the
/// user half is mapped, and no entry is global: a global one would keep the executive's rights.
///
/// Not synchronised. Addresses are page-aligned and in the kernel half.
template <PageMemory Memory>
class DomainDirectory {
  public:
    explicit DomainDirectory(Memory memory = {}) : memory_(memory) {}
    ~DomainDirectory() { destroy(); }
    DomainDirectory(const DomainDirectory&) = delete;
    DomainDirectory& operator=(const DomainDirectory&) = delete;

    /// Builds the directory from the executive's. Errors: no_memory; invalid (the executive maps something
    /// global, whose rights would outlive a change of directory).
    Result<void> create(PhysAddr executive) {
        for (u32 i = k_first; i < page::k_entries; ++i) {
            const u32 entry = memory_.read(executive, i);
            if ((entry & page::k_present) != 0 && (entry & page::k_large) != 0 &&
                (entry & page::k_global) != 0)
                return Error::invalid;
        }
        const Result<PhysAddr> frame = memory_.allocate_table();
        if (!frame) return frame.error();
        executive_ = executive;
        directory_ = frame.value();
        for (u32 i = 0; i < k_first; ++i) memory_.write(directory_, i, 0);
        for (u32 i = k_first; i < page::k_entries; ++i) memory_.write(directory_, i, shared_entry(i));
        return {};
    }

    /// Frees directory and tables; the directory must not be loaded.
    void destroy() {
        if (directory_ == 0) return;
        for (u32 i = k_first; i < page::k_entries; ++i)
            if (private_count(i) != 0) {
                memory_.free_table(memory_.read(directory_, i) & page::k_frame_mask);
                private_count(i) = 0;
            }
        memory_.free_table(directory_);
        directory_ = 0;
        tables_ = 0;
    }

    PhysAddr physical() const { return directory_; } ///< for CR3; 0 before create
    u32 tables() const { return tables_; }           ///< tables of its own, the directory not counted

    /// Makes pages writable that the executive itself may write, in the linear map or the vmap zone.
    /// All or nothing. Errors: invalid (alignment, range), bad_address (not mapped), not_permitted (read-only
    /// for the executive too), exists (granted already), no_memory.
    Result<void> grant_write(VirtAddr first, u32 pages = 1) {
        if (!valid(first, pages)) return Error::invalid;
        for (u32 i = 0; i < pages; ++i) {
            const VirtAddr v = first + (i << k_page_shift);
            const u32 entry = executive_entry(v);
            if ((entry & page::k_present) == 0) return Error::bad_address;
            if ((entry & page::k_write) == 0) return Error::not_permitted;
            if (is_private(v)) return Error::exists;
        }
        for (u32 i = 0; i < pages; ++i) {
            const VirtAddr v = first + (i << k_page_shift);
            const Result<void> done = set_private(v, read_only(executive_entry(v)) | page::k_write);
            if (done) continue;
            if (i != 0) (void)revoke(first, i);
            return done;
        }
        return {};
    }

    /// Maps a frame of this domain's own at an address (the pages of its I/O bitmap, say) in place of what
    /// the executive has there. Errors: invalid, exists, no_memory.
    Result<void> map_private(VirtAddr v, PhysAddr frame, bool writable) {
        if (!valid(v, 1) || (frame & ~page::k_frame_mask) != 0) return Error::invalid;
        if (is_private(v)) return Error::exists;
        return set_private(v, frame | page::k_present | page::k_accessed | page::k_dirty |
                                  (writable ? page::k_write : 0));
    }

    /// Ends grants and private mappings; the pages are as the executive has them, read-only. All or nothing.
    /// Errors: invalid, not_found (one of them is not granted).
    Result<void> revoke(VirtAddr first, u32 pages = 1) {
        if (!valid(first, pages)) return Error::invalid;
        for (u32 i = 0; i < pages; ++i)
            if (!is_private(first + (i << k_page_shift))) return Error::not_found;
        for (u32 i = 0; i < pages; ++i) clear_private(first + (i << k_page_shift));
        return {};
    }

    /// Takes granted pages away from the domain altogether, until they are revoked: it can't even read them.
    /// Pages that were not granted are passed over.
    void close(VirtAddr first, u32 pages) {
        for (u32 i = 0; i < pages; ++i) {
            const VirtAddr v = first + (i << k_page_shift);
            if (valid(v, 1) && is_private(v))
                memory_.write(table_of(page::region_of(v)), page::slot_of(v), page::k_private);
            memory_.invalidate(v);
        }
    }

    /// Device memory that the executive mapped in the vmap zone (exec/vmap.h). Errors: as grant_write.
    Result<void> map_io(VirtAddr first, u32 pages) {
        return in_vmap_zone(first, pages) ? grant_write(first, pages) : Result<void>(Error::invalid);
    }
    Result<void> unmap_io(VirtAddr first, u32 pages) {
        return in_vmap_zone(first, pages) ? revoke(first, pages) : Result<void>(Error::invalid);
    }

    /// Takes over a change that the executive made to its mapping of this page: call it for each directory
    /// after mapping or unmapping in the vmap zone. Returns whether anything differed, so a page-fault
    /// handler may use it for mappings that are newer than the directory. Granted pages stay as they are.
    bool sync(VirtAddr v) {
        const u32 region = page::region_of(v);
        if (region < k_first || directory_ == 0) return false;
        if (private_count(region) != 0) {
            if (is_private(v)) return false;
            return update(table_of(region), page::slot_of(v), read_only(executive_entry(v)), v);
        }
        return update(directory_, region, shared_entry(region), v);
    }

    /// May the domain write all of these bytes? Any alignment; false for none and for what wraps.
    bool may_write(VirtAddr start, u32 bytes) const {
        if (bytes == 0 || start < k_page_offset || start + (bytes - 1) < start) return false;
        VirtAddr v = start & page::k_frame_mask;
        const VirtAddr last = (start + (bytes - 1)) & page::k_frame_mask;
        for (;; v += k_page_size) {
            if (!writable_page(v)) return false;
            if (v == last) return true;
        }
    }

    /// Is the page mapped for this domain at all, by grant or as the executive has it?
    bool may_read(VirtAddr v) const {
        const u32 entry = memory_.read(directory_, page::region_of(v));
        if ((entry & page::k_present) == 0 || (entry & page::k_large) != 0)
            return (entry & page::k_present) != 0;
        return (memory_.read(entry & page::k_frame_mask, page::slot_of(v)) & page::k_present) != 0;
    }

  private:
    static constexpr u32 k_first =
        page::region_of(k_page_offset); ///< directory entry of the kernel half's start

    static bool valid(VirtAddr first, u32 pages) {
        if ((first & (k_page_size - 1)) != 0 || first < k_page_offset || pages == 0) return false;
        return pages - 1 <= (0xFFFFF000u - first) >> k_page_shift;
    }
    static bool in_vmap_zone(VirtAddr first, u32 pages) {
        return first >= k_vmap_base && first < k_vmap_end && pages <= (k_vmap_end - first) >> k_page_shift;
    }
    static u32 read_only(u32 entry) {
        if ((entry & page::k_present) == 0) return 0;
        return entry & ~(page::k_write | page::k_user | page::k_global | page::k_private);
    }
    /// The directory entry of a region without grants.
    u32 shared_entry(u32 region) const { return read_only(memory_.read(executive_, region)); }

    /// The executive's mapping of a page as a table entry, whether its region has a table or one large page.
    u32 executive_entry(VirtAddr v) const {
        const u32 entry = memory_.read(executive_, page::region_of(v));
        if ((entry & page::k_present) == 0) return 0;
        if ((entry & page::k_large) == 0) {
            const u32 small = memory_.read(entry & page::k_frame_mask, page::slot_of(v));
            return (entry & page::k_write) != 0 ? small : small & ~page::k_write;
        }
        // Bit 12 of a large entry is PAT, which Alcove leaves 0; bit 7 of a small one too.
        const u32 flags = entry & (page::k_frame_mask ^ 0xFFFFFFFF) & ~page::k_large;
        return (entry & page::k_large_mask) | page::slot_of(v) << k_page_shift | flags;
    }

    u16& private_count(u32 region) { return private_pages_[region - k_first]; }
    u16 private_count(u32 region) const { return private_pages_[region - k_first]; }
    PhysAddr table_of(u32 region) const { return memory_.read(directory_, region) & page::k_frame_mask; }
    bool is_private(VirtAddr v) const {
        const u32 region = page::region_of(v);
        return private_count(region) != 0 &&
               (memory_.read(table_of(region), page::slot_of(v)) & page::k_private) != 0;
    }
    bool writable_page(VirtAddr v) const {
        const u32 region = page::region_of(v);
        if (private_count(region) == 0) return false;
        const u32 entry = memory_.read(table_of(region), page::slot_of(v));
        return (entry & (page::k_present | page::k_write)) == (page::k_present | page::k_write);
    }

    Result<void> set_private(VirtAddr v, u32 entry) {
        const u32 region = page::region_of(v);
        if (private_count(region) == 0) {
            const Result<void> made = make_table(region);
            if (!made) return made;
        }
        memory_.write(table_of(region), page::slot_of(v), entry | page::k_private);
        ++private_count(region);
        memory_.invalidate(v);
        return {};
    }

    /// Gives a region a table of its own, complete and read-only before the directory names it.
    Result<void> make_table(u32 region) {
        const Result<PhysAddr> table = memory_.allocate_table();
        if (!table) return table.error();
        for (u32 slot = 0; slot < page::k_entries; ++slot)
            memory_.write(table.value(), slot,
                          read_only(executive_entry(region << 22 | slot << k_page_shift)));
        memory_.write(directory_, region, table.value() | page::k_present | page::k_write | page::k_accessed);
        ++tables_;
        return {};
    }

    void clear_private(VirtAddr v) {
        const u32 region = page::region_of(v);
        const PhysAddr table = table_of(region);
        memory_.write(table, page::slot_of(v), read_only(executive_entry(v)));
        if (--private_count(region) != 0) {
            memory_.invalidate(v);
            return;
        }
        memory_.write(directory_, region, shared_entry(region));
        memory_.invalidate(v); // before the table may become something else
        memory_.free_table(table);
        --tables_;
    }

    bool update(PhysAddr table, u32 index, u32 entry, VirtAddr v) {
        constexpr u32 k_by_processor = page::k_accessed | page::k_dirty;
        const u32 old = memory_.read(table, index);
        if ((old | k_by_processor) == (entry | k_by_processor)) return false;
        memory_.write(table, index, entry);
        memory_.invalidate(v);
        return true;
    }

    mutable Memory memory_;
    PhysAddr executive_ = 0;
    PhysAddr directory_ = 0;
    u32 tables_ = 0;
    u16 private_pages_[page::k_entries - k_first] = {}; ///< granted or private pages of each region
};

} // namespace alcove
