// SPDX-License-Identifier: MIT
// Detects failures from traps and ticks of ring 1, and takes down what is known of them.
#include "nim/failure.h"
#include "exec/clock.h"
#include "exec/trace.h"
#include "exec/trap.h"
#include "nim/detection.h"
#include "nim/upcall.h"
#include "nim/services.h"
#include <stdio.h>

namespace alcove::nim {
namespace {

constexpr const char* k_names[] = {
    "none",      "page-fault",   "stack-overflow", "protection", "divide",    "invalid-opcode",
    "exception", "bad-argument", "context",        "quota",      "deadline",  "interrupts-off",
    "storm",     "bug",          "panic",          "heap",       "stop-stub", "transmit-timeout",
    "dma",       "request"};
static_assert(sizeof k_names / sizeof k_names[0] == static_cast<u32>(FailureKind::request) + 1);

Upcall* running_upcall() { return static_cast<Upcall*>(exec::Thread::current()->xpc); }

/// Follows frame pointers as far as they stay within the upcall's stack.
void fill_backtrace(Failure& f, const Upcall& u, u32 frame) {
    while (f.backtrace_depth < k_backtrace_depth && frame % 4 == 0 && frame >= u.stack_low &&
           frame + 8 <= u.stack_low + k_domain_stack_bytes) {
        const u32* words = reinterpret_cast<const u32*>(frame);
        f.backtrace[f.backtrace_depth++] = words[1];
        if (words[0] <= frame) break;
        frame = words[0];
    }
}

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
    fill_backtrace(f, *u, t.ebp);
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
    const u32 allowed = d.ticks_for(u->mode.deadline);
    const bool late = allowed && u->ticks > allowed;
    if (!late && u->ticks_off <= d.limits.interrupt_ticks) return;
    Failure f;
    f.kind = late ? FailureKind::deadline : FailureKind::interrupts_off;
    f.eip = t.eip;
    f.upcall = u->number;
    sniprintf(f.detail, sizeof f.detail, "upcall %s: %s for %u ms", upcall_name(u->number),
              late ? "ran" : "virtual interrupts off",
              static_cast<unsigned>((late ? u->ticks : u->ticks_off) * 10));
    fill_backtrace(f, *u, t.ebp);
    d.fail(f);
}

} // namespace

const char* failure_kind_name(FailureKind kind) { return k_names[static_cast<u32>(kind)]; }

void fill_service_backtrace(Failure& f, Domain& d, u32 eip, u32 esp) {
    f.eip = eip;
    // The stub's return address lies at the stack pointer: the caller is what a reader wants to see.
    if (esp % 4 == 0 && d.may_read(esp, 4)) f.eip = *reinterpret_cast<const u32*>(esp);
}

void detection_init() {
    exec::trace_names(exec::TraceKind::failure,
                      [](u32 n) { return failure_kind_name(static_cast<FailureKind>(n)); });
    exec::set_domain_exception_handler(on_exception);
    exec::set_domain_tick_handler(on_tick);
}

} // namespace alcove::nim
