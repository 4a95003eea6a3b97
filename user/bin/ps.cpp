// SPDX-License-Identifier: MIT
// ps: lists processes and the executive's threads.
#include "alcove/program.h"
#include "alcove/errors.h"
#include "exec/abi/stubs.h"
#include <stdio.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {"ps", "[-a]", "Lists processes.", "a",
                               "  -a  the executive's own threads too (pid -)\n"};

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    bool all = false;
    while (options.next()) all = true;
    options.expect_operands(0, 0);

    static alcove_process table[64];
    const int count = posix(sys_processes(table, sizeof table));
    if (count < 0) fail_errno("cannot read the table of processes");
    puts("  PID PARENT STATE    PRIO    CPU ms  MEMORY  NAME");
    for (int i = 0; i < count; i++) {
        constexpr const char* k_states[] = {"running", "ready", "sleeping", "ended"};
        const alcove_process& p = table[i];
        if (p.pid == 0 && !all) continue;
        if (p.pid) {
            iprintf("%5d %6d ", p.pid, p.parent);
        } else {
            iprintf("    -      - ");
        }
        iprintf("%-8s %4u %9u %5u K  %s\n", k_states[p.state & 3], p.priority, p.cpu_ms, p.memory_kib,
                p.name);
    }
    return 0;
}
