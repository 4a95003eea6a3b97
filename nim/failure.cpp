// SPDX-License-Identifier: MIT
// Detects failures from traps and ticks of ring 1, and takes down what is known of them.
#include "nim/failure.h"
#include "arch/x86/api/cpu.h"
#include "exec/clock.h"
#include "exec/log.h"
#include "exec/trace.h"
#include "exec/trap.h"
#include "nim/checks.h"
#include "nim/detection.h"
#include "nim/extension.h"
#include "nim/upcall.h"
#include "nim/services.h"
#include <stdio.h>

namespace alcove::nim {
namespace {

constexpr const char* k_names[] = {"none",           "page-fault",
                                   "stack-overflow", "protection",
                                   "divide",         "invalid-opcode",
                                   "exception",      "bad-argument",
                                   "context",        "quota",
                                   "deadline",       "interrupts-off",
                                   "storm",          "bug",
                                   "panic",          "heap",
                                   "stop-stub",      "lock-twice",
                                   "leak",           "transmit-timeout",
                                   "health",         "dma",
                                   "request"};
static_assert(sizeof k_names / sizeof k_names[0] == static_cast<u32>(FailureKind::request) + 1);

Upcall* running_upcall() { return static_cast<Upcall*>(exec::Thread::current()->xpc); }

/// Callers' addresses, by the modules' tables of frames. What the domain left in its stack and registers may
/// make them wrong, and nothing else: only the upcall's stack is read.
void fill_backtrace(Failure& f, const Upcall& u, StackFrame frame) {
    const Domain& d = *u.domain;
    f.innermost = frame;
    const StackBounds bounds = {u.stack_low, u.stack_low + k_domain_stack_bytes};
    while (f.backtrace_depth < k_backtrace_depth && d.extension.modules()->step(frame, bounds)) {
        if (frame.eip == d.return_address) break; // the upcall itself
        f.backtrace[f.backtrace_depth++].address = frame.eip;
    }
}

StackFrame frame_of(const arch::TrapFrame& t) { return {t.eip, t.esp, t.ebp}; }

FailureKind kind_of(const arch::TrapFrame& t, const Domain& d, u32 address) {
    switch (t.vector) {
    case arch::vector::page_fault:
        return d.in_stack_guard(address) ? FailureKind::stack_overflow : FailureKind::page_fault;
    case arch::vector::general_protection:
        return FailureKind::protection;
    case arch::vector::divide_error:
        return FailureKind::divide;
    case arch::vector::invalid_opcode:
        return FailureKind::invalid_opcode;
    default:
        return FailureKind::exception;
    }
}

/// Variables that the personality lacks lie in the lowest page, where nothing is.
void describe_stop_stub(const Domain& d, Failure& f) {
    const char* name = d.extension.modules() ? d.extension.modules()->stop_stub_at(f.address) : nullptr;
    if (!name) return;
    f.kind = FailureKind::stop_stub;
    sniprintf(f.detail, sizeof f.detail, "%s is not implemented", name);
}

void on_exception(arch::TrapFrame& t) {
    Upcall* u = running_upcall();
    Domain& d = *u->domain;
    Failure f;
    f.address = t.vector == arch::vector::page_fault ? arch::fault_address() : t.error;
    f.kind = kind_of(t, d, f.address);
    f.eip = t.eip;
    f.upcall = u->number;
    if (t.vector == arch::vector::page_fault)
        sniprintf(f.detail, sizeof f.detail, "%s at %08x (%s)", t.error & 2 ? "write" : "read",
                  static_cast<unsigned>(f.address), t.error & 1 ? "not its own" : "not mapped");
    else
        sniprintf(f.detail, sizeof f.detail, "exception %u, error code %x", static_cast<unsigned>(t.vector),
                  static_cast<unsigned>(t.error));
    if (t.vector == arch::vector::page_fault && f.address < k_page_size) describe_stop_stub(d, f);
    if (t.vector == arch::vector::page_fault) describe_fence(d, f, t.error & 2);
    fill_backtrace(f, *u, frame_of(t));
    d.fail(f);
}

void on_tick(arch::TrapFrame& t) {
    Upcall* u = running_upcall();
    Domain& d = *u->domain;
    u->ticks++;
    // A driver that waits in transmit for its interrupt gets it after a tick at the latest.
    if (u->ticks > 1 && d.interrupts) d.interrupts->unhold();
    // Virtual interrupts off in process context: no longer than an interrupt handler may take.
    const bool off = u->mode.context == CallContext::process && !d.shared->vif;
    u->ticks_off = off ? u->ticks_off + 1 : 0;
    // A kernel thread may live for ever, but must sleep now and then (count_sleep begins to count anew).
    const bool lives = u->mode.deadline == Deadline::none;
    const u32 allowed = lives ? d.limits.process_ticks : d.ticks_for(u->mode.deadline);
    const bool late = allowed && u->ticks > allowed;
    if (!late && u->ticks_off <= d.limits.interrupt_ticks) return;
    Failure f;
    f.kind = late ? FailureKind::deadline : FailureKind::interrupts_off;
    f.eip = t.eip;
    f.upcall = u->number;
    sniprintf(f.detail, sizeof f.detail, "upcall %s: %s for %u ms", upcall_name(u->number),
              late ? "ran" : "virtual interrupts off",
              static_cast<unsigned>((late ? u->ticks : u->ticks_off) * 10));
    fill_backtrace(f, *u, frame_of(t));
    d.fail(f);
}

constexpr u32 k_longest_sleep = 20 * exec::k_hz; ///< ticks, as long as a restart may take

/// Open, stop, a setting: whoever asks waits, and so do all that ask after him.
void count_sleep(Upcall& u) {
    if (u.mode.deadline == Deadline::none) u.ticks = 0;
    if (u.number < NIM_UPCALL_net_open || u.number > NIM_UPCALL_net_ioctl) return;
    if (u.ticks == 0) u.ticks = 1; // so that the end of the upcall looks at it
    if (++u.slept <= k_longest_sleep || u.doomed) return;
    const arch::ServiceCaller& at = arch::service_caller(u);
    Failure f;
    f.kind = FailureKind::deadline;
    f.eip = at.eip;
    f.eip_returns_there = true;
    f.upcall = u.number;
    sniprintf(f.detail, sizeof f.detail, "upcall %s: slept for %u ms", upcall_name(u.number),
              static_cast<unsigned>(u.slept * (1000 / exec::k_hz)));
    fill_backtrace(f, u, {at.eip, at.esp, 0});
    u.domain->fail(f);
    u.domain->wake_everyone();
}

/// Deadlines are of an upcall's own time, so that nobody is blamed for what others take. But an upcall that
/// keeps others busy could go on for long: a driver that floods the wire leaves most of the processor to the
/// interrupts of those who receive it. One that has been at it for its deadline by the clock gets all of the
/// processor: it ends soon, or its own time is up soon. Ticks in which it sleeps don't count.
void on_every_tick() {
    exec::Thread::for_each(
        [](exec::Thread& t, void*) {
            if (!t.xpc) return;
            Upcall& u = *static_cast<Upcall*>(t.xpc);
            if (t.state == exec::Thread::State::blocked) count_sleep(u);
            if (t.state != exec::Thread::State::ready) return;
            const u32 allowed = u.domain->ticks_for(u.mode.deadline);
            u.waited++;
            if (!allowed || u.waited + u.ticks <= allowed) return;
            if (t.effective_priority == exec::priority::overdue) return;
            if (u.ticks == 0) u.ticks = 1; // so that the end of the upcall looks at it
            t.favoured_from = 0;
            exec::thread_set_effective_priority(t, exec::priority::overdue);
        },
        nullptr);
}

} // namespace

const char* failure_kind_name(FailureKind kind) { return k_names[static_cast<u32>(kind)]; }

void fill_service_backtrace(Failure& f, const Upcall& u) {
    const arch::ServiceCaller& at = arch::service_caller(u);
    fill_backtrace(f, u, {at.eip, at.esp, arch::service_frame_pointer(u, arch::frame_pointer())});
    f.eip = at.eip;
    f.upcall = u.number;
    if (f.backtrace_depth == 0) return;
    // The stub is of no interest: its caller is what a reader wants to see.
    f.eip = f.backtrace[0].address;
    f.eip_returns_there = true;
    f.backtrace_depth--;
    for (u32 i = 0; i < f.backtrace_depth; i++) f.backtrace[i] = f.backtrace[i + 1];
}

usize format_related(const RelatedPlace& r, char* text, usize size) {
    text[0] = 0;
    if (!r.role) return 0;
    const usize used = static_cast<usize>(sniprintf(text, size, "%s ", r.role));
    return used + r.place.format(text + used, size - used);
}

usize format_objects(const Failure& f, char* text, usize size) {
    usize used = 0;
    text[0] = 0;
    for (u32 t = 0; t < k_object_types && used + 1 < size; t++) {
        if (!f.objects[t]) continue;
        const char* plural = f.objects[t] == 1 ? "" : "s";
        const int n = sniprintf(text + used, size - used, "%s%u %s%s", used ? ", " : "",
                                static_cast<unsigned>(f.objects[t]),
                                object_type_name(static_cast<ObjectType>(t)), plural);
        used += static_cast<usize>(n);
    }
    return used < size ? used : size - 1;
}

void log_callers(const char* name, const Failure& f) {
    char text[200];
    for (u32 i = 0; i < f.backtrace_depth; i++) {
        f.backtrace[i].format(text, sizeof text);
        exec::log(exec::LogLevel::info, "%s:   from %s", name, text);
    }
    for (const RelatedPlace& r : f.related)
        if (format_related(r, text, sizeof text)) exec::log(exec::LogLevel::info, "%s:   %s", name, text);
    if (format_objects(f, text, sizeof text)) exec::log(exec::LogLevel::info, "%s:   held %s", name, text);
}

void detection_init() {
    exec::trace_names(exec::TraceKind::failure,
                      [](u32 n) { return failure_kind_name(static_cast<FailureKind>(n)); });
    exec::set_domain_exception_handler(on_exception);
    exec::set_domain_tick_handler(on_tick);
    exec::clock_add_tick_hook(on_every_tick);
}

} // namespace alcove::nim
