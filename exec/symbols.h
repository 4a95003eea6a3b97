// SPDX-License-Identifier: MIT
// The kernel's own symbol table, for backtraces.
#pragma once
#include "lib/types.h"

namespace alcove::exec {

/// Name of the function that holds `address` and the distance from its start; nullptr if none does. Any
/// context.
const char* symbol_lookup(u32 address, u32& offset);

/// Writes "function+0x12", or "0xC0101234" when unknown, cut to `size`. Returns the length. Any context.
u32 symbol_format(u32 address, char* buffer, u32 size);

} // namespace alcove::exec
