// SPDX-License-Identifier: MIT
// Gives the user's terminal to a guest's console.
#pragma once
#include "tools/common/machine.h"

namespace alcove::tools {

/// stdin and stdout are terminals.
bool on_terminal();

/// Connects the terminal, in raw mode, with COM1 until the user presses Ctrl-] or the machine ends.
void talk_to_console(Machine& machine);

} // namespace alcove::tools
