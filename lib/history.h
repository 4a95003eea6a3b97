// SPDX-License-Identifier: MIT
// The last N items of a stream, in memory that the caller supplies; the oldest gives way to the newest.
#pragma once
#include "lib/types.h"

namespace alcove {

/// Not synchronised. Items are copied.
template <typename T>
class History {
  public:
    History() = default;
    /// Takes `capacity` places at `memory` into use, empty; 0 places keep nothing.
    void use(T* memory, u32 capacity) {
        items_ = memory;
        capacity_ = capacity;
        clear();
    }
    void clear() { next_ = written_ = 0; }

    void add(const T& item) {
        written_++;
        if (capacity_ == 0) return;
        items_[next_] = item;
        if (++next_ == capacity_) next_ = 0;
    }

    u32 capacity() const { return capacity_; }
    u32 count() const { return written_ < capacity_ ? static_cast<u32>(written_) : capacity_; }
    /// Items that were overwritten, or never found room.
    u64 lost() const { return written_ - count(); }
    /// The i-th of those kept, oldest first; i < count().
    const T& at(u32 i) const {
        const u32 oldest = count() < capacity_ ? 0 : next_;
        const u32 to_end = capacity_ - oldest;
        return items_[i < to_end ? oldest + i : i - to_end];
    }

  private:
    T* items_ = nullptr;
    u32 capacity_ = 0;
    u32 next_ = 0;
    u64 written_ = 0;
};

} // namespace alcove
