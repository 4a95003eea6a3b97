// SPDX-License-Identifier: MIT
// Starts recovery: from then on a failed extension comes back by itself.
#pragma once

namespace alcove::recovery {

/// Registers with nim/ and starts the recovery manager. Boot, thread context, before extensions are loaded.
void init();

} // namespace alcove::recovery
