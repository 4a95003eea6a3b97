// SPDX-License-Identifier: MIT
// A ring of fixed size between one producer and one consumer, such as an interrupt handler and a thread.
#pragma once
#include "lib/types.h"
#include <atomic>

namespace alcove {

/// N is a power of two; all N places are used. push is for the one producer, pop for the one consumer;
/// neither waits, and neither needs interrupts off.
template <typename T, u32 N>
class Ring {
    static_assert(N >= 1 && (N & (N - 1)) == 0, "indices run freely and are taken modulo N");

  public:
    /// False when the ring is full; then nothing changed.
    bool push(const T& item) {
        const u32 head = head_.load(std::memory_order_relaxed);
        if (head - tail_.load(std::memory_order_acquire) == N) return false;
        items_[head % N] = item;
        head_.store(head + 1, std::memory_order_release);
        return true;
    }
    /// False when it is empty.
    bool pop(T& item) {
        const u32 tail = tail_.load(std::memory_order_relaxed);
        if (head_.load(std::memory_order_acquire) == tail) return false;
        item = items_[tail % N];
        tail_.store(tail + 1, std::memory_order_release);
        return true;
    }
    u32 count() const {
        return head_.load(std::memory_order_acquire) - tail_.load(std::memory_order_acquire);
    }
    bool empty() const { return count() == 0; }
    bool full() const { return count() == N; }
    static constexpr u32 capacity() { return N; }

  private:
    std::atomic<u32> head_{0}, tail_{0};
    T items_[N] = {};
};

} // namespace alcove
