// SPDX-License-Identifier: MIT
// The vmap zone: page-wise kernel mappings above the linear map (device memory, guarded stacks).
#pragma once
#include "lib/result.h"

namespace alcove::exec {

/// Maps device memory (uncached, executive-writable) and returns the address of `phys` itself.
/// Errors: no_memory, invalid (wraps, or lies in RAM). Thread context.
Result<VirtAddr> vmap_io(PhysAddr phys, u32 bytes);
void vunmap_io(VirtAddr address, u32 bytes);

/// A stack of `pages` frames with an unmapped guard page below it; returns its lowest usable address.
Result<VirtAddr> vmap_stack_alloc(u32 pages);
void vmap_stack_free(VirtAddr low, u32 pages);

} // namespace alcove::exec
