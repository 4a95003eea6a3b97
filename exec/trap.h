// SPDX-License-Identifier: MIT
// Traps in the executive: who deals with which.
#pragma once
#include "arch/x86/api/trap.h"

namespace alcove::exec {

/// nim: an exception in ring 1. Interrupts off; it does not return to the domain but by unwinding,
/// unless the handler returns (then the domain goes on).
using DomainExceptionHandler = void (*)(arch::TrapFrame& frame);
void set_domain_exception_handler(DomainExceptionHandler handler);

/// nim: called in each timer interrupt that found a domain running (ring 1). Interrupts off.
using DomainTickHandler = void (*)(arch::TrapFrame& frame);
void set_domain_tick_handler(DomainTickHandler handler);

/// nim: a breakpoint in ring 1, or in the executive's ring (native extensions). Interrupts off. False: it
/// means nothing to the handler, and is an exception like any other.
using BreakpointHandler = bool (*)(arch::TrapFrame& frame);
void set_breakpoint_handler(BreakpointHandler handler);
/// Runs the handlers of a hardware line (exec/irq.cpp). Interrupts off.
void irq_run(u8 line);
/// Runs the handler of an interrupt that is no line's. Interrupts off.
void irq_run_message(void (*handler)());

} // namespace alcove::exec
