// SPDX-License-Identifier: MIT
// Sends the trace over the control channel, one JSON line for each event (docs/control-channel.md).
#include "exec/clock.h"
#include "exec/control.h"
#include "exec/trace.h"
#include <stdio.h>

namespace alcove::exec {
namespace {

constexpr const char* k_kinds[] = {"upcall", "service", "interrupt", "fault", "failure", "step", "switch"};
static_assert(sizeof k_kinds / sizeof k_kinds[0] == static_cast<u32>(TraceKind::count));
constexpr const char* k_phases[] = {"B", "E", "i"}; // as Chrome's trace format has them

void send(const TraceEvent& e) {
    JsonLine line;
    line.field("trace", k_kinds[static_cast<u32>(e.kind)]);
    line.field("ph", k_phases[static_cast<u32>(e.phase)]);
    line.field("ns", tsc_to_ns(e.tsc));
    line.field("tid", e.thread);
    if (e.domain) line.field("domain", trace_domain_name(e.domain));
    if (const char* name = trace_name(e.kind, e.number))
        line.field("name", name);
    else
        line.field("number", u32{e.number});
    line.field("value", e.value);
}

} // namespace

int trace_dump() {
    const u8 mask = trace_mask; // the dump itself makes events
    trace_mask = 0;
    const u32 count = trace_count();
    JsonLine()
        .field("trace", "head")
        .field("events", count)
        .field("lost", trace_lost())
        .field("khz", tsc_khz());
    trace_for_each_thread([](u32 id, const char* name) {
        JsonLine().field("trace", "thread").field("tid", id).field("name", name);
    });
    for (u32 i = 0; i < count; i++) send(trace_at(i));
    trace_mask = mask;
    return 0;
}

} // namespace alcove::exec
