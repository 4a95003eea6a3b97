// SPDX-License-Identifier: MIT
// Blocking synchronisation: wait queues, mutexes with priority inheritance, semaphores.
#pragma once
#include "exec/thread.h"

namespace alcove::exec {

constexpr u32 k_forever = 0xFFFFFFFF; ///< a timeout in milliseconds that never ends

enum class WakeReason : u8 { woken, timed_out, interrupted };

/// Threads that wait for an event, in order of priority, then arrival.
class WaitQueue {
  public:
    /// Sleeps until wake_one/wake_all, the timeout, or (if interruptible) interrupt_sleep.
    /// Call with the condition checked under an IrqGuard that is still held: the guard's state is
    /// restored when it returns. Thread context.
    WakeReason wait(u32 timeout_ms = k_forever, bool interruptible = false);
    /// Wakes the first waiter; false if there was none. Any context.
    bool wake_one();
    /// Wakes all. Any context.
    void wake_all();
    bool empty() const { return waiters_.empty(); }

  private:
    List<Thread, &Thread::run_link> waiters_;
};

/// Sleeps until condition() holds (evaluated with interrupts off). Returns why it stopped.
template <typename Condition>
WakeReason wait_until(WaitQueue& queue, Condition condition, u32 timeout_ms = k_forever,
                      bool interruptible = false) {
    IrqGuard guard;
    while (!condition()) {
        const WakeReason r = queue.wait(timeout_ms, interruptible);
        if (r != WakeReason::woken) return condition() ? WakeReason::woken : r;
    }
    return WakeReason::woken;
}

/// Not recursive; the holder inherits the priority of its most urgent waiter. Thread context only.
class Mutex {
  public:
    void lock();
    bool try_lock();
    void unlock();
    bool held_by_current() const { return owner_ == Thread::current(); }
    Thread* owner() const { return owner_; }

  private:
    Thread* owner_ = nullptr;
    WaitQueue queue_;
};

class MutexGuard {
  public:
    explicit MutexGuard(Mutex& m) : m_(m) { m_.lock(); }
    ~MutexGuard() { m_.unlock(); }
    MutexGuard(const MutexGuard&) = delete;
    MutexGuard& operator=(const MutexGuard&) = delete;

  private:
    Mutex& m_;
};

/// Counting semaphore. up() from any context, down() from threads.
class Semaphore {
  public:
    explicit Semaphore(u32 count = 0) : count_(count) {}
    WakeReason down(u32 timeout_ms = k_forever, bool interruptible = false);
    void up();
    u32 count() const { return count_; }

  private:
    u32 count_;
    WaitQueue queue_;
};

} // namespace alcove::exec
