// SPDX-License-Identifier: MIT
// Failure detection by exception and deadline.
#pragma once

namespace alcove::nim {

/// Registers with the executive's traps. Boot.
void detection_init();

} // namespace alcove::nim
