// SPDX-License-Identifier: MIT
// Physical page frames: a buddy allocator over the machine's usable memory.
#pragma once
#include "lib/result.h"

namespace alcove::exec {

struct FrameStats {
    u32 total; ///< frames under management
    u32 free;  ///< of these, free now
};

enum class FrameZone : u8 {
    any,    ///< anywhere below k_linear_limit
    isa_dma ///< below 16 MiB, as ISA DMA and GFP_DMA want it
};

constexpr unsigned k_max_order = 10; ///< largest block: 2^10 frames, 4 MiB

/// 2^order contiguous frames, naturally aligned, not cleared. Never sleeps; any context.
/// Errors: no_memory, invalid (order > k_max_order).
Result<PhysAddr> frames_alloc(unsigned order, FrameZone zone = FrameZone::any);

/// `count` contiguous frames and no more, aligned as the smallest block that would hold them, not cleared.
/// Never sleeps; any context. Errors: no_memory, invalid (0, or more than the largest block).
Result<PhysAddr> frames_alloc_run(u32 count, FrameZone zone = FrameZone::any);

/// Gives them back; address and count as they were allocated (checked: a double free panics).
void frames_free_run(PhysAddr first, u32 count);

/// Gives a block back; address and order as they were allocated (checked: a double free panics).
void frames_free(PhysAddr block, unsigned order);

/// Frames needed for `bytes`, at least one.
constexpr u32 frames_count(u32 bytes) {
    const u32 pages = (bytes >> k_page_shift) + ((bytes & (k_page_size - 1)) != 0);
    return pages ? pages : 1;
}

/// The same, as an order.
unsigned frames_order(u32 bytes);

FrameStats frames_stats();

/// Boot only: the bytes of metadata that memory up to `memory_end` needs.
u32 frames_metadata_bytes(PhysAddr memory_end);
/// Boot only: `metadata` is 4-byte aligned, of frames_metadata_bytes(memory_end) bytes, and stays for ever.
/// Then hand usable physical ranges to the allocator, leaving out the kernel, the boot modules and the
/// metadata itself. Frame 0 is never handed out.
void frames_init(PhysAddr memory_end, u8* metadata);
void frames_add(PhysAddr start, PhysAddr end);

} // namespace alcove::exec
