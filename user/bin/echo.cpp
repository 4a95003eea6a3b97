// SPDX-License-Identifier: MIT
// echo: prints its operands.
#include "alcove/program.h"
#include <stdio.h>
#include <string.h>

using namespace alcove::user;

int main(int argc, char** argv) {
    const bool newline = argc < 2 || strcmp(argv[1], "-n") != 0;
    for (int i = newline ? 1 : 2; i < argc; i++) {
        fputs(argv[i], stdout);
        if (i + 1 < argc) putchar(' ');
    }
    if (newline) putchar('\n');
    return 0;
}
