// SPDX-License-Identifier: MIT
// Memory of packets: pools of two block sizes in the linear map, so that each packet is physically
// contiguous and allocation takes a few instructions in any context.
#include "exec/net/packet_memory.h"
#include "arch/x86/api/cpu.h"
#include "exec/assert.h"
#include "exec/frames.h"
#include "exec/net/interface.h"
#include "lwip/pbuf.h"
#include <stdlib.h>
#include <string.h>

namespace alcove::exec {
namespace {

/// A full Ethernet frame (1514 bytes, 1536 with slack) with its pbuf and headroom; an acknowledgement with
/// its.
constexpr u32 k_large_block = 1664, k_small_block = 192;
constexpr unsigned k_large_order = 8, k_small_order = 5; // 630 and 682 blocks

struct Block {
    Block* next;
};

/// Free blocks of one size, taken out of one range of frames.
class Pool {
  public:
    void fill(PhysAddr range, u32 bytes, u32 block_size) {
        low_ = reinterpret_cast<u32>(phys_to_virt(range));
        bytes_ = bytes / block_size * block_size;
        total_ = free_ = bytes / block_size;
        for (u32 at = bytes_; at > 0;) {
            at -= block_size;
            Block* b = reinterpret_cast<Block*>(low_ + at);
            b->next = head_;
            head_ = b;
        }
    }
    void* take() {
        const u32 flags = arch::interrupts_save();
        Block* b = head_;
        if (b) {
            head_ = b->next;
            free_--;
        }
        arch::interrupts_restore(flags);
        return b;
    }
    bool owns(const void* p) const { return reinterpret_cast<u32>(p) - low_ < bytes_; }
    void give(void* p) {
        Block* b = static_cast<Block*>(p);
        const u32 flags = arch::interrupts_save();
        b->next = head_;
        head_ = b;
        free_++;
        arch::interrupts_restore(flags);
    }
    /// All of its memory.
    PacketRange range() const {
        return {bytes_ ? low_ - k_page_offset : 0, round_up(bytes_, k_page_size) / k_page_size};
    }
    u32 free() const { return free_; }
    u32 total() const { return total_; }

  private:
    Block* head_ = nullptr;
    u32 low_ = 0, bytes_ = 0;
    u32 free_ = 0, total_ = 0;
};

Pool small_pool, large_pool;
u32 heap_blocks;

void fill(Pool& pool, unsigned order, u32 block_size) {
    const Result<PhysAddr> range = frames_alloc(order);
    if (range.ok()) pool.fill(range.value(), k_page_size << order, block_size);
}

} // namespace

void packet_memory_init() {
    fill(large_pool, k_large_order, k_large_block);
    fill(small_pool, k_small_order, k_small_block);
}

PacketRanges packet_memory_ranges() { return {{small_pool.range(), large_pool.range()}}; }
bool packet_memory_owns(VirtAddr byte) {
    const void* p = reinterpret_cast<const void*>(byte);
    return large_pool.owns(p) || small_pool.owns(p);
}

PacketMemoryStats packet_memory_stats() {
    return {small_pool.free(), small_pool.total(), large_pool.free(), large_pool.total(), heap_blocks};
}

pbuf* packet_alloc(u32 length) {
    // Two bytes before the Ethernet header align the IP header behind it.
    constexpr u32 k_pad = 2;
    if (length > 0xFFFF) return nullptr;
    pbuf* p = static_cast<pbuf*>(alcove_net_malloc(sizeof(pbuf) + k_pad + length));
    if (!p) return nullptr;
    p->next = nullptr;
    p->payload = reinterpret_cast<u8*>(p + 1) + k_pad;
    p->tot_len = p->len = static_cast<u16>(length);
    p->type_internal = static_cast<u8>(PBUF_RAM);
    p->flags = 0;
    p->ref = 1;
    p->if_idx = 0; // NETIF_NO_INDEX
    return p;
}

void* packet_data(pbuf* p) { return p->payload; }
u32 packet_length(const pbuf* p) { return p->len; }
void packet_free(pbuf* p) { pbuf_free(p); }
void packet_ref(pbuf* p) { pbuf_ref(p); }

} // namespace alcove::exec

using namespace alcove::exec;

extern "C" {

void* alcove_net_malloc(size_t size) {
    void* block = nullptr;
    if (size <= k_small_block)
        block = small_pool.take();
    else if (size <= k_large_block)
        block = large_pool.take();
    if (block) return block;
    block = malloc(size);
    if (block) __atomic_fetch_add(&heap_blocks, 1, __ATOMIC_RELAXED);
    return block;
}

void* alcove_net_calloc(size_t count, size_t size) {
    void* block = alcove_net_malloc(count * size);
    if (block) memset(block, 0, count * size);
    return block;
}

void alcove_net_free(void* block) {
    if (large_pool.owns(block)) {
        large_pool.give(block);
    } else if (small_pool.owns(block)) {
        small_pool.give(block);
    } else if (block) {
        __atomic_fetch_sub(&heap_blocks, 1, __ATOMIC_RELAXED);
        free(block);
    }
}
}
