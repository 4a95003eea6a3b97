// SPDX-License-Identifier: MIT
// The page that every domain reads: time.
#pragma once
#include "nim/abi/types.h"

namespace alcove::nim {

/// Address in the executive's data, readable and not writable in every domain.
const nim_system_page* system_page();
/// Starts to keep it by the tick. Boot.
void system_page_init();

} // namespace alcove::nim
