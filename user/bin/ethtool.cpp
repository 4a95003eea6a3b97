// SPDX-License-Identifier: MIT
// ethtool: shows and sets how much a network driver says.
#include "alcove/errors.h"
#include "alcove/program.h"
#include "exec/abi/stubs.h"
#include <stdio.h>
#include <string.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {"ethtool", "NAME [msglvl LEVEL]",
                               "Shows or sets the message level of an interface's driver.", "",
                               "What was set is set again when the driver was restarted.\n"};

// Linux's numbers, which drivers understand.
constexpr unsigned k_ethtool = 0x8946, k_get_level = 7, k_set_level = 8;

/// As Linux lays it out where the request points.
struct Value {
    unsigned command, data;
};

unsigned ask(const char* name, Value value) {
    alcove_interface_ioctl request = {};
    request.command = k_ethtool;
    request.data_bytes = sizeof value;
    memcpy(request.data, &value, sizeof value);
    if (posix(sys_interface_ioctl(name, &request, sizeof request)) < 0) fail_errno("%s", name);
    memcpy(&value, request.data, sizeof value);
    return value.data;
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    while (options.next()) {
    }
    options.expect_operands(1, 3);
    char** words = options.operands();
    if (options.operand_count() == 1) {
        iprintf("message level %u\n", ask(words[0], {k_get_level, 0}));
        return 0;
    }
    unsigned level;
    if (options.operand_count() != 3 || strcmp(words[1], "msglvl") != 0) fail_usage(k_program);
    if (!parse_number(words[2], level)) fail("%s: not a number", words[2]);
    (void)ask(words[0], {k_set_level, level});
    return 0;
}
