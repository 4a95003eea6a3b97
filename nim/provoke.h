// SPDX-License-Identifier: MIT
// Canned failures: breaking a running extension on purpose.
#pragma once
#include "lib/result.h"

namespace alcove::nim {

class Extension;

/// Starts the failure in a thread of its own, and returns at once.
/// Errors: invalid (no such kind), not_found (not running), no_memory.
Result<void> provoke_extension(Extension& e, const char* kind, u32 argument);

} // namespace alcove::nim
