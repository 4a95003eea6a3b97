// SPDX-License-Identifier: MIT
// A heap over page blocks: size classes in slabs, whole blocks for large requests, guards around each.
#pragma once
#include "lib/bytes.h"
#include "lib/list.h"
#include "lib/result.h"
#include <array>
#include <new>
#include <string.h>

namespace alcove {

/// The heap's size classes. A class's slab is 2^order pages and holds seven blocks or more.
namespace heap_classes {
/// Bytes of a class's blocks, header and tail guard included; about a fifth apart.
inline constexpr u16 k_block_bytes[] = {32,   48,   64,   80,   96,   112,  128,  160, 192,
                                        224,  256,  320,  384,  448,  512,  640,  768, 896,
                                        1024, 1280, 1536, 1808, 2080, 2720, 3264, 4064};
inline constexpr unsigned k_count = sizeof(k_block_bytes) / sizeof(k_block_bytes[0]);

constexpr auto make_class_table() {
    std::array<u8, k_block_bytes[k_count - 1] / 16 + 1> table{};
    u8 c = 0;
    for (u32 i = 0; i < table.size(); ++i) {
        while (i * 16 > k_block_bytes[c]) ++c;
        table[i] = c;
    }
    return table;
}
constexpr auto make_order_table() {
    std::array<u8, k_count> table{};
    for (unsigned c = 0; c < k_count; ++c)
        table[c] = k_block_bytes[c] <= 256    ? 0
                   : k_block_bytes[c] <= 1024 ? 1
                   : k_block_bytes[c] <= 2080 ? 2
                                              : 3;
    return table;
}
inline constexpr auto k_class_of = make_class_table(); ///< by bytes in sixteenths, rounded up
inline constexpr auto k_slab_order = make_order_table();
} // namespace heap_classes

/// Source supplies, and is told of damage:
///   void* pages_alloc(unsigned order)      2^order pages, aligned to their size; nullptr when there are none
///   void pages_free(void*, unsigned order)
///   void damaged(const char* what, const void* block)   may return: the block is then left alone for ever
/// Returned memory is aligned to 16 bytes and not cleared. Not synchronised.
template <typename Source>
class Heap {
  public:
    static constexpr u32 k_alignment = 16;
    static constexpr u32 k_max_order = 10;
    /// The largest request: a block of 2^k_max_order pages less the bookkeeping.
    static constexpr u32 k_max_request = (k_page_size << k_max_order) - 2 * k_page_size;

    explicit constexpr Heap(Source source = {}) : source_(source) {}
    Heap(const Heap&) = delete;
    Heap& operator=(const Heap&) = delete;

    void* malloc(usize size) {
        if (size > k_largest_small) [[unlikely]]
            return large_alloc(size, k_alignment);
        const u8 c = k_class_of[(static_cast<u32>(size) + k_overhead + 15) / 16];
        Bin& bin = bins_[c];
        Slab* slab = bin.partial.front();
        if (!slab) [[unlikely]] {
            slab = slab_create(c);
            if (!slab) return nullptr;
        }
        Header* block = slab_take(*slab, bin, c);
        if (!block) [[unlikely]]
            return nullptr;
        block->kind = c;
        return commit(block, static_cast<u32>(size));
    }

    /// As malloc, at a multiple of `alignment` (a power of two).
    void* memalign(usize alignment, usize size) {
        return alignment <= k_alignment ? malloc(size) : large_alloc(size, alignment);
    }

    void free(void* p) {
        if (!p) return;
        Header* block = checked(p);
        if (!block) [[unlikely]]
            return;
        --blocks_;
        bytes_ -= block->size;
        block->magic = freed_magic(block);
        if (block->kind >= k_large) [[unlikely]]
            large_free(block);
        else
            slab_put(block);
    }

    /// In place while the block has room; otherwise a new block, the old one freed. nullptr leaves `p` alive.
    void* realloc(void* p, usize size) {
        if (!p) return malloc(size);
        Header* block = checked(p);
        if (!block) return nullptr;
        if (size <= capacity(block) && size >= capacity(block) / 4) {
            bytes_ += static_cast<u32>(size) - block->size;
            seal(block, static_cast<u32>(size));
            return p;
        }
        void* fresh = malloc(size);
        if (!fresh) return nullptr;
        __builtin_memcpy(fresh, p, block->size < size ? block->size : size);
        free(p);
        return fresh;
    }

    /// Requested size of a live block, 0 when it is damaged.
    usize size_of(void* p) {
        Header* block = checked(p);
        return block ? block->size : 0;
    }

    u32 blocks() const { return blocks_; } ///< alive
    u32 bytes() const { return bytes_; }   ///< requested by them
    u32 frames() const { return frames_; } ///< pages held

