// SPDX-License-Identifier: MIT
// The executive's heap: malloc, free and operator new, with guard words that are checked on free.
// Memory lies in the linear map and is physically contiguous per allocation, so it may be the
// source of a device's DMA.
#pragma once
#include "lib/types.h"

namespace alcove::exec {

struct HeapStats {
    u32 blocks; ///< allocations alive
    u32 bytes;  ///< their requested bytes
    u32 frames; ///< frames the heap holds
};

HeapStats heap_stats();

/// Walks the whole heap and panics on a damaged guard or free list. Any context; slow.
void heap_check();

/// Gives the empty slabs that are kept for speed back to the frame allocator: for leak checks, which
/// compare frames_stats().free + heap_stats().frames, or frames alone after a trim. Any context.
void heap_trim();

} // namespace alcove::exec
// malloc, calloc, realloc, free (and newlib's _malloc_r family) are defined by exec/heap.cpp.
// They never sleep and may be called with interrupts off; malloc returns nullptr when out of memory.
