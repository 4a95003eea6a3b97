// SPDX-License-Identifier: MIT
// rm: removes files.
#include "alcove/program.h"
#include <unistd.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {"rm", "FILE...", "Removes files below /etc and /tmp.", "", ""};

}

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    while (options.next()) {
    }
    options.expect_operands(1, k_any);
    int status = 0;
    for (int i = 0; i < options.operand_count(); i++) {
        if (unlink(options.operands()[i]) == 0) continue;
        complain_errno("%s", options.operands()[i]);
        status = 1;
    }
    return status;
}
