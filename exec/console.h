// SPDX-License-Identifier: MIT
// The console: the VGA screen with the PS/2 keyboard, and COM1, as one terminal.
#pragma once
#include "lib/types.h"

namespace alcove::exec {

/// Makes the screen and COM1 ready (polled) and shows what was written before. Needs boot_info only.
void console_init();
/// Takes input from now on and sends to COM1 from a buffer. Needs irq_attach and threads.
void console_start();

/// Writes to both; a newline also returns the carriage. Waits for COM1 when the caller may sleep,
/// otherwise what finds no room there is dropped. Any context.
void console_write(const char* text, usize length);
/// The same but never waits: for messages of the executive. Any context.
void console_echo(const char* text, usize length);

/// The next typed byte. -1: none came within `timeout_ms`; -2: the sleep was interrupted.
/// Keys without a character give ANSI sequences. Thread context.
int console_read_char(u32 timeout_ms);

/// From now on output is polled: the machine is about to stop. Interrupts off.
void console_enter_panic();

} // namespace alcove::exec
