// SPDX-License-Identifier: MIT
// Starting programs and the time: what POSIX has no simple call for.
#pragma once
#include "exec/abi/syscall.h"

namespace alcove::user {

/// Starts a program with the strings of `argv` (up to nullptr), in `job`, with ALCOVE_SPAWN_* flags.
/// Returns its pid, or -1 with errno.
int spawn(const char* path, const char* const* argv, const int (&fds)[3], int job, unsigned flags = 0);
/// Waits for a child (-1: any); its status, 0..255, goes to `status`. Returns its pid, 0 when `no_hang` and
/// none has ended, or -1 with errno.
int wait_for(int pid, int& status, bool no_hang = false);
void sleep_ms(unsigned milliseconds);
/// Since boot.
unsigned long long now_us();
inline unsigned now_ms() { return static_cast<unsigned>(now_us() / 1000); }

} // namespace alcove::user
