// SPDX-License-Identifier: MIT
// The log ring: leveled messages with a time stamp, kept for dmesg and echoed to the consoles.
#pragma once
#include "lib/types.h"

namespace alcove::exec {

enum class LogLevel : u8 { emergency, alert, critical, error, warning, notice, info, debug };

/// Appends one line (without newline) to the ring; lines at `console_level` or more urgent are echoed
/// to the consoles. Any context, also interrupt; never sleeps.
void log(LogLevel level, const char* format, ...) __attribute__((format(printf, 2, 3)));

/// Appends text of `length` bytes that a domain or program supplied; control characters become '?'.
void log_text(LogLevel level, const char* prefix, const char* text, usize length);

/// Copies the oldest whole lines from sequence number `from` on into `buffer`, each as
/// "<level>[seconds.micros] text\n". Sets `next` to the sequence to ask for afterwards.
/// Returns bytes written. Any context.
usize log_read(u32 from, char* buffer, usize size, u32& next);

/// The sequence number that the next line will get. Any context.
u32 log_next_sequence();

/// Which levels are echoed: those <= level. Default notice (info with "verbose" on the command line).
void log_set_console_level(LogLevel level);

} // namespace alcove::exec
