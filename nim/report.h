// SPDX-License-Identifier: MIT
// Text reports for `nim` and the control channel.
#pragma once
#include "lib/result.h"

namespace alcove::nim {

/// See exec::ExtensionManager::report. Thread context.
Result<usize> write_report(const char* what, char* buffer, usize size);

} // namespace alcove::nim
