// SPDX-License-Identifier: MIT
// Counts what a crossing costs: `bench xpc DOMAIN` measures null upcalls and null services.
#include "exec/clock.h"
#include "exec/control.h"
#include "nim/extension.h"
#include "nim/manager.h"
#include "nim/upcall.h"
#include <stdio.h>
#include <string.h>

namespace alcove::nim {
namespace {

constexpr u32 k_rounds = 1000;

void report(const char* name, const Domain& d, const char* unit, u64 total) {
    char text[64];
    sniprintf(text, sizeof text, "xpc.%s.%s.%s", name, d.native() ? "native" : "nooks", unit);
    exec::JsonLine().field("bench", text).field("value", total / k_rounds);
}

/// TSC counts of k_rounds calls of f(); under -icount shift=0 one count is one instruction. The best of
/// some runs, so that a timer tick does not count.
template <typename F>
u64 measure(F f) {
    u64 best = ~0ull;
    for (u32 run = 0; run < 8; run++) {
        const u64 start = exec::tsc();
        f();
        const u64 t = exec::tsc() - start;
        if (t < best) best = t;
    }
    return best;
}

int bench_xpc(Extension& e) {
    Domain* d = e.domain();
    if (!d || !d->alive()) return to_errno(Error::not_found);
    const u64 upcalls = measure([d] {
        for (u32 i = 0; i < k_rounds; i++) (void)up_null(*d);
    });
    const u64 single = measure([d] { (void)up_null_services(*d, 0); });
    const u64 services = measure([d] { (void)up_null_services(*d, k_rounds); });
    report("upcall", *d, "instructions", upcalls);
    report("service", *d, "instructions", services - single);
    return 0;
}

int command_bench(int argc, char** argv) {
    if (argc < 3 || strcmp(argv[1], "xpc") != 0) return to_errno(Error::invalid);
    ExtensionRef e = extension_find(argv[2]);
    return e ? bench_xpc(*e) : to_errno(Error::not_found);
}

constexpr exec::ControlCommand k_command = {"bench", "bench xpc DOMAIN", command_bench};

} // namespace

void bench_init() { exec::control_register(&k_command, 1); }

} // namespace alcove::nim
