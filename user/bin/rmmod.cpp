// SPDX-License-Identifier: MIT
// rmmod: unloads extensions.
#include "alcove/errors.h"
#include "alcove/program.h"
#include "exec/abi/stubs.h"

using namespace alcove::user;

namespace {

constexpr Program k_program = {"rmmod", "NAME...", "Unloads extensions.", "", ""};

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    while (options.next()) {
    }
    options.expect_operands(1, k_any);
    int status = 0;
    for (int i = 0; i < options.operand_count(); i++) {
        const char* name = options.operands()[i];
        if (posix(sys_extension_unload(name)) >= 0) continue;
        complain_errno("%s", name);
        status = 1;
    }
    return status;
}
