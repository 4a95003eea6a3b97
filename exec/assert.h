// SPDX-License-Identifier: MIT
// Assertions and panic: always on; a failed one stops the machine with a backtrace.
#pragma once

namespace alcove::exec {

/// Prints the message and a symbolised backtrace on every console, reports {"event":"panic"} on the
/// control channel, and stops the machine (isa-debug-exit status 3 where present). Any context.
[[noreturn]] void panic(const char* format, ...) __attribute__((format(printf, 1, 2)));

/// The same for a trap: the backtrace starts at that program counter, stack pointer and frame pointer.
[[noreturn]] void panic_at(unsigned eip, unsigned esp, unsigned frame, const char* format, ...)
    __attribute__((format(printf, 4, 5)));

} // namespace alcove::exec

#define ALCOVE_ASSERT(condition)                                                                             \
    do {                                                                                                     \
        if (!(condition)) [[unlikely]]                                                                       \
            ::alcove::exec::panic("%s:%d: assertion failed: %s", __FILE__, __LINE__, #condition);            \
    } while (0)
