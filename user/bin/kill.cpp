// SPDX-License-Identifier: MIT
// kill: ends processes.
#include "alcove/program.h"
#include <signal.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {"kill", "[-s NUMBER] PID...", "Ends processes.",
                               "s:", "  -s  signal, 1 to 64 (default 15); the status becomes 128 + signal\n"};

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    int signal = SIGTERM;
    while (options.next()) signal = static_cast<int>(options.number(1, 64));
    options.expect_operands(1, k_any);
    int status = 0;
    for (int i = 0; i < options.operand_count(); i++) {
        unsigned pid;
        if (!parse_number(options.operands()[i], pid))
            fail("%s: not a process number", options.operands()[i]);
        if (kill(static_cast<int>(pid), signal) == 0) continue;
        complain_errno("%u", pid);
        status = 1;
    }
    return status;
}
