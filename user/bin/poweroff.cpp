// SPDX-License-Identifier: MIT
// poweroff: stops the machine.
#include "alcove/program.h"
#include "exec/abi/stubs.h"

using namespace alcove::user;

namespace {

constexpr Program k_program = {"poweroff", "[STATUS]", "Stops the machine.", "",
                               "STATUS goes to QEMU's isa-debug-exit device, if there is one (default 0).\n"};

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    while (options.next()) {
    }
    options.expect_operands(0, 1);
    unsigned status = 0;
    if (options.operand_count() == 1 && !parse_number(options.operands()[0], status)) fail_usage(k_program);
    sys_power_off(status);
    fail_errno("the machine goes on");
}
