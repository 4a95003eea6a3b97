// SPDX-License-Identifier: MIT
// The scheduler: ready queues by priority, switching, sleeping, preemption.
#include "exec/thread.h"
#include "exec/scheduler.h"
#include "arch/x86/api/context.h"
#include "arch/x86/api/cpu.h"
#include "exec/assert.h"
#include "exec/clock.h"
#include "exec/irq.h"
#include "exec/sync.h"
#include "exec/trace.h"
#include "exec/vmap.h"
#include <new>
#include <stdlib.h>
#include <string.h>

namespace alcove::exec {

bool scheduler_switch_wanted;
Thread* Thread::current_;

namespace {

constexpr u32 k_priorities = 32;
constexpr u32 k_stack_pages = 4;
constexpr u8 k_quantum_ticks = 2;

List<Thread, &Thread::run_link> g_ready[k_priorities];
u32 g_ready_bits;
List<Thread, &Thread::all_link> g_all;
List<Thread, &Thread::run_link> g_finished; // stacks to free, once off them
Thread* g_idle;
u32 g_next_id = 1;
u32 g_preempt_count;
u64 g_switched_at;
u64 g_idle_since;  ///< when the processor began to wait; 0 unless it does
u64 g_idle_cycles; ///< how long it has waited
u32 g_thread_count;
u32 g_switches;

void enqueue(Thread& t, bool front) {
    if (front)
        g_ready[t.effective_priority].push_front(t);
    else
        g_ready[t.effective_priority].push_back(t);
    g_ready_bits |= 1u << t.effective_priority;
}
void dequeue(Thread& t) {
    t.run_link.unlink();
    if (g_ready[t.effective_priority].empty()) g_ready_bits &= ~(1u << t.effective_priority);
}
u32 highest_ready() { return g_ready_bits ? 31 - static_cast<u32>(__builtin_clz(g_ready_bits)) : 0; }

/// A thread inside a domain finishes its upcall first, up to a tick: a wake-up that it caused (a packet
/// received while it sends) would only make it wait, and the batch shrink. Only interrupt threads and
/// recovery come before it.
bool in_short_upcall(const Thread& t) { return t.xpc && !t.ticked; }
constexpr u8 k_upcall_priority = priority::recovery - 1;

/// Ready at the priority of a short upcall, until it runs.
void favour(Thread& t) {
    if (t.effective_priority >= k_upcall_priority) return;
    t.favoured_from = t.effective_priority;
    t.effective_priority = k_upcall_priority;
}
void unfavour(Thread& t) {
    t.effective_priority = t.favoured_from;
    t.favoured_from = 0;
}

void reap() {
    while (Thread* t = g_finished.pop_front()) {
        t->all_link.unlink();
        vmap_stack_free(t->stack_low, k_stack_pages);
        free(t->fpu_state);
        free(t);
    }
}

void thread_main(void* argument);

struct Start {
    ThreadEntry entry;
    void* argument;
};

/// Gives the processor to the most urgent ready thread. Interrupts off.
void switch_threads() {
    scheduler_switch_wanted = false;
    Thread* next = g_ready[highest_ready()].front();
    if (!next) next = g_idle;
    if (next == Thread::current_) return;
    if (next != g_idle) dequeue(*next);
    Thread* previous = Thread::current_;
    const u64 now = arch::read_tsc();
    previous->cpu_cycles += now - g_switched_at;
    g_switched_at = now;
    if (!previous->xpc) previous->ticked = false;
    g_switches++;
    if (trace_mask & k_trace_switches) [[unlikely]]
        trace_record(TraceKind::thread_switch, TracePhase::instant, 0, 0, next->id);
    if (next->favoured_from) unfavour(*next);
    next->state = Thread::State::running;
    Thread::current_ = next;
    if (previous->fpu_state) arch::fpu_save(previous->fpu_state);
    if (next->fpu_state) arch::fpu_restore(next->fpu_state);
    arch::switch_to(&previous->saved_esp, {next->saved_esp, next->stack_high, next->page_directory,
                                           static_cast<arch::UpcallRecord*>(next->xpc)});
}

void idle_loop() {
    for (;;) {
        g_idle_since = arch::read_tsc();
        arch::wait_for_interrupt();
        before_idle_again();
    }
}

void thread_main(void* argument) {
    const Start start = *static_cast<Start*>(argument);
    free(argument);
    arch::interrupts_on();
    start.entry(start.argument);
    thread_exit();
}

Thread* make_thread(const char* name, u8 p) {
    Thread* t = static_cast<Thread*>(calloc(1, sizeof(Thread)));
    if (!t) return nullptr;
    new (t) Thread{};
    strncpy(t->name, name, sizeof t->name - 1);
    {
        IrqGuard guard; // an interrupt's handler of native mode may make a thread, too
        t->id = g_next_id++;
    }
    t->base_priority = t->effective_priority = p;
    return t;
}

} // namespace

Result<Thread*> Thread::create(const char* name, u8 p, ThreadEntry entry, void* argument) {
    ALCOVE_ASSERT(p > 0 && p < k_priorities);
    Thread* t = make_thread(name, p);
    auto* start = static_cast<Start*>(malloc(sizeof(Start)));
    const auto stack = vmap_stack_alloc(k_stack_pages);
    if (!t || !start || !stack) {
        free(t);
        free(start);
        if (stack) vmap_stack_free(stack.value(), k_stack_pages);
        return Error::no_memory;
    }
    *start = {entry, argument};
    t->stack_low = stack.value();
    t->stack_high = t->stack_low + k_stack_pages * k_page_size;
    t->saved_esp = arch::prepare_stack(t->stack_high, thread_main, start);
    IrqGuard guard;
    g_all.push_back(*t);
    g_thread_count++;
    make_ready(*t);
    return t;
}

void Thread::for_each(void (*f)(Thread&, void*), void* argument) {
    IrqGuard guard;
    g_all.for_each([&](Thread& t) {
        if (t.state != State::finished) f(t, argument);
    });
}

void make_ready(Thread& t) {
    t.state = Thread::State::ready;
    t.quantum = k_quantum_ticks;
    enqueue(t, false);
    if (!Thread::current_ || t.effective_priority > Thread::current_->effective_priority)
        scheduler_switch_wanted = true;
}

void block_current(Thread::State state) {
    ALCOVE_ASSERT(!in_interrupt());
    ALCOVE_ASSERT(g_preempt_count == 0 || state == Thread::State::finished);
    Thread::current_->state = state;
    switch_threads();
    reap();
}

/// The running thread goes back to its queue: behind the others when it has used its quantum up. Who is
/// interrupted keeps the rest of it, however often that happens, or its equals would never run.
void requeue(Thread& t) {
    const bool used_up = t.quantum == 0;
    if (used_up) t.quantum = k_quantum_ticks;
    t.state = Thread::State::ready;
    if (in_short_upcall(t)) favour(t);
    enqueue(t, !used_up);
}

void switch_if_needed() {
    if (!scheduler_switch_wanted || g_preempt_count || in_interrupt() || !Thread::current_) return;
    Thread& self = *Thread::current_;
    if (in_short_upcall(self) && highest_ready() <= k_upcall_priority) return;
    if (&self != g_idle && self.state == Thread::State::running) {
        if (highest_ready() <= self.effective_priority && self.quantum) {
            scheduler_switch_wanted = false;
            return;
        }
        requeue(self);
        if (g_ready[highest_ready()].front() == &self) {
            dequeue(self);
            self.state = Thread::State::running;
            scheduler_switch_wanted = false;
            return;
        }
    }
    switch_threads();
    reap();
}

void scheduler_tick() {
    Thread& self = *Thread::current_;
    self.ticked = true;
    if (&self == g_idle) return;
    if (self.quantum) self.quantum--;
    if (self.quantum) return;
    if (g_ready_bits && highest_ready() >= self.effective_priority)
        scheduler_switch_wanted = true;
    else if (!scheduler_switch_wanted)
        self.quantum = k_quantum_ticks;
}

void thread_yield() {
    IrqGuard guard;
    Thread::current_->ticked = true; // inside an upcall, too, it wants others to run now
    Thread::current_->quantum = 0;
    scheduler_switch_wanted = true;
    switch_if_needed();
}

void thread_exit() {
    arch::interrupts_off();
    ALCOVE_ASSERT(!Thread::current_->xpc);
    g_thread_count--;
    g_finished.push_back(*Thread::current_);
    Thread::current_->state = Thread::State::finished;
    scheduler_switch_wanted = false;
    switch_threads();
    panic("a finished thread ran again");
}

bool thread_sleep_ms(u32 milliseconds) {
    WaitQueue queue;
    IrqGuard guard;
    return queue.wait(milliseconds, true) == WakeReason::timed_out;
}

void thread_set_effective_priority(Thread& t, u8 p) {
    IrqGuard guard;
    if (t.favoured_from) { // it runs soon, and then at the new priority
        t.favoured_from = p;
        return;
    }
    if (t.effective_priority == p) return;
    if (t.state == Thread::State::ready) {
        dequeue(t);
        t.effective_priority = p;
        enqueue(t, false);
        if (p > Thread::current_->effective_priority) scheduler_switch_wanted = true;
    } else {
        t.effective_priority = p;
        if (&t == Thread::current_ && highest_ready() > p) scheduler_switch_wanted = true;
    }
}

void thread_set_priority(u8 p) {
    IrqGuard guard;
    Thread& self = *Thread::current_;
    if (self.base_priority == p) return;
    const bool lent = self.effective_priority > self.base_priority;
    self.base_priority = p;
    if (!lent || self.effective_priority < p) thread_set_effective_priority(self, p);
}

bool may_sleep() {
    return !in_interrupt() && !g_preempt_count && Thread::current_ && Thread::current_ != g_idle;
}

void preempt_disable() { g_preempt_count++; }
void preempt_enable() {
    ALCOVE_ASSERT(g_preempt_count > 0);
    if (--g_preempt_count == 0 && scheduler_switch_wanted && !in_interrupt()) {
        IrqGuard guard;
        switch_if_needed();
    }
}
u32 preempt_release() {
    const u32 n = g_preempt_count;
    g_preempt_count = 0;
    return n;
}
void preempt_restore(u32 n) { g_preempt_count = n; }

void scheduler_init() {
    g_idle = make_thread("idle", 0);
    ALCOVE_ASSERT(g_idle);
    g_idle->state = Thread::State::running;
    g_all.push_back(*g_idle);
    Thread::current_ = g_idle;
    g_switched_at = arch::read_tsc();
}

void scheduler_run() {
    arch::interrupts_off();
    idle_loop();
    __builtin_unreachable();
}

void before_idle_again() {
    // Interrupts are off here; whatever the interrupt made ready runs now.
    scheduler_switch_wanted = g_ready_bits != 0;
    switch_if_needed();
}

bool idle_runs() { return Thread::current_ == g_idle; }

void idle_interrupted() {
    // A second interrupt may come before the loop is reached again.
    if (g_idle_since) g_idle_cycles += arch::read_tsc() - g_idle_since;
    g_idle_since = 0;
}

u64 idle_cycles() {
    IrqGuard guard;
    return g_idle_cycles;
}
u32 thread_count() { return g_thread_count; }
u32 thread_switches() { return g_switches; }

} // namespace alcove::exec
