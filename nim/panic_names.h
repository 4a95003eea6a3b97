// SPDX-License-Identifier: MIT
// Registers the names of extensions' code with the executive's panic.
#pragma once

namespace alcove::nim {

void panic_names_init(); ///< boot

} // namespace alcove::nim
