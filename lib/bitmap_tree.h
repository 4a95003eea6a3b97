// SPDX-License-Identifier: MIT
// A bitmap with summary levels: set, clear and "first set bit from here on" in a handful of words.
#pragma once
#include "lib/types.h"
#include <bit>

namespace alcove {

/// Bits lie in words that the caller supplies (words_needed(bits) of them). Level 0 holds the bits; a bit
/// of level n+1 says that a word of level n is not zero. Not synchronised.
class BitmapTree {
  public:
    static constexpr unsigned k_levels = 5; ///< 32^5 bits at most

    static constexpr u32 words_needed(u32 bits) {
        u32 total = 0;
        for (u32 n = bits;;) {
            n = words(n);
            total += n;
            if (n == 1) return total;
        }
    }

    /// Takes over the storage and clears all bits. bits >= 1.
    void init(u32* storage, u32 bits) {
        bits_ = bits;
        depth_ = 0;
        for (u32 n = bits;;) {
            n = words(n);
            level_[depth_++] = storage;
            for (u32 i = 0; i < n; ++i) storage[i] = 0;
            storage += n;
            if (n == 1) return;
        }
    }

    u32 size() const { return bits_; }
    bool empty() const { return depth_ == 0 || level_[depth_ - 1][0] == 0; }
    bool test(u32 i) const { return level_[0][i / 32] >> (i % 32) & 1; }

    void set(u32 i) {
        for (unsigned l = 0; l < depth_; ++l, i /= 32) {
            u32& word = level_[l][i / 32];
            const bool was_empty = word == 0;
            word |= 1u << (i % 32);
            if (!was_empty) return;
        }
    }

    void clear(u32 i) {
        for (unsigned l = 0; l < depth_; ++l, i /= 32) {
            u32& word = level_[l][i / 32];
            word &= ~(1u << (i % 32));
            if (word != 0) return;
        }
    }

    /// Index of the first set bit at or after `from`, or size() when there is none.
    u32 find_from(u32 from) const {
        if (from >= bits_) return bits_;
        u32 i = from;
        for (unsigned l = 0; l < depth_; ++l) {
            const u32 rest = level_[l][i / 32] >> (i % 32);
            if (rest != 0) return descend(l, i + static_cast<u32>(std::countr_zero(rest)));
            i = i / 32 + 1; // on the level above, go on behind this word
            if (l + 1 == depth_ || i >= 32u * words_of(l + 1)) return bits_;
        }
        return bits_;
    }

  private:
    static constexpr u32 words(u32 bits) { return (bits + 31) / 32; }
    u32 words_of(unsigned level) const {
        u32 n = bits_;
        for (unsigned l = 0; l <= level; ++l) n = words(n);
        return n;
    }
    u32 descend(unsigned level, u32 i) const {
        while (level-- > 0) i = i * 32 + static_cast<u32>(std::countr_zero(level_[level][i]));
        return i;
    }

    u32* level_[k_levels] = {};
    u32 bits_ = 0;
    unsigned depth_ = 0;
};

} // namespace alcove