    /// Walks everything; reports damage and returns whether there was none.
    bool check() {
        bool good = true;
        for (unsigned c = 0; c < k_classes; ++c) {
            bins_[c].partial.for_each([&](Slab& s) { good &= slab_good(s, c); });
            bins_[c].full.for_each([&](Slab& s) { good &= slab_good(s, c); });
        }
        large_.for_each([&](Large& l) { good &= checked(payload(&l.block)) != nullptr; });
        return good;
    }

    /// Gives back the empty slabs that are kept for speed.
    void trim() {
        for (unsigned c = 0; c < k_classes; ++c)
            bins_[c].partial.for_each([&](Slab& s) {
                if (s.used == 0) slab_destroy(s, bins_[c], slab_order(c));
            });
    }

  private:
    /// Before each payload. `magic` is the word right before it: the guard against underruns, and it
    /// depends on the address and on the other words, so no damage to them goes unseen.
    struct Header {
        u32 kind; ///< size class, or k_large + order
        u32 size; ///< requested bytes; large: see Large::offset
        u32 next; ///< while free: offset in the slab of the next free block, 0 none
        u32 magic;
    };
    static_assert(sizeof(Header) == k_alignment);
    struct alignas(16) Slab {
        ListNode link;
        u32 free_offset; ///< first free block, 0 none
        u32 carve;       ///< offset behind the last block ever used
        u32 used;
        u32 magic;
    };
    struct alignas(16) Large {
        ListNode link;
        u32 offset;               ///< of this structure in its pages
        alignas(16) Header block; ///< at the very end: the payload follows
    };
    struct Bin {
        List<Slab, &Slab::link> partial; ///< with room
        List<Slab, &Slab::link> full;
        u32 empty = 0; ///< of partial, how many hold nothing
    };

    static constexpr u32 k_tail = 4; ///< guard bytes right behind the requested ones
    static constexpr u32 k_overhead = sizeof(Header) + k_tail;
    static constexpr u32 k_large = 0x100;
    static constexpr u32 k_seed_alive = 0xA11C0FE5, k_seed_freed = 0xF4EEDB10, k_seed_tail = 0x5EA1ED77,
                         k_seed_slab = 0x51AB51AB;
    static constexpr unsigned k_classes = heap_classes::k_count;
    static constexpr u32 k_largest_small = heap_classes::k_block_bytes[k_classes - 1] - k_overhead;
    static constexpr auto& k_block_bytes = heap_classes::k_block_bytes;
    static constexpr auto& k_class_of = heap_classes::k_class_of;
    static constexpr unsigned slab_order(unsigned c) { return heap_classes::k_slab_order[c]; }
    static constexpr u32 slab_bytes(unsigned c) { return k_page_size << slab_order(c); }

    static u32 low(const void* p) { return static_cast<u32>(reinterpret_cast<usize>(p)); }
    static u8* payload(Header* b) {
        return reinterpret_cast<u8*>(reinterpret_cast<usize>(b) + sizeof(Header));
    }
    static u32 alive_magic(const Header* b) {
        return k_seed_alive ^ low(b) ^ (b->size << 12) ^ (b->size >> 20) ^ b->kind;
    }
    static u32 freed_magic(const Header* b) { return k_seed_freed ^ low(b); }
    static u32 tail_magic(const Header* b) { return k_seed_tail ^ low(b); }
    static Large* large_of(Header* b) {
        return reinterpret_cast<Large*>(reinterpret_cast<u8*>(b) - offsetof(Large, block));
    }
    static Slab* slab_of(Header* b) {
        return reinterpret_cast<Slab*>(reinterpret_cast<usize>(b) & ~(usize{slab_bytes(b->kind)} - 1));
    }
    static Header* at(Slab& s, u32 offset) {
        return reinterpret_cast<Header*>(reinterpret_cast<u8*>(&s) + offset);
    }

    static void seal(Header* b, u32 size) {
        b->size = size;
        b->magic = alive_magic(b);
        store_u32(payload(b) + size, tail_magic(b));
    }
    void* commit(Header* b, u32 size) {
        ++blocks_;
        bytes_ += size;
        seal(b, size);
        return payload(b);
    }
    usize capacity(Header* b) const {
        if (b->kind < k_large) return k_block_bytes[b->kind] - k_overhead;
        const Large* l = large_of(b);
        return (usize{k_page_size} << (b->kind - k_large)) - l->offset - sizeof(Large) - k_tail;
    }

    /// The header of a live, undamaged block, or nullptr after a report.
    Header* checked(void* p) {
        Header* b = static_cast<Header*>(p) - 1;
        if ((low(p) & (k_alignment - 1)) != 0) [[unlikely]]
            return damage("not a heap block", p);
        if (b->magic != alive_magic(b)) [[unlikely]]
            return damage(b->magic == freed_magic(b) ? "double free" : "guard before the block overwritten",
                          p);
        if (load_u32(payload(b) + b->size) != tail_magic(b)) [[unlikely]]
            return damage("guard behind the block overwritten", p);
        return b;
    }
    Header* damage(const char* what, const void* p) {
        source_.damaged(what, p);
        return nullptr;
    }

