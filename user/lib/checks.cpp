// SPDX-License-Identifier: MIT
// Runs the checks of a program of the tests.
#include "alcove/checks.h"
#include <stdio.h>
#include <string.h>

namespace alcove::user {
namespace {

struct {
    const char* what;
    const char* file;
    int line, is;
} g_wrong;

} // namespace

bool check_fails(const char* what, const char* file, int line, int is) {
    g_wrong = {what, file, line, is};
    return true;
}

int run_checks(const DeviceCheck* checks, unsigned count, const char* only) {
    int failed = 0;
    for (unsigned i = 0; i < count; i++) {
        if (*only && strcmp(only, checks[i].name) != 0) continue;
        g_wrong.what = nullptr;
        checks[i].run();
        if (g_wrong.what)
            iprintf("check %s FAILED: %s:%d: %s (is %d)\n", checks[i].name, g_wrong.file, g_wrong.line,
                    g_wrong.what, g_wrong.is);
        else
            iprintf("check %s ok\n", checks[i].name);
        failed += g_wrong.what != nullptr;
        fflush(stdout);
    }
    iprintf("checks done\n");
    fflush(stdout);
    return failed;
}

} // namespace alcove::user
