// SPDX-License-Identifier: MIT
// What newlib, as the executive's C library, needs of the system below it: an end for abort, a console
// for its error messages, and no files.
#include "exec/assert.h"
#include "exec/console.h"
#include "lib/result.h"
#include <sys/stat.h>
#include <sys/types.h>

using namespace alcove;

namespace {
int unsupported() { return to_errno(Error::not_implemented); }
} // namespace

extern "C" {

int errno;

[[noreturn]] void _exit(int status) { exec::panic("the C library ends the executive: status %d", status); }

int write(int, const void* text, size_t length) {
    exec::console_echo(static_cast<const char*>(text), length);
    return static_cast<int>(length);
}

int read(int, void*, size_t) { return unsupported(); }
int close(int) { return unsupported(); }
off_t lseek(int, off_t, int) { return unsupported(); }
int fstat(int, struct stat*) { return unsupported(); }
int isatty(int) { return 1; }
int kill(int, int) { return unsupported(); }
int getpid() { return 1; }

} // extern "C"
