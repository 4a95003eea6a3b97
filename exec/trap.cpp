// SPDX-License-Identifier: MIT
// Exceptions: a program's end its process, a domain's go to nim, the executive's own are a panic.
#include "exec/trap.h"
#include "arch/x86/api/cpu.h"
#include "exec/assert.h"
#include "exec/irq.h"
#include "exec/process.h"
#include "exec/scheduler.h"
#include "exec/trace.h"

extern "C" void user_fault(alcove::u32 vector, alcove::u32 error, alcove::u32 address, alcove::u32 eip);

namespace alcove::exec {
namespace {

DomainExceptionHandler g_domain_exception;
DomainTickHandler g_domain_tick;
BreakpointHandler g_breakpoint;

[[noreturn]] void kernel_exception(const arch::TrapFrame& f) {
    const u32 esp = reinterpret_cast<u32>(&f.esp); // pushed by outer rings only: here the stack goes on there
    panic_at(f.eip, esp, f.ebp,
             "exception %u in the executive: error %x, eip %08x, cr2 %08x, eax %08x ebx %08x ecx %08x "
             "edx %08x esi %08x edi %08x ebp %08x",
             static_cast<unsigned>(f.vector), static_cast<unsigned>(f.error), static_cast<unsigned>(f.eip),
             static_cast<unsigned>(arch::fault_address()), static_cast<unsigned>(f.eax),
             static_cast<unsigned>(f.ebx), static_cast<unsigned>(f.ecx), static_cast<unsigned>(f.edx),
             static_cast<unsigned>(f.esi), static_cast<unsigned>(f.edi), static_cast<unsigned>(f.ebp));
}

[[gnu::cold]] void trace_fault(const arch::TrapFrame& f) {
    const bool page_fault = f.vector == arch::vector::page_fault;
    trace_record(TraceKind::fault, TracePhase::instant, 0, f.vector,
                 page_fault ? arch::fault_address() : f.eip);
}

} // namespace

void set_domain_exception_handler(DomainExceptionHandler handler) { g_domain_exception = handler; }
void set_domain_tick_handler(DomainTickHandler handler) { g_domain_tick = handler; }
void set_breakpoint_handler(BreakpointHandler handler) { g_breakpoint = handler; }

} // namespace alcove::exec

namespace alcove::arch::callback {

using namespace alcove::exec;

void interrupt(u8 line, TrapFrame& frame) {
    if (tracing()) trace_record(TraceKind::interrupt, TracePhase::instant, 0, line, frame.eip);
    irq_run(line);
    if (line == 0 && frame.ring() == 1 && g_domain_tick) g_domain_tick(frame);
}

void exception(TrapFrame& frame) {
    if (tracing()) trace_fault(frame);
    if (frame.ring() == 3) {
        const u32 address = fault_address();
        interrupts_on();
        user_fault(frame.vector, frame.error, address, frame.eip);
        interrupts_off();
        return;
    }
    if (frame.vector == arch::vector::breakpoint && g_breakpoint && g_breakpoint(frame)) return;
    if (frame.ring() == 1 && g_domain_exception) {
        g_domain_exception(frame);
        return;
    }
    if (const u32 go_on = exception_fixup(frame.eip)) {
        frame.eip = go_on;
        return;
    }
    kernel_exception(frame);
}

void before_return(TrapFrame& frame) {
    if (frame.interrupts_on()) switch_if_needed();
    if (frame.ring() == 3 && Thread::current()->kill_pending) {
        interrupts_on();
        process_before_user_return();
    }
}

} // namespace alcove::arch::callback
