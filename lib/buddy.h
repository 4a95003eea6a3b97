// SPDX-License-Identifier: MIT
// Buddy allocation of page frames; all bookkeeping lies outside the frames, so a double free is seen.
#pragma once
#include "lib/bitmap_tree.h"
#include "lib/result.h"
#include <bit>

namespace alcove {

/// Hands out blocks of 2^order frames, naturally aligned. The smallest sufficient free block wins, and of
/// these the lowest: small blocks stay together and large ones whole. Not synchronised.
class BuddyAllocator {
  public:
    static constexpr unsigned k_max_order = 10;

    /// Bytes of storage that `frames` frames need.
    static constexpr u32 storage_bytes(u32 frames) {
        u32 words = 0;
        for (unsigned o = 0; o <= k_max_order; ++o) words += BitmapTree::words_needed(blocks(frames, o));
        return words * sizeof(u32) + frames;
    }

    /// Manages frames 0 .. frames-1, none of them usable yet. `storage` is 4-byte aligned.
    void init(u32 frames, void* storage) {
        frames_ = frames;
        total_ = free_ = 0;
        u32* word = static_cast<u32*>(storage);
        for (unsigned o = 0; o <= k_max_order; ++o) {
            available_[o].init(word, blocks(frames, o));
            word += BitmapTree::words_needed(blocks(frames, o));
        }
        state_ = reinterpret_cast<u8*>(word);
        for (u32 i = 0; i < frames; ++i) state_[i] = k_unmanaged;
    }

    /// Makes [first, first+count) usable. Frames outside the range of init, and such as are managed
    /// already, are left out.
    void add_range(u32 first, u32 count) {
        if (first >= frames_) return;
        if (count > frames_ - first) count = frames_ - first;
        const u32 end = first + count;
        while (first < end) {
            if (state_[first] != k_unmanaged) {
                ++first;
                continue;
            }
            const unsigned order = unmanaged_order(first, end);
            for (u32 f = first; f < first + (1u << order); ++f) state_[f] = k_inside;
            total_ += 1u << order;
            free_ += 1u << order;
            merge_in(first, order);
            first += 1u << order;
        }
    }

    /// The first frame of a block within [low, limit). Errors: no_memory, invalid (order).
    Result<u32> alloc(unsigned order, u32 low, u32 limit) {
        if (order > k_max_order) return Error::invalid;
        for (unsigned o = order; o <= k_max_order; ++o) {
            if (available_[o].empty()) continue;
            const u32 block = available_[o].find_from((low + (1u << o) - 1) >> o);
            if (block >= available_[o].size() || ((block + 1) << o) > limit) continue;
            const u32 frame = block << o;
            available_[o].clear(block);
            while (o > order) { // keep the lower half, give the upper one back
                --o;
                set_free(frame + (1u << o), o);
            }
            state_[frame] = static_cast<u8>(k_allocated | order);
            free_ -= 1u << order;
            return frame;
        }
        return Error::no_memory;
    }
    Result<u32> alloc(unsigned order) { return alloc(order, 0, frames_); }

    /// `count` contiguous frames, aligned as the smallest block that would hold them; no more than these are
    /// taken. Give them back with free_run. Errors: no_memory, invalid (0, or more than the largest block).
    Result<u32> alloc_run(u32 count, u32 low, u32 limit) {
        if (count == 0 || count > 1u << k_max_order) return Error::invalid;
        const unsigned order = static_cast<unsigned>(std::bit_width(count - 1));
        const Result<u32> first = alloc(order, low, limit);
        if (!first) return first;
        u32 at = first.value();
        for_each_piece(count, [&](unsigned o) { // the largest comes first, so each is aligned
            state_[at] = static_cast<u8>(k_allocated | o);
            at += 1u << o;
        });
        const u32 rest = first.value() + (1u << order) - at;
        free_ += rest;
        for (unsigned o = 0; o < order; ++o) { // behind it, the smallest comes first
            if ((rest & (1u << o)) == 0) continue;
            set_free(at, o);
            at += 1u << o;
        }
        return first;
    }

    /// Gives back what alloc_run took. Errors as those of free; pieces before the one that is wrong are free.
    Result<void> free_run(u32 first, u32 count) {
        if (count == 0 || count > 1u << k_max_order) return Error::invalid;
        Result<void> done = {};
        for_each_piece(count, [&](unsigned o) {
            if (done) done = free(first, o);
            first += 1u << o;
        });
        return done;
    }

    /// Gives a block back. Errors, with nothing changed: invalid (no allocated block of that order starts
    /// there), exists (it is free already: a double free).
    Result<void> free(u32 frame, unsigned order) {
        if (frame >= frames_ || order > k_max_order) return Error::invalid;
        if (state_[frame] != (k_allocated | order)) {
            const bool is_free = (state_[frame] & k_free) != 0 || inside_free_block(frame);
            return is_free ? Error::exists : Error::invalid;
        }
        free_ += 1u << order;
        merge_in(frame, order);
        return {};
    }

    u32 total() const { return total_; }
    u32 free_count() const { return free_; }
    /// Free blocks of exactly that order; slow, for reports and tests.
    u32 free_blocks(unsigned order) const {
        u32 n = 0;
        const BitmapTree& tree = available_[order];
        for (u32 i = tree.find_from(0); i < tree.size(); i = tree.find_from(i + 1)) ++n;
        return n;
    }

  private:
    // State of a frame. Heads carry the order in the low bits.
    static constexpr u8 k_unmanaged = 0;
    static constexpr u8 k_inside = 1; ///< in a block, not its first frame
    static constexpr u8 k_allocated = 0x40;
    static constexpr u8 k_free = 0x80;

    /// Calls f(order) for the blocks that a run of `count` frames is made of.
    template <typename F>
    static void for_each_piece(u32 count, F f) {
        for (unsigned o = k_max_order + 1; o-- > 0;)
            if (count & (1u << o)) f(o);
    }
    static constexpr u32 blocks(u32 frames, unsigned order) {
        return frames == 0 ? 1 : (frames + (1u << order) - 1) >> order;
    }
    /// The largest block that may begin at `frame` and holds only unmanaged frames below `end`.
    unsigned unmanaged_order(u32 frame, u32 end) const {
        u32 run = 1;
        while (run < 1u << k_max_order && frame + run < end && state_[frame + run] == k_unmanaged) ++run;
        unsigned order = 0;
        while (order < k_max_order && (frame & (1u << order)) == 0 && 2u << order <= run) ++order;
        return order;
    }
    void set_free(u32 frame, unsigned order) {
        state_[frame] = static_cast<u8>(k_free | order);
        available_[order].set(frame >> order);
    }
    /// Adds a block to the free ones, united with its buddy as often as that is free.
    void merge_in(u32 frame, unsigned order) {
        for (; order < k_max_order; ++order) {
            const u32 buddy = frame ^ (1u << order);
            if (buddy >= frames_ || state_[buddy] != (k_free | order)) break;
            available_[order].clear(buddy >> order);
            state_[buddy] = state_[frame] = k_inside;
            if (buddy < frame) frame = buddy;
        }
        set_free(frame, order);
    }
    bool inside_free_block(u32 frame) const {
        for (unsigned o = 1; o <= k_max_order; ++o) {
            const u8 head = state_[frame >> o << o];
            if ((head & k_free) != 0 && (head & 0x0F) >= o) return true;
        }
        return false;
    }

    BitmapTree available_[k_max_order + 1];
    u8* state_ = nullptr;
    u32 frames_ = 0;
    u32 total_ = 0;
    u32 free_ = 0;
};

} // namespace alcove
