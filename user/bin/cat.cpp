// SPDX-License-Identifier: MIT
// cat: writes files to standard output.
#include "alcove/program.h"
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {"cat", "[FILE...]",
                               "Writes files (- or none: standard input) to standard output.", "", ""};

bool copy(int fd, const char* name) {
    static char buffer[8192];
    for (;;) {
        const int n = read(fd, buffer, sizeof buffer);
        if (n == 0) return true;
        if (n < 0 || write(STDOUT_FILENO, buffer, static_cast<size_t>(n)) < 0) {
            complain_errno("%s", name);
            return false;
        }
    }
}

bool show(const char* name) {
    if (strcmp(name, "-") == 0) return copy(STDIN_FILENO, "standard input");
    const int fd = open(name, O_RDONLY);
    if (fd < 0) {
        complain_errno("%s", name);
        return false;
    }
    const bool ok = copy(fd, name);
    close(fd);
    return ok;
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    while (options.next()) {
    }
    if (options.operand_count() == 0) return show("-") ? 0 : 1;
    bool ok = true;
    for (int i = 0; i < options.operand_count(); i++) ok &= show(options.operands()[i]);
    return ok ? 0 : 1;
}
