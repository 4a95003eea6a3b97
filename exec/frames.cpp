// SPDX-License-Identifier: MIT
// The machine's page frames: the buddy allocator behind an interrupt guard, with zones.
#include "exec/frames.h"
#include "exec/assert.h"
#include "exec/thread.h"
#include "lib/buddy.h"

namespace alcove::exec {

static_assert(k_max_order == BuddyAllocator::k_max_order);

namespace {

/// ISA DMA reaches the first 16 MiB (24 address lines); a multiple of the largest block.
constexpr u32 k_isa_frames = (16u << 20) >> k_page_shift;

constinit BuddyAllocator g_buddy;
u32 g_frames;

u32 frames_below(PhysAddr memory_end) {
    return (memory_end > k_linear_limit ? k_linear_limit : memory_end) >> k_page_shift;
}

} // namespace

u32 frames_metadata_bytes(PhysAddr memory_end) {
    return BuddyAllocator::storage_bytes(frames_below(memory_end));
}

void frames_init(PhysAddr memory_end, u8* metadata) {
    g_frames = frames_below(memory_end);
    g_buddy.init(g_frames, metadata);
}

void frames_add(PhysAddr start, PhysAddr end) {
    u32 first = (start >> k_page_shift) + ((start & (k_page_size - 1)) != 0);
    const u32 last = end >> k_page_shift;
    if (first == 0) first = 1; // physical address 0 is kept as "none"
    if (first < last) g_buddy.add_range(first, last - first);
}

Result<PhysAddr> frames_alloc(unsigned order, FrameZone zone) {
    IrqGuard guard;
    Result<u32> frame = Error::no_memory;
    // Memory that ISA devices reach is scarce: others get it only when nothing else is left.
    if (zone == FrameZone::any) frame = g_buddy.alloc(order, k_isa_frames, g_frames);
    if (!frame) frame = g_buddy.alloc(order, 0, k_isa_frames);
    if (!frame) return frame.error();
    return frame.value() << k_page_shift;
}

void frames_free(PhysAddr block, unsigned order) {
    IrqGuard guard;
    Result<void> done = Error::invalid;
    if ((block & (k_page_size - 1)) == 0) done = g_buddy.free(block >> k_page_shift, order);
    if (done) return;
    panic("frames_free(%#x, order %u): %s", static_cast<unsigned>(block), order,
          done.error() == Error::exists ? "double free" : "not a block that was allocated so");
}

unsigned frames_order(u32 bytes) {
    const u32 pages = (bytes >> k_page_shift) + ((bytes & (k_page_size - 1)) != 0);
    return pages <= 1 ? 0 : static_cast<unsigned>(std::bit_width(pages - 1));
}

FrameStats frames_stats() {
    IrqGuard guard;
    return {g_buddy.total(), g_buddy.free_count()};
}

} // namespace alcove::exec
