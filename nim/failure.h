// SPDX-License-Identifier: MIT
// What is known of a failure of a domain, taken down at the moment it is detected.
#pragma once
#include "nim/code_place.h"
#include "nim/object_types.h"

namespace alcove::nim {

enum class FailureKind : u8 {
    none,
    page_fault,     ///< address outside what the domain may read or write
    stack_overflow, ///< page fault on a stack's guard page
    protection,     ///< privileged instruction, or a port that is not open (general protection)
    divide,         ///< division by zero or overflow
    invalid_opcode,
    exception,      ///< any other processor exception
    bad_argument,   ///< a service refused its arguments
    context,        ///< a service that sleeps was called in the interrupt thread, or slept with a lock
    quota,          ///< more memory or handles than allowed
    deadline,       ///< an upcall took more processor time than allowed
    interrupts_off, ///< virtual interrupts were off for too long
    storm,          ///< more interrupts than a device can mean
    bug,            ///< BUG() or an assertion of the personality
    panic,          ///< panic()
    heap,           ///< damaged guard, double free
    stop_stub,      ///< a function that is declared but not implemented
    lock,           ///< a lock taken twice
    leak,           ///< memory that nobody gave back
    transmit,       ///< a transmitter that stopped does not come back
    health,         ///< what its network interface does shows that it does not work
    dma,            ///< a device of its read or wrote memory that is not the domain's
    request,        ///< a user or program asked for it
};
const char* failure_kind_name(FailureKind kind);

constexpr u32 k_backtrace_depth = 12;

/// Another place that belongs to a failure: where a block was allocated, say.
struct RelatedPlace {
    const char* role = nullptr; ///< "allocated at"; nullptr: there is none
    CodePlace place;
};

struct Failure {
    FailureKind kind = FailureKind::none;
    char detail[160] = {}; ///< one line: what
    char where[96] = {};   ///< module function+offset, or an address; filled in by Domain::explain
    u32 eip = 0;
    bool eip_returns_there = false; ///< the call before eip is meant
    u32 address = 0;                ///< page fault's address, port, argument: by kind
    StackFrame innermost;           ///< registers of the domain, where backtrace begins
    u32 backtrace_depth = 0;
    CodePlace place;                        ///< of eip; its names by Domain::explain
    CodePlace backtrace[k_backtrace_depth]; ///< callers, the nearest first: addresses, names by explain
    RelatedPlace related[2];                ///< addresses, names by explain
    u16 objects[k_object_types] = {};       ///< held when it failed; of frames, pages
    u64 time_us = 0;                        ///< when it was detected, since boot
    u64 cause_us = 0;                       ///< when a canned failure was called; 0: not known
    u32 upcall = 0;                         ///< which upcall
};

/// "1 interrupt line, 2 port ranges, 17 page frames": what was held. Returns the length.
usize format_objects(const Failure& f, char* text, usize size);
/// "allocated at module:function+0x12 (file:line)"; empty when there is no such place. Returns the length.
usize format_related(const RelatedPlace& r, char* text, usize size);
/// Logs the callers, related places and what was held, a line each (level info). Thread context.
void log_callers(const char* name, const Failure& f);

} // namespace alcove::nim
