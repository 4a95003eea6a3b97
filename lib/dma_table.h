// SPDX-License-Identifier: MIT
// A second-level page table of VT-d: which memory the devices of one domain may read and write.
#pragma once
#include "lib/result.h"
#include <concepts>

namespace alcove {

/// Entries of second-level tables (Intel VT-d specification, 9.8). Bits 52 to 61 are software's: in a
/// directory entry the number of pages its table maps, in a page's entry how many times it is lent.
namespace dma_entry {
constexpr u64 k_read = 1, k_write = 2, k_access = 3, k_large = 0x80, k_address = 0xFFFFF000;
constexpr u32 k_count_shift = 52;
constexpr u64 k_count_one = u64{1} << k_count_shift;
constexpr u32 k_most_count = 1023;
constexpr u32 k_entries = 512;
constexpr u32 k_large_pages = 512; ///< pages of a large one, 2 MiB
constexpr u32 count_of(u64 entry) { return static_cast<u32>(entry >> k_count_shift) & k_most_count; }
constexpr bool present(u64 entry) { return (entry & k_access) != 0; }
} // namespace dma_entry

/// How the table reaches memory. allocate_table gives a cleared one. added and removed tell of pages whose
/// entries have just been written: when removed returns, the unit remembers nothing of them, nor of a
/// directory entry that led to them.
template <typename M>
concept DmaTableMemory = requires(M m, PhysAddr table, u32 index, u64 entry, PhysAddr page, u32 pages) {
    { m.read(table, index) } -> std::same_as<u64>;
    {m.write(table, index, entry)};
    { m.allocate_table() } -> std::same_as<Result<PhysAddr>>;
    {m.free_table(table)};
    {m.added(page, pages)};
    {m.removed(page, pages)};
};

/// Bus addresses equal physical ones, so pages are named once. A table of pages goes with the last page that
/// it maps; the few above stay until the end. Not synchronised. Addresses are page-aligned.
template <DmaTableMemory Memory>
class DmaTable {
  public:
    explicit DmaTable(Memory memory = {}) : memory_(memory) {}
    ~DmaTable() { destroy(); }
    DmaTable(const DmaTable&) = delete;
    DmaTable& operator=(const DmaTable&) = delete;

    /// `levels` is 3 (39 bits of address) to 5. Errors: no_memory.
    Result<void> create(u32 levels) {
        const Result<PhysAddr> table = memory_.allocate_table();
        if (!table) return table.error();
        root_ = table.value();
        levels_ = levels;
        tables_ = 1;
        return {};
    }

    /// Frees all tables; no device may use them any more.
    void destroy() {
        if (root_ == 0) return;
        free_below(root_, levels_);
        root_ = 0;
        tables_ = 0;
    }

    PhysAddr root() const { return root_; } ///< 0 before create
    u32 tables() const { return tables_; }
    Memory& memory() { return memory_; }

    /// Maps frames. All or nothing. Errors: exists (one is mapped), no_memory.
    Result<void> map(PhysAddr first, u32 pages, bool writable) {
        const u64 rights = writable ? dma_entry::k_access : dma_entry::k_read;
        for (u32 i = 0; i < pages; i++) {
            const Result<void> r = set(first + (i << k_page_shift), rights);
            if (r) continue;
            if (i != 0) unmap(first, i);
            return r;
        }
        memory_.added(first, pages);
        return {};
    }

    /// Maps 2 MiB pages, readable and writable. Addresses are multiples of 2 MiB, nothing is mapped there.
    /// Errors: no_memory; what was mapped until then stays.
    Result<void> map_large(PhysAddr first, u32 count) {
        for (u32 i = 0; i < count; i++) {
            const PhysAddr at = first + (i << (k_page_shift + 9));
            const Result<PhysAddr> table = make_directory(at);
            if (!table) return table.error();
            memory_.write(table.value(), index_of(at, 2), at | dma_entry::k_access | dma_entry::k_large);
        }
        return {};
    }

    /// Ends the mapping of frames; those that are not mapped are passed over.
    void unmap(PhysAddr first, u32 pages) {
        for (u32 done = 0; done < pages;) {
            const PhysAddr at = first + (done << k_page_shift);
            const u32 in_table = dma_entry::k_entries - index_of(at, 1);
            const u32 count = pages - done < in_table ? pages - done : in_table;
            unmap_in_table(at, count);
            done += count;
        }
    }

    /// Lets devices read bytes that are not the domain's, until taken back; nests. A page that is mapped
    /// otherwise stays as it is. All or nothing. Errors: no_memory; quota (lent too often).
    Result<void> lend(PhysAddr start, u32 bytes) {
        const PhysAddr last = page_of(start + bytes - 1);
        for (PhysAddr page = page_of(start);; page += k_page_size) {
            const Result<void> r = lend_page(page);
            if (!r) {
                for (PhysAddr undo = page_of(start); undo != page; undo += k_page_size) take_back_page(undo);
                return r;
            }
            if (page == last) return {};
        }
    }
    void take_back(PhysAddr start, u32 bytes) {
        const PhysAddr last = page_of(start + bytes - 1);
        for (PhysAddr page = page_of(start);; page += k_page_size) {
            take_back_page(page);
            if (page == last) return;
        }
    }

    bool may_read(PhysAddr at) const { return (entry_of(at) & dma_entry::k_read) != 0; }
    bool may_write(PhysAddr at) const { return (entry_of(at) & dma_entry::k_write) != 0; }

