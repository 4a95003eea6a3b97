// SPDX-License-Identifier: MIT
// One line of a plan at a time.
#include "plan.h"
#include "alcove/errors.h"
#include "alcove/program.h"
#include "exec/abi/stubs.h"
#include <errno.h>
#include <string.h>

namespace alcove::user {
namespace {

/// "KIND [ARGUMENT]".
int provoke(const char* domain, char* text) {
    char* rest = nullptr;
    const char* kind = strtok_r(text, " ", &rest);
    const char* number = strtok_r(nullptr, " ", &rest);
    unsigned argument = 0;
    if (!kind || (number && !parse_number(number, argument))) return -EINVAL;
    return sys_extension_provoke(domain, kind, argument);
}

} // namespace

unsigned apply_plan(const char* domain, char* text, unsigned& refused) {
    constexpr char k_provoke[] = "provoke ";
    unsigned provoked = 0;
    char* rest = nullptr;
    for (char* line = strtok_r(text, "\n", &rest); line; line = strtok_r(nullptr, "\n", &rest)) {
        if (*line == '#' || *line == '\0') continue;
        const bool canned = strncmp(line, k_provoke, sizeof k_provoke - 1) == 0;
        char message[200] = "";
        const int r = canned ? provoke(domain, line + sizeof k_provoke - 1)
                             : sys_extension_inject(domain, line, message, sizeof message);
        provoked += canned && r >= 0;
        if (r >= 0) continue;
        refused++;
        complain("%s: %s", line, message[0] ? message : error_text(-r));
    }
    return provoked;
}

} // namespace alcove::user
