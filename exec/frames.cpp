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

/// take(low, limit) allocates there. Memory that ISA devices reach is scarce: others get it only when nothing
/// else is left.
template <typename F>
Result<PhysAddr> from_zone(FrameZone zone, F take) {
    IrqGuard guard;
    Result<u32> frame = Error::no_memory;
    if (zone == FrameZone::any) frame = take(k_isa_frames, g_frames);
    if (!frame) frame = take(0, k_isa_frames);
    if (!frame) return frame.error();
    return frame.value() << k_page_shift;
}

[[noreturn]] void refuse(const char* function, PhysAddr block, u32 frames, Error error) {
    panic("%s(%#x), %u frames: %s", function, static_cast<unsigned>(block), static_cast<unsigned>(frames),
          error == Error::exists ? "double free" : "not a block that was allocated so");
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
    return from_zone(zone, [&](u32 low, u32 limit) { return g_buddy.alloc(order, low, limit); });
}

Result<PhysAddr> frames_alloc_run(u32 count, FrameZone zone) {
    return from_zone(zone, [&](u32 low, u32 limit) { return g_buddy.alloc_run(count, low, limit); });
}

void frames_free(PhysAddr block, unsigned order) {
    IrqGuard guard;
    Result<void> done = Error::invalid;
    if ((block & (k_page_size - 1)) == 0) done = g_buddy.free(block >> k_page_shift, order);
    if (!done) refuse("frames_free", block, 1u << order, done.error());
}

void frames_free_run(PhysAddr first, u32 count) {
    IrqGuard guard;
    Result<void> done = Error::invalid;
    if ((first & (k_page_size - 1)) == 0) done = g_buddy.free_run(first >> k_page_shift, count);
    if (!done) refuse("frames_free_run", first, count, done.error());
}

unsigned frames_order(u32 bytes) { return static_cast<unsigned>(std::bit_width(frames_count(bytes) - 1)); }

FrameStats frames_stats() {
    IrqGuard guard;
    return {g_buddy.total(), g_buddy.free_count()};
}

} // namespace alcove::exec
