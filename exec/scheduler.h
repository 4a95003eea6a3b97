// SPDX-License-Identifier: MIT
// What the other parts of exec/ need of the scheduler. All calls with interrupts off unless said.
#pragma once
#include "exec/thread.h"

namespace alcove::exec {

/// Boot: makes the running flow of control the idle thread. Needs the heap.
void scheduler_init();
/// Becomes the idle loop; ready threads run from here on.
[[noreturn]] void scheduler_run();

/// Puts a thread on its ready queue. The switch, if it is due, happens when interrupts come back on.
void make_ready(Thread& t);
/// The running thread stops in `state`; returns when it was made ready again.
void block_current(Thread::State state);
/// The same where the check is on a hot path. Interrupts off.
inline void switch_if_due() {
    if (scheduler_switch_wanted) [[unlikely]]
        switch_if_needed();
}
/// From the timer interrupt, each tick.
void scheduler_tick();
/// In the idle loop, after each interrupt.
void before_idle_again();
/// Whether the idle thread has the processor.
bool idle_runs();
/// An interrupt ends the idle thread's wait: what follows, until it waits again, is work and not
/// idle_cycles().
void idle_interrupted();

/// nim, native mode: drops all nested preempt_disable() of this thread before it blocks; give the
/// count back to preempt_restore() afterwards.
u32 preempt_release();
void preempt_restore(u32 count);

/// Threads alive but for idle, and switches since boot. Any context.
u32 thread_count();
u32 thread_switches();

} // namespace alcove::exec
