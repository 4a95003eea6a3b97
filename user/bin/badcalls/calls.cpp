// SPDX-License-Identifier: MIT
// Wrong arguments for every system call.
#include "alcove/process.h"
#include "checks.h"
#include "exec/abi/stubs.h"
#include <errno.h>
#include <initializer_list>
#include <stdio.h>
#include <string.h>

namespace alcove::badcalls {

namespace {

/// Never mapped, at edges, in the executive, or all ones.
constexpr unsigned k_values[] = {0,          4,          0xFFF,      0x00400000, 0x7FFFFFFF,
                                 0x80000000, 0xBFFFFFFF, 0xC0000000, 0xC0100000, 0xF0000000,
                                 0xFFFFF000, 0xFFFFFFFC, 0xFFFFFFFF};

/// Calls whose arguments are plain numbers, where none of the values is certain to be wrong.
constexpr unsigned k_skipped[] = {
    ALCOVE_SYS_exit,   ALCOVE_SYS_getpid, ALCOVE_SYS_sleep_ms, ALCOVE_SYS_foreground,
    ALCOVE_SYS_close,  ALCOVE_SYS_lseek,  ALCOVE_SYS_dup2,     ALCOVE_SYS_socket,
    ALCOVE_SYS_listen, ALCOVE_SYS_ready,  ALCOVE_SYS_shutdown, ALCOVE_SYS_power_off,
};

bool skipped(unsigned number) {
    for (unsigned s : k_skipped) {
        if (s == number) return true;
    }
    return false;
}

/// An errno; or nothing at all, where a size of 0 asked for nothing.
bool refused(int result) { return result < 0 && result > -4096; }

const char* hexadecimal(unsigned n) {
    static char text[12];
    sniprintf(text, sizeof text, "0x%x", n);
    return text;
}

void check_one(unsigned number, unsigned value) {
    const int r = alcove_syscall(number, value, value, value, value, value, value);
    // Size 0 at address 0 is an empty range and fine; the descriptor 0 is open.
    const bool empty = value == 0 && r == 0;
    char what[24];
    sniprintf(what, sizeof what, "call %u", number);
    check(refused(r) || empty, what, hexadecimal(value), r);
}

} // namespace

void check_calls() {
    for (unsigned number = 0; number < ALCOVE_SYS_COUNT; number++) {
        if (skipped(number)) continue;
        for (unsigned value : k_values) check_one(number, value);
    }
    for (unsigned number : {unsigned{ALCOVE_SYS_COUNT}, 1000u, 0x7FFFFFFFu, 0x80000000u, 0xFFFFFFFFu}) {
        const int r = alcove_syscall(number, 0, 0, 0, 0, 0, 0);
        check(r == -38, "number", hexadecimal(number), r); // ENOSYS
    }
    for (int fd : {-1, 3, 31, 32, 1000, 0x7FFFFFFF, static_cast<int>(0x80000000)}) {
        char byte;
        check(sys_read(fd, &byte, 1) == -EBADF, "read of", "a bad descriptor", fd);
        check(sys_close(fd) == -EBADF, "close of", "a bad descriptor", fd);
        check(sys_dup2(1, fd == 3             ? -2
                          : fd < 0 || fd > 31 ? fd
                                              : 99) == -EBADF,
              "dup2 to", "a bad descriptor", fd);
        check(sys_lseek(fd, 0, 0) == -EBADF, "lseek of", "a bad descriptor", fd);
        check(sys_listen(fd, 1) == -EBADF, "listen on", "a bad descriptor", fd);
    }
}

} // namespace alcove::badcalls
