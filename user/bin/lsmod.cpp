// SPDX-License-Identifier: MIT
// lsmod: lists loaded extensions and their modules.
#include "alcove/program.h"

using namespace alcove::user;

namespace {

constexpr Program k_program = {"lsmod", "", "Lists loaded extensions and their modules.", "", ""};

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    while (options.next()) {
    }
    options.expect_operands(0, 0);
    if (!print_report("modules")) fail_errno("no list of modules");
    return 0;
}
