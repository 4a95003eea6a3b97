// SPDX-License-Identifier: MIT
// Stops the other threads of this process where they stand, and brings them to life in a copy of it.
#pragma once
#include <cstdint>

namespace alcove::forkserver {

/// Parks every thread but the caller's in a signal handler. All of them must be found in a system call, where
/// they hold no lock of malloc or the like, the main loop in that of its own loop; tried again for a while.
/// Returns nullptr, or why it is not possible, in which case all go on. One caller, once at a time.
const char* park_threads();
/// They go on as if nothing had been.
void unpark_threads();
/// In the child of a fork() after park_threads(): for each parked thread a new one, which goes on where that
/// one stands, on the same stack, with the same thread-local storage. Returns false when a thread is refused.
bool revive_threads();

} // namespace alcove::forkserver
