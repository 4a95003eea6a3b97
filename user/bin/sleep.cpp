// SPDX-License-Identifier: MIT
// sleep: waits.
#include "alcove/process.h"
#include "alcove/program.h"
#include <stdlib.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {"sleep", "SECONDS", "Waits; fractions such as 0.25 are fine.", "", ""};

/// Milliseconds of "SECONDS[.FRACTION]".
bool parse_ms(const char* text, unsigned& ms) {
    char* rest;
    if ((*text < '0' || *text > '9') && *text != '.') return false;
    const unsigned long seconds = strtoul(text, &rest, 10);
    if (seconds > 1000000) return false;
    ms = static_cast<unsigned>(seconds) * 1000;
    if (*rest == '.') {
        unsigned weight = 100;
        for (rest++; *rest >= '0' && *rest <= '9'; rest++, weight /= 10) ms += weight * (*rest - '0');
    }
    return *rest == '\0';
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    while (options.next()) {
    }
    options.expect_operands(1, 1);
    unsigned ms;
    if (!parse_ms(options.operands()[0], ms)) fail("%s: not a time in seconds", options.operands()[0]);
    sleep_ms(ms);
    return 0;
}
