// SPDX-License-Identifier: MIT
// Typed handles: a table from {generation, index} to objects that refuses stale and mistyped handles.
#pragma once
#include "lib/result.h"
#include <new>

namespace alcove {

/// Generation in the upper 16 bits, index in the lower; 0 is none (nim/abi/types.h).
using Handle = u32;
constexpr u16 handle_index(Handle h) { return static_cast<u16>(h); }
constexpr u16 handle_generation(Handle h) { return static_cast<u16>(h >> 16); }

/// T is copied into the table; Types is the number of object types (0 .. Types-1). The table grows by
/// chunks from operator new up to the limit given to it. Not synchronised.
///
/// Freed entries are reused oldest first, with a new generation each time, so an old handle becomes
/// valid again only after 65535 reuses of its entry.
template <typename T, unsigned Types>
class HandleTable {
  public:
    explicit HandleTable(u32 limit = k_most) : limit_(limit < k_most ? limit : k_most) {
        for (List& l : lists_) l = {};
    }
    ~HandleTable() {
        for (u32 i = 0; i < chunk_count_; ++i) delete chunks_[i];
    }
    HandleTable(const HandleTable&) = delete;
    HandleTable& operator=(const HandleTable&) = delete;

    /// Errors: invalid (type), quota (the limit is reached), no_memory.
    Result<Handle> insert(unsigned type, const T& object) {
        if (type >= Types) return Error::invalid;
        if (total_ >= limit_) return Error::quota;
        if (free_.count == 0 && !grow()) return Error::no_memory;
        const u16 index = free_.first;
        Entry& e = at(index);
        remove_from(free_, index);
        e.object = object;
        e.type = static_cast<u8>(type);
        append_to(lists_[type], index);
        ++total_;
        return handle_of(index);
    }

    /// The object, valid until it is removed. Errors: bad_descriptor (no such handle, or a stale one),
    /// invalid (it is of another type).
    Result<T*> lookup(Handle h, unsigned type) {
        Entry* e = live(h);
        if (!e) return Error::bad_descriptor;
        if (e->type != type) return Error::invalid;
        return &e->object;
    }

    /// The type of a live handle. Error: bad_descriptor.
    Result<unsigned> type_of(Handle h) {
        Entry* e = live(h);
        if (!e) return Error::bad_descriptor;
        return static_cast<unsigned>(e->type);
    }

    /// Ends the handle's generation and returns the object. Errors: as lookup.
    Result<T> remove(Handle h, unsigned type) {
        const Result<T*> found = lookup(h, type);
        if (!found) return found.error();
        const u16 index = handle_index(h);
        Entry& e = at(index);
        T object = e.object;
        e.object = T{};
        remove_from(lists_[type], index);
        if (++e.generation == 0) e.generation = 1;
        e.type = k_free_type;
        append_to(free_, index);
        --total_;
        return object;
    }

    /// Calls f(Handle, T&) for each object of the type, oldest first; f may remove the one it is given.
    template <typename F>
    void for_each(unsigned type, F f) {
        for (u16 i = lists_[type].first; i != k_none;) {
            const u16 following = at(i).next;
            f(handle_of(i), at(i).object);
            i = following;
        }
    }

    /// The youngest handle of the type, 0 when there is none: recovery releases in reverse.
    Handle youngest(unsigned type) const {
        return lists_[type].count == 0 ? 0 : handle_of(lists_[type].last);
    }

    /// First object of the type for which match(T&) holds, as a handle; 0 when there is none.
    template <typename Match>
    Handle find(unsigned type, Match match) {
        for (u16 i = lists_[type].first; i != k_none; i = at(i).next)
            if (match(at(i).object)) return handle_of(i);
        return 0;
    }

    u32 count(unsigned type) const { return type < Types ? lists_[type].count : 0; }
    u32 total() const { return total_; }
    u32 limit() const { return limit_; }

  private:
    static constexpr u16 k_none = 0xFFFF;
    static constexpr u8 k_free_type = 0xFF;
    static constexpr u32 k_chunk = 64;
    static constexpr u32 k_most = 16384;
    static_assert(Types < k_free_type);

    struct Entry {
        T object{};
        u16 generation = 1;
        u16 next = k_none, prev = k_none;
        u8 type = k_free_type;
    };
    struct Chunk {
        Entry entries[k_chunk];
    };
    struct List {
        u16 first = k_none, last = k_none;
        u32 count = 0;
    };

    Entry& at(u16 i) const { return chunks_[i / k_chunk]->entries[i % k_chunk]; }
    Handle handle_of(u16 i) const { return static_cast<u32>(at(i).generation) << 16 | i; }
    Entry* live(Handle h) {
        const u16 i = handle_index(h);
        if (i >= chunk_count_ * k_chunk) return nullptr;
        Entry& e = at(i);
        return e.type != k_free_type && e.generation == handle_generation(h) ? &e : nullptr;
    }
    bool grow() {
        if (chunk_count_ == k_most / k_chunk) return false;
        Chunk* fresh = new (std::nothrow) Chunk;
        if (!fresh) return false;
        chunks_[chunk_count_] = fresh;
        for (u32 i = 0; i < k_chunk; ++i) append_to(free_, static_cast<u16>(chunk_count_ * k_chunk + i));
        ++chunk_count_;
        return true;
    }
    void append_to(List& l, u16 i) {
        Entry& e = at(i);
        e.prev = l.last;
        e.next = k_none;
        (l.last == k_none ? l.first : at(l.last).next) = i;
        l.last = i;
        ++l.count;
    }
    void remove_from(List& l, u16 i) {
        Entry& e = at(i);
        (e.prev == k_none ? l.first : at(e.prev).next) = e.next;
        (e.next == k_none ? l.last : at(e.next).prev) = e.prev;
        --l.count;
    }

    Chunk* chunks_[k_most / k_chunk] = {};
    u32 chunk_count_ = 0;
    u32 limit_;
    u32 total_ = 0;
    List lists_[Types];
    List free_;
};

} // namespace alcove
