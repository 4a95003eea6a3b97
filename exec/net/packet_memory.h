// SPDX-License-Identifier: MIT
// Memory of packets: two sizes of blocks kept ready, anything else from the heap.
#pragma once
#include "lib/types.h"

namespace alcove::exec {

struct PacketMemoryStats {
    u32 small_free, small_total;
    u32 large_free, large_total;
    u32 heap_blocks; ///< given out by the heap now, because of their size or because a pool was empty
};
PacketMemoryStats packet_memory_stats();

/// Reserves the pools. Boot.
void packet_memory_init();

} // namespace alcove::exec
