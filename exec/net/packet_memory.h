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

/// The pools' frames: what devices that send must be able to read.
struct PacketRange {
    PhysAddr start;
    u32 frames;
};
struct PacketRanges {
    PacketRange range[2];
    const PacketRange* begin() const { return range; }
    const PacketRange* end() const { return range + 2; }
};
PacketRanges packet_memory_ranges();
/// Does the byte lie in a pool, and not in the heap? Any context.
bool packet_memory_owns(VirtAddr byte);

} // namespace alcove::exec
