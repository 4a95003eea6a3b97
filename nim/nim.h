// SPDX-License-Identifier: MIT
// Entry points of the isolation manager for the composition root and recovery/.
#pragma once

namespace alcove::nim {

/// Registers services, failure detection, the extension manager and its control commands. Thread context.
void init();

/// Loads what `load=A,B` on the command line names, in order; failures are logged. Thread context.
void load_from_command_line();

} // namespace alcove::nim
