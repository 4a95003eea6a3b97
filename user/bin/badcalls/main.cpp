// SPDX-License-Identifier: MIT
// badcalls: tries to hurt the executive from a program, in every way we know.
#include "alcove/program.h"
#include "checks.h"
#include <stdio.h>

using namespace alcove::user;

namespace alcove::badcalls {

static int g_checks, g_failed;

void check(bool passed, const char* what, const char* detail, int result) {
    g_checks++;
    if (passed) return;
    g_failed++;
    iprintf("badcalls: %s %s: %d\n", what, detail, result);
    fflush(stdout);
}

} // namespace alcove::badcalls

using namespace alcove::badcalls;

namespace {

constexpr Program k_program = {"badcalls", "",
                               "Makes wrong system calls and faults, and checks that all are survived.",
                               "x:", "The status is 0 when each was answered as it should be.\n"};

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    while (options.next()) return commit_fault(options.number(0, 1000));
    options.expect_operands(0, 0);
    check_calls();
    check_edges();
    check_faults();
    iprintf("badcalls: %d checks, %d failed\n", g_checks, g_failed);
    return g_failed ? 1 : 0;
}
