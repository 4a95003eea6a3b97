// SPDX-License-Identifier: MIT
// Kernel threads: preemptive, 32 fixed priorities, round robin within one; the highest ready runs.
#pragma once
#include "arch/x86/api/cpu.h"
#include "lib/list.h"
#include "lib/result.h"

namespace alcove::exec {

class Process;

/// 0 is idle, 31 the most urgent. Names for the levels in use; keep this table the only place.
namespace priority {
constexpr u8 idle = 0;
constexpr u8 user = 8;       ///< programs
constexpr u8 worker = 12;    ///< kernel background work
constexpr u8 domain = 14;    ///< threads that start and stop domains, a domain's own kernel threads
constexpr u8 network = 16;   ///< the TCP/IP thread
constexpr u8 control = 20;   ///< control channel: must answer while programs loop
constexpr u8 recovery = 24;  ///< the recovery manager
constexpr u8 interrupt = 28; ///< interrupt threads of domains
constexpr u8 overdue = 30;   ///< upcalls that have waited for too long
} // namespace priority

using ThreadEntry = void (*)(void* argument);

/// One kernel thread. Fields are for exec/ and arch/x86 only, except where said.
class Thread {
  public:
    enum class State : u8 { ready, running, blocked, finished };

    /// Creates a ready thread; `name` is copied (15 characters kept). It ends when `entry` returns.
    /// Kernel stack: 16 KiB with a guard page below it. Errors: no_memory. Thread context.
    static Result<Thread*> create(const char* name, u8 priority, ThreadEntry entry, void* argument);

    /// The running thread. Any context.
    static Thread* current() { return current_; }

    // --- read by anyone ---
    char name[16];
    u32 id;
    u8 base_priority;
    u8 effective_priority; ///< base, or what a waiter lends
    State state;
    u64 cpu_cycles; ///< TSC cycles run so far, up to the last switch

    // --- owned by their subsystems ---
    u32 saved_esp;             ///< stack pointer while not running (arch switch)
    u32 stack_low, stack_high; ///< kernel stack bounds
    u32 page_directory; ///< CR3 while in the executive or in the program (a process's, or the kernel's)
    Process* process;   ///< program this thread belongs to, or nullptr
    void* xpc;          ///< nim: state of the upcall in progress, or nullptr
    void* fpu_state;    ///< arch: x87/SSE state of a program's thread, or nullptr
    ListNode run_link;  ///< ready queue, or a wait queue
    ListNode all_link;
    void* waiting_on;      ///< what it sleeps on, for `ps` and gdb
    bool interruptible;    ///< the sleep may be ended by interrupt_sleep()
    bool wake_timed_out;   ///< set by the timer that ended a sleep
    bool wake_interrupted; ///< set by interrupt_sleep()
    bool ticked;           ///< a tick found it running since its upcall began
    u8 favoured_from;      ///< its priority while it is ready at that of a short upcall, or 0
    u8 quantum;            ///< ticks that it may still run before others of its priority
    bool kill_pending;     ///< process is to end: sleeps return interrupted

    /// Calls f(Thread&) for each thread, interrupts off. Keep f short.
    static void for_each(void (*f)(Thread&, void*), void* argument);

    static Thread* current_; ///< the scheduler's
};

/// Gives up the processor to a ready thread of the same or a higher priority. Thread context.
void thread_yield();

/// Ends the running thread.
[[noreturn]] void thread_exit();

/// Sleeps at least `milliseconds`. Returns false when the sleep was interrupted. Thread context.
bool thread_sleep_ms(u32 milliseconds);

/// Makes `t` return from an interruptible sleep with `interrupted`. Any context.
void interrupt_sleep(Thread& t);

/// The thread's priority when nobody lends it one. Its own thread.
void thread_set_priority(u8 p);

/// Changes a thread's lent priority (nim's monitor, mutexes). Any context.
void thread_set_effective_priority(Thread& t, u8 p);

/// Is the caller allowed to sleep (no interrupt handler, interrupts on)? Any context.
bool may_sleep();

/// Forbids switches to other threads (interrupts still happen); nests. A wake-up meanwhile takes effect
/// at the last enable. Native extensions run under it, as a 2.4 kernel did on one processor.
void preempt_disable();
void preempt_enable();

/// A more urgent thread waits: switch_if_needed() is due. The scheduler's; interrupts off.
extern bool scheduler_switch_wanted;
/// Switches if a more urgent thread is ready and nothing forbids it. Interrupts off.
void switch_if_needed();

/// Blocks interrupts for its lifetime; nests. What was made ready meanwhile runs at the outermost end.
class IrqGuard {
  public:
    IrqGuard() : flags_(arch::interrupts_save()) {}
    ~IrqGuard() {
        if (!(flags_ & 0x200)) return;
        if (scheduler_switch_wanted) [[unlikely]]
            switch_if_needed();
        arch::interrupts_on();
    }
    IrqGuard(const IrqGuard&) = delete;
    IrqGuard& operator=(const IrqGuard&) = delete;

  private:
    u32 flags_;
};

} // namespace alcove::exec
