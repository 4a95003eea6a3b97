// SPDX-License-Identifier: MIT
// Lays out the bytes of a domain's ELF core.
#pragma once
#include "nim/core.h"

namespace alcove::nim {

struct CoreSize {
    u32 bytes = 0;    ///< of the file
    u32 left_out = 0; ///< of the domain's memory
};

/// Bytes that the whole core would take now. Any context.
u32 core_image_size(Domain& domain);
/// Writes it into `capacity` bytes; memory that has no room is left out, heap frames first. Interrupts off,
/// or nobody inside.
CoreSize core_image_write(Domain& domain, const CoreThread* threads, u32 count, u8* to, u32 capacity);

} // namespace alcove::nim
