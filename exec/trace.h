// SPDX-License-Identifier: MIT
// The trace: a ring of events with their times, switched on and off while the machine runs
// (docs/debugging.md).
#pragma once
#include "lib/result.h"

namespace alcove::exec {

/// What an event is about. A kind's numbers mean something to the part that records it, which registers
/// their names.
enum class TraceKind : u8 {
    upcall,        ///< number: of upcalls.def; value: first argument, then the result
    service,       ///< number: of services.def; value: first argument, then the result
    interrupt,     ///< number: line; value: program counter that was interrupted
    fault,         ///< number: exception; value: address of a page fault, else program counter
    failure,       ///< number: nim::FailureKind; value: program counter
    step,          ///< number: step of recovery; value: the domain's generation
    thread_switch, ///< value: id of the thread that runs from now on
    count
};
enum class TracePhase : u8 { begin, end, instant };

struct TraceEvent {
    u64 tsc;
    u32 thread; ///< id
    u32 value;
    u16 number;
    u8 domain; ///< of trace_domain
    TraceKind kind;
    TracePhase phase;
};

/// Bits of trace_mask.
constexpr u8 k_trace_events = 1, k_trace_switches = 2;
/// What is recorded now; 0 nearly always, and whoever could record looks here first. Any context.
extern u8 trace_mask;
inline bool tracing() { return __builtin_expect(trace_mask, 0); }

/// Notes an event now. Any context. Call it only when tracing(): it is not inline, to keep callers short.
[[gnu::cold]] void trace_record(TraceKind kind, TracePhase phase, u8 domain, u32 number, u32 value);

/// A small number for a domain's name, the same for each of its generations; 0 when there are too many.
u8 trace_domain(const char* name);

/// `f` is told when recording begins and ends, for those who put a recording variant in their own place. One
/// such part; thread context, interrupts off.
void trace_on_switch(void (*f)(bool on));

/// How the numbers of a kind are called; nullptr for a number without a name.
void trace_names(TraceKind kind, const char* (*name)(u32 number));

/// A stretch of time, for its own lifetime.
class TraceSlice {
  public:
    TraceSlice(TraceKind kind, u8 domain, u32 number, u32 value)
        : kind_(kind), domain_(domain), number_(static_cast<u16>(number)) {
        if (tracing()) trace_record(kind, TracePhase::begin, domain, number, value);
    }
    ~TraceSlice() {
        if (tracing()) trace_record(kind_, TracePhase::end, domain_, number_, 0);
    }
    TraceSlice(const TraceSlice&) = delete;
    TraceSlice& operator=(const TraceSlice&) = delete;

  private:
    TraceKind kind_;
    u8 domain_;
    u16 number_;
};

/// Registers the commands (docs/debugging.md). Boot.
void trace_init();

// --- for the dump ------------------------------------------------------------------------------------

/// What is kept. Recording must be off meanwhile. Thread context.
u32 trace_count();
u64 trace_lost();
const TraceEvent& trace_at(u32 i);
/// The name behind an event's number; nullptr when there is none.
const char* trace_name(TraceKind kind, u32 number);
const char* trace_domain_name(u8 domain); ///< "" for 0
/// Calls f(id, name) for each thread that had an event, also one that is gone, as far as there was room.
void trace_for_each_thread(void (*f)(u32 id, const char* name));
/// The control channel's `trace dump`: a line for each event, then one for each thread.
int trace_dump();

} // namespace alcove::exec
