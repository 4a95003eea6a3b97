// SPDX-License-Identifier: MIT
// Wait queues, mutexes and semaphores.
#include "exec/sync.h"
#include "exec/assert.h"
#include "exec/clock.h"
#include "exec/scheduler.h"

namespace alcove::exec {
namespace {

/// Takes a sleeper off its queue and makes it ready. Interrupts off.
void release(Thread& t) {
    t.run_link.unlink();
    t.waiting_on = nullptr;
    make_ready(t);
}

void on_timeout(void* argument) {
    Thread& t = *static_cast<Thread*>(argument);
    if (t.state != Thread::State::blocked || !t.waiting_on) return;
    t.wake_timed_out = true;
    release(t);
}

} // namespace

WakeReason WaitQueue::wait(u32 timeout_ms, bool interruptible) {
    IrqGuard guard;
    Thread& t = *Thread::current();
    if (interruptible && (t.wake_interrupted || t.kill_pending)) {
        t.wake_interrupted = false;
        return WakeReason::interrupted;
    }
    t.wake_timed_out = false;
    t.interruptible = interruptible;
    t.waiting_on = this;
    waiters_.insert_sorted(
        t, [](const Thread& a, const Thread& b) { return a.effective_priority > b.effective_priority; });
    if (timeout_ms == k_forever) {
        block_current(Thread::State::blocked);
    } else {
        Timer timer(on_timeout, &t);
        timer.start(ms_to_ticks(timeout_ms));
        block_current(Thread::State::blocked);
    }
    t.interruptible = false;
    if (t.wake_timed_out) return WakeReason::timed_out;
    if (interruptible && t.wake_interrupted) {
        t.wake_interrupted = false;
        return WakeReason::interrupted;
    }
    return WakeReason::woken;
}

bool WaitQueue::wake_one() {
    IrqGuard guard;
    Thread* t = waiters_.front();
    if (!t) return false;
    release(*t);
    return true;
}

void WaitQueue::wake_all() {
    IrqGuard guard;
    while (Thread* t = waiters_.front()) release(*t);
}

void interrupt_sleep(Thread& t) {
    IrqGuard guard;
    t.wake_interrupted = true;
    if (t.state == Thread::State::blocked && t.waiting_on && t.interruptible) release(t);
}

void Mutex::lock() {
    IrqGuard guard;
    Thread* self = Thread::current();
    ALCOVE_ASSERT(owner_ != self);
    while (owner_) {
        if (owner_->effective_priority < self->effective_priority)
            thread_set_effective_priority(*owner_, self->effective_priority);
        queue_.wait();
    }
    owner_ = self;
}

bool Mutex::try_lock() {
    IrqGuard guard;
    if (owner_) return false;
    owner_ = Thread::current();
    return true;
}

void Mutex::unlock() {
    IrqGuard guard;
    Thread* self = Thread::current();
    ALCOVE_ASSERT(owner_ == self);
    owner_ = nullptr;
    queue_.wake_one();
    // What was lent goes back. A thread that holds two contended mutexes loses the loan of the other
    // one early; lock nesting in the executive is at most two deep (docs/tricks.md).
    if (self->effective_priority != self->base_priority)
        thread_set_effective_priority(*self, self->base_priority);
}

WakeReason Semaphore::down(u32 timeout_ms, bool interruptible) {
    IrqGuard guard;
    while (count_ == 0) {
        const WakeReason r = queue_.wait(timeout_ms, interruptible);
        if (r != WakeReason::woken && count_ == 0) return r;
    }
    count_--;
    return WakeReason::woken;
}

void Semaphore::up() {
    IrqGuard guard;
    count_++;
    queue_.wake_one();
}

} // namespace alcove::exec
