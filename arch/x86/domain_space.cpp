// SPDX-License-Identifier: MIT
// Domains' directories: what of the fixed mappings differs per domain, and the port bitmap.
#include "arch/x86/api/domain_space.h"
#include "arch/x86/api/paging.h"
#include "arch/x86/fixed.h"
#include <string.h>

namespace alcove::arch {

Result<PhysAddr> LinearPageMemory::allocate_table() { return callback::alloc_frame(); }
void LinearPageMemory::free_table(PhysAddr table) { callback::free_frame(table); }

Result<void> DomainSpace::create() {
    Result<void> r = directory_.create(kernel_directory());
    // Every trap from ring 1 lands on the entry stack while this directory is still loaded.
    if (r) r = directory_.grant_write(k_fixed_entry_stack);
    if (!r) destroy();
    return r;
}

void DomainSpace::destroy() {
    directory_.destroy();
    for (PhysAddr& b : bitmap_) {
        if (b) callback::free_frame(b);
        b = 0;
    }
}

void DomainSpace::revoke(VirtAddr address, u32 pages) {
    for (u32 i = 0; i < pages; i++) (void)directory_.revoke(address + i * k_page_size).ok();
}

Result<void> DomainSpace::ports(u16 first, u32 count, bool open) {
    for (u32 i = 0; i < 2; i++) {
        if (bitmap_[i]) continue;
        const auto frame = callback::alloc_frame();
        if (!frame) return frame.error();
        memset(phys_to_virt(frame.value()), 0xFF, k_page_size);
        const auto mapped = directory_.map_private(k_fixed_bitmap + i * k_page_size, frame.value(), false);
        if (!mapped) {
            callback::free_frame(frame.value());
            return mapped;
        }
        bitmap_[i] = frame.value();
    }
    for (u32 p = first; p < first + count && p < 0x10000; p++) {
        u8& byte = phys_to_virt<u8>(bitmap_[p >> 15])[p >> 3 & 0xFFF];
        byte = static_cast<u8>(open ? byte & ~(1u << (p & 7)) : byte | 1u << (p & 7));
    }
    return {};
}

} // namespace alcove::arch
