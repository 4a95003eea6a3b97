// SPDX-License-Identifier: MIT
// dmesg: prints the executive's log.
#include "alcove/errors.h"
#include "alcove/process.h"
#include "alcove/program.h"
#include "exec/abi/stubs.h"
#include <stdio.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {
    "dmesg", "[-w] [-n LEVEL]", "Prints the executive's log.", "wn:",
    "  -n  only messages of LEVEL 0 (emergency) to 7 (debug) and more urgent ones\n"
    "  -w  goes on with new messages until Ctrl-C\n"};

/// Lines begin with "<LEVEL>".
void print(const char* text, unsigned length, unsigned level) {
    for (unsigned start = 0; start < length;) {
        unsigned end = start;
        while (end < length && text[end] != '\n') end++;
        if (end < length) end++;
        const bool tagged = end - start > 3 && text[start] == '<' && text[start + 2] == '>';
        if (!tagged) {
            fwrite(text + start, 1, end - start, stdout);
        } else if (static_cast<unsigned>(text[start + 1] - '0') <= level) {
            fwrite(text + start + 3, 1, end - start - 3, stdout);
        }
        start = end;
    }
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    bool wait = false;
    unsigned level = 7;
    while (const char letter = options.next()) {
        if (letter == 'w') wait = true;
        if (letter == 'n') level = options.number(0, 7);
    }
    options.expect_operands(0, 0);

    static char text[16384];
    for (alcove_u32 from = 0;;) {
        alcove_u32 next = from;
        const int n = posix(sys_log_read(from, text, sizeof text, &next));
        if (n < 0) fail_errno("cannot read the log");
        print(text, static_cast<unsigned>(n), level);
        from = next;
        if (n > 0) continue;
        fflush(stdout);
        if (!wait) return 0;
        sleep_ms(200);
    }
}
