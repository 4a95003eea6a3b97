// SPDX-License-Identifier: MIT
// Ways to end the machine.
#pragma once
#include "lib/types.h"

namespace alcove::exec {

/// Sends what the serial ports hold, then switches off: QEMU with isa-debug-exit ends with exit status
/// (status << 1) | 1, other emulators and PIIX4 machines power off, others halt. Any context.
[[noreturn]] void shutdown(u32 status);

} // namespace alcove::exec
