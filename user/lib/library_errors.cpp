// SPDX-License-Identifier: MIT
// What libstdc++'s headers call instead of throwing: a mistake of the program ends it.
#include <stdio.h>
#include <stdlib.h>

namespace std {

[[noreturn]] void __throw_out_of_range_fmt(const char* format, ...) {
    fputs(format, stderr);
    fputs("\n", stderr);
    abort();
}

} // namespace std
