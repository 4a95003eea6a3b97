// SPDX-License-Identifier: MIT
// The guest's memory inside of QEMU: private to each copy of the process, but for the mailbox.
#pragma once
#include <cstddef>

namespace alcove::forkserver {

/// Maps the guest's memory, a file that QEMU has mapped shared, anew at the same address: private, so that
/// copies of the process copy on write, but for a part that stays shared with the host. Bounds are in pages.
/// Returns nullptr, or what could not be done. No other thread may run.
const char* make_memory_private(const char* file, std::size_t shared_offset, std::size_t shared_bytes);

} // namespace alcove::forkserver
