// SPDX-License-Identifier: MIT
// The work of a disk: written in pieces of many sizes, in no order, and read back in another one.
#pragma once
#include "exec/abi/syscall.h"

namespace alcove::user {

/// Each call writes other data, so that a piece which was not written is seen even where an earlier call had
/// written the same one. Counts what moved and what was wrong in `view`, and says whether every piece was
/// done, each within stall_ms. `configure`: the disk is opened twice, and asked what it is.
bool run_disk(const char* device, unsigned kib, unsigned stall_ms, bool configure, alcove_trial_view& view);

/// Whether one sector can be read, within patience_ms.
bool disk_serves(const char* device, unsigned patience_ms);

} // namespace alcove::user