    [[gnu::noinline]] Slab* slab_create(u8 c) {
        void* pages = source_.pages_alloc(slab_order(c));
        if (!pages) return nullptr;
        frames_ += 1u << slab_order(c);
        Slab* s = new (pages) Slab{{}, 0, sizeof(Slab), 0, 0};
        s->magic = k_seed_slab ^ low(s);
        bins_[c].partial.push_front(*s);
        ++bins_[c].empty;
        return s;
    }
    [[gnu::noinline]] void slab_destroy(Slab& s, Bin& bin, unsigned order) {
        s.link.unlink();
        s.magic = 0;
        --bin.empty;
        frames_ -= 1u << order;
        source_.pages_free(&s, order);
    }
    Header* slab_take(Slab& s, Bin& bin, u8 c) {
        Header* b;
        if (s.free_offset != 0) {
            b = at(s, s.free_offset);
            if (b->magic != freed_magic(b)) [[unlikely]] {
                s.link.unlink(); // never used again: what lies in it can't be trusted
                if (s.used++ == 0) --bin.empty;
                return damage("free block overwritten", payload(b));
            }
            s.free_offset = b->next;
        } else {
            b = at(s, s.carve);
            s.carve += k_block_bytes[c];
        }
        if (s.used++ == 0) --bin.empty;
        if (s.free_offset == 0 && s.carve + k_block_bytes[c] > slab_bytes(c)) {
            s.link.unlink();
            bin.full.push_back(s);
        }
        return b;
    }
    void slab_put(Header* b) {
        Slab& s = *slab_of(b);
        Bin& bin = bins_[b->kind];
        const bool was_full = s.free_offset == 0 && s.carve + k_block_bytes[b->kind] > slab_bytes(b->kind);
        b->next = s.free_offset;
        s.free_offset = static_cast<u32>(reinterpret_cast<u8*>(b) - reinterpret_cast<u8*>(&s));
        if (was_full) {
            s.link.unlink();
            bin.partial.push_front(s);
        }
        // One empty slab of a class is kept, so that a lone malloc and free needn't ask for pages.
        if (--s.used == 0 && ++bin.empty > 1) slab_destroy(s, bin, slab_order(b->kind));
    }
    bool slab_good(Slab& s, unsigned c) {
        if (s.magic != (k_seed_slab ^ low(&s))) return damage("slab header overwritten", &s) != nullptr;
        u32 used = 0, is_free = 0;
        for (u32 o = sizeof(Slab); o < s.carve; o += k_block_bytes[c]) {
            Header* b = at(s, o);
            if (b->magic == freed_magic(b))
                ++is_free;
            else if (checked(payload(b)) && b->kind == c)
                ++used;
            else
                return false;
        }
        u32 listed = 0;
        for (u32 o = s.free_offset; o != 0 && listed <= is_free; o = at(s, o)->next) {
            if (o >= s.carve || (o - sizeof(Slab)) % k_block_bytes[c] != 0) break;
            ++listed;
        }
        if (used == s.used && listed == is_free) return true;
        return damage("free list of a slab broken", &s) != nullptr;
    }

    [[gnu::noinline]] void* large_alloc(usize size, usize alignment) {
        if (size > k_max_request || alignment > k_max_request) return nullptr;
        usize at = sizeof(Large); // where the payload starts in its pages
        if (alignment > k_alignment) at = (at + alignment - 1) & ~(alignment - 1);
        unsigned order = 0;
        while ((usize{k_page_size} << order) < at + size + k_tail) ++order;
        if (order > k_max_order) return nullptr;
        u8* pages = static_cast<u8*>(source_.pages_alloc(order));
        if (!pages) return nullptr;
        frames_ += 1u << order;
        const u32 offset = static_cast<u32>(at - sizeof(Large));
        Large* l = new (pages + offset) Large{{}, offset, {k_large + order, 0, 0, 0}};
        large_.push_back(*l);
        return commit(&l->block, static_cast<u32>(size));
    }
    [[gnu::noinline]] void large_free(Header* b) {
        Large* l = large_of(b);
        const unsigned order = b->kind - k_large;
        l->link.unlink();
        frames_ -= 1u << order;
        source_.pages_free(reinterpret_cast<u8*>(l) - l->offset, order);
    }

    Source source_;
    Bin bins_[k_classes];
    List<Large, &Large::link> large_;
    u32 blocks_ = 0;
    u32 bytes_ = 0;
    u32 frames_ = 0;
};

} // namespace alcove
