// SPDX-License-Identifier: MIT
// What a trial must not change in other domains: their text, and that they live.
#include "nim/integrity.h"
#include "exec/control.h"
#include "exec/integrity.h"
#include "exec/trial.h"
#include "nim/extension.h"
#include "nim/inject.h"
#include <stdio.h>
#include <string.h>

namespace alcove::nim {
namespace {

constexpr u32 k_most = 8;
struct Noted {
    char name[32];
    u32 generation, sum;
};
Noted g_noted[k_most];
u32 g_count;
char g_under_test[32];

u32 text_sum(const Domain& d) {
    u32 sum = 0;
    for (const TextRange& t : d.text)
        if (t.high > t.low)
            sum += exec::words_checksum(reinterpret_cast<const void*>(t.low), round_down(t.high - t.low, 4));
    return sum;
}

void note(const char* under_test) {
    g_count = 0;
    sniprintf(g_under_test, sizeof g_under_test, "%s", under_test);
    extension_for_each(
        [](Extension& e, void*) {
            exec::MutexGuard guard(e.lock);
            Domain* d = e.domain();
            if (!d || g_count == k_most || strcmp(e.name(), g_under_test) == 0) return;
            Noted& n = g_noted[g_count++];
            sniprintf(n.name, sizeof n.name, "%s", e.name());
            n.generation = d->generation;
            n.sum = text_sum(*d);
        },
        nullptr);
}

/// What the far end of the wire was sent is not damage: a driver under test that sends damaged frames looks
/// there like a receiver that damages them (recovery/net_health.h), and so costs it a restart. Its text lies
/// elsewhere then.
bool restarted_for_its_frames(const Extension& e, const Domain& d, u32 generation) {
    return d.generation == generation + 1 && e.last_failure.kind == FailureKind::health;
}

bool intact(char* detail, usize size) {
    for (u32 i = 0; i < g_count; i++) {
        const Noted& n = g_noted[i];
        ExtensionRef e = extension_find(n.name);
        const char* wrong = "is gone";
        if (e) {
            exec::MutexGuard guard(e->lock);
            Domain* d = e->domain();
            if (!d || !d->alive())
                wrong = "failed too";
            else if (d->generation != n.generation)
                wrong = restarted_for_its_frames(*e, *d, n.generation) ? nullptr : "failed too";
            else
                wrong = text_sum(*d) != n.sum ? "has another text" : nullptr;
        }
        if (!wrong) continue;
        sniprintf(detail, size, "%s %s", n.name, wrong);
        return false;
    }
    return true;
}

exec::HeldByOthers others(const char* under_test) {
    struct Sum {
        const char* under_test;
        exec::HeldByOthers held;
    } sum = {under_test, {}};
    extension_for_each(
        [](Extension& e, void* argument) {
            Sum& s = *static_cast<Sum*>(argument);
            exec::MutexGuard guard(e.lock);
            Domain* d = e.domain();
            if (!d || strcmp(e.name(), s.under_test) == 0) return;
            const u32 packets = d->tracker.count(ObjectType::packet);
            s.held.packet_handles += packets;
            s.held.handles += d->tracker.total() - packets - d->tracker.count(ObjectType::frames);
            d->tracker.for_each(ObjectType::frames, [&](Handle, Object& o) { s.held.frames += o.second; });
            d->ports.for_each(
                [&](NetPortLink& p) { s.held.packets += static_cast<NetPort&>(p).in_flight(); });
        },
        &sum);
    return sum.held;
}

constexpr exec::IntegrityPart k_domains = {"domains", note, intact};

/// The faults of this trial. Those of earlier ones are forgotten when it begins.
void report_faults(const char* under_test) {
    FaultState s;
    for (u32 i = 0; fault_state(i, s); i++)
        if (strcmp(s.extension, under_test) == 0)
            exec::JsonLine()
                .field("trial", "fault")
                .field("index", s.index)
                .field("type", s.type)
                .field("site", s.site)
                .field("activated", u32{s.activated})
                .field("at_us", s.at_us);
}

constexpr exec::IntegrityPart k_faults = {"faults", [](const char*) { faults_clear(); },
                                          [](char*, usize) { return true; }};

} // namespace

void integrity_init() {
    exec::integrity_register(k_domains);
    exec::integrity_register(k_faults);
    exec::integrity_set_others(others);
    exec::trial_reporter_register(report_faults);
}

} // namespace alcove::nim
