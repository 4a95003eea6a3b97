// SPDX-License-Identifier: MIT
// Runs the in-kernel self tests and reports each on the control channel.
#include "exec/self_test.h"
#include "exec/control.h"
#include "exec/log.h"
#include <stdio.h>
#include <string.h>

extern "C" const alcove::exec::SelfTest __selftests_start[];
extern "C" const alcove::exec::SelfTest __selftests_end[];

namespace alcove::exec {
namespace {
u32 g_failures;
char g_detail[160];
} // namespace

void self_test_failed(const char* file, int line, const char* what) {
    if (g_failures++ == 0) sniprintf(g_detail, sizeof g_detail, "%s:%d: %s", file, line, what);
    log(LogLevel::error, "self test: %s:%d: %s", file, line, what);
}

u32 self_test_run(const char* name) {
    u32 failed = 0;
    for (const SelfTest* t = __selftests_start; t != __selftests_end; t++) {
        if (name && strcmp(name, t->name) != 0) continue;
        g_failures = 0;
        g_detail[0] = 0;
        t->run();
        failed += g_failures != 0;
        JsonLine()
            .field("event", "selftest")
            .field("name", t->name)
            .field("ok", g_failures == 0)
            .field("detail", g_detail);
    }
    return failed;
}

} // namespace alcove::exec