  private:
    static PhysAddr page_of(PhysAddr a) { return a & ~(k_page_size - 1); }
    static u32 index_of(PhysAddr a, u32 level) {
        return static_cast<u32>(u64{a} >> (k_page_shift + 9 * (level - 1))) & (dma_entry::k_entries - 1);
    }

    /// The table of level 2, whose entries lead to tables of pages; 0 when there is none.
    PhysAddr find_directory(PhysAddr a) const {
        PhysAddr table = root_;
        for (u32 level = levels_; level > 2 && table != 0; level--)
            table = static_cast<PhysAddr>(memory_.read(table, index_of(a, level)) & dma_entry::k_address);
        return table;
    }
    Result<PhysAddr> make_directory(PhysAddr a) {
        PhysAddr table = root_;
        for (u32 level = levels_; level > 2; level--) {
            u64 entry = memory_.read(table, index_of(a, level));
            if (!dma_entry::present(entry)) {
                const Result<PhysAddr> made = memory_.allocate_table();
                if (!made) return made;
                tables_++;
                entry = made.value() | dma_entry::k_access;
                memory_.write(table, index_of(a, level), entry);
            }
            table = static_cast<PhysAddr>(entry & dma_entry::k_address);
        }
        return table;
    }
    /// The level-2 entry for an address, 0 when there is none.
    u64 leader_of(PhysAddr a) const {
        const PhysAddr directory = find_directory(a);
        return directory != 0 ? memory_.read(directory, index_of(a, 2)) : 0;
    }
    /// The table with the entry of a page; 0 when there is none.
    static PhysAddr table_in(u64 leader) {
        const bool has = dma_entry::present(leader) && (leader & dma_entry::k_large) == 0;
        return has ? static_cast<PhysAddr>(leader & dma_entry::k_address) : 0;
    }

    Result<void> set(PhysAddr page, u64 entry) {
        const Result<PhysAddr> directory = make_directory(page);
        if (!directory) return directory.error();
        const u32 slot = index_of(page, 2);
        u64 leader = memory_.read(directory.value(), slot);
        if ((leader & dma_entry::k_large) != 0) return Error::exists;
        if (!dma_entry::present(leader)) {
            const Result<PhysAddr> made = memory_.allocate_table();
            if (!made) return made.error();
            tables_++;
            leader = made.value() | dma_entry::k_access;
        }
        const PhysAddr table = static_cast<PhysAddr>(leader & dma_entry::k_address);
        if (dma_entry::present(memory_.read(table, index_of(page, 1)))) return Error::exists;
        memory_.write(table, index_of(page, 1), page | entry);
        memory_.write(directory.value(), slot, leader + dma_entry::k_count_one);
        return {};
    }

    void unmap_in_table(PhysAddr first, u32 pages) {
        const u64 leader = leader_of(first);
        const PhysAddr table = table_in(leader);
        if (table == 0) return;
        u32 gone = 0;
        for (u32 i = 0; i < pages; i++) {
            const u32 slot = index_of(first, 1) + i;
            if (!dma_entry::present(memory_.read(table, slot))) continue;
            memory_.write(table, slot, 0);
            gone++;
        }
        if (gone == 0) return;
        const bool empty = gone == dma_entry::count_of(leader);
        memory_.write(find_directory(first), index_of(first, 2),
                      empty ? 0 : leader - gone * dma_entry::k_count_one);
        memory_.removed(first, pages); // before the frames, or the table, may become something else
        if (!empty) return;
        memory_.free_table(table);
        tables_--;
    }

    u64 entry_of(PhysAddr a) const {
        const u64 leader = leader_of(a);
        const PhysAddr table = table_in(leader);
        return table != 0 ? memory_.read(table, index_of(a, 1)) : leader;
    }

    Result<void> lend_page(PhysAddr page) {
        const PhysAddr table = table_in(leader_of(page));
        const u64 entry = table != 0 ? memory_.read(table, index_of(page, 1)) : 0;
        if (!dma_entry::present(entry)) {
            const Result<void> r = set(page, dma_entry::k_read | dma_entry::k_count_one);
            if (r) memory_.added(page, 1);
            return r;
        }
        const u32 lent = dma_entry::count_of(entry);
        if (lent == dma_entry::k_most_count) return Error::quota;
        if (lent != 0) memory_.write(table, index_of(page, 1), entry + dma_entry::k_count_one);
        return {};
    }

    void take_back_page(PhysAddr page) {
        const PhysAddr table = table_in(leader_of(page));
        const u64 entry = table != 0 ? memory_.read(table, index_of(page, 1)) : 0;
        const u32 lent = dma_entry::count_of(entry);
        if (lent == 1)
            unmap(page, 1);
        else if (lent != 0)
            memory_.write(table, index_of(page, 1), entry - dma_entry::k_count_one);
    }

    void free_below(PhysAddr table, u32 level) {
        for (u32 i = 0; level > 1 && i < dma_entry::k_entries; i++) {
            const u64 entry = memory_.read(table, i);
            if (dma_entry::present(entry) && (entry & dma_entry::k_large) == 0)
                free_below(static_cast<PhysAddr>(entry & dma_entry::k_address), level - 1);
        }
        memory_.free_table(table);
    }

    mutable Memory memory_;
    PhysAddr root_ = 0;
    u32 levels_ = 0;
    u32 tables_ = 0;
};

} // namespace alcove
