// SPDX-License-Identifier: MIT
// The terminal that programs see on the console: line editing, raw mode, Ctrl-C.
#pragma once
#include "lib/result.h"

namespace alcove::exec {

/// Starts the thread that takes the console's input. Boot, when threads run.
void tty_init();

/// A line (or what of it fits), in raw mode whatever has come; 0 at Ctrl-D. Sleeps.
/// Errors: interrupted, io (the caller's job doesn't own the console).
Result<u32> tty_read(u8* to, u32 size);
Result<u32> tty_write(const u8* from, u32 size);
/// ALCOVE_IOCTL_TTY_*; `argument` is the address of the flags. Errors: bad_address, invalid, not_tty (another
/// request).
Result<i32> tty_ioctl(u32 request, VirtAddr argument);

/// Gives the console to a job; 0: to whoever asks.
void tty_set_foreground(i32 job);
/// Line mode, no job, nothing typed ahead in an unfinished line: before a new shell.
void tty_reset();

} // namespace alcove::exec
