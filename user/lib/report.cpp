// SPDX-License-Identifier: MIT
// Prints an extension report.
#include "alcove/errors.h"
#include "alcove/program.h"
#include "exec/abi/stubs.h"
#include <stdio.h>
#include <stdlib.h>

namespace alcove::user {

bool print_report(const char* what) {
    constexpr unsigned k_size = 32768;
    char* text = static_cast<char*>(malloc(k_size));
    if (!text) return false;
    const int length = posix(sys_extension_report(what, text, k_size));
    if (length > 0) fwrite(text, 1, static_cast<size_t>(length), stdout);
    free(text);
    return length >= 0;
}

} // namespace alcove::user
