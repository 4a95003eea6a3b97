// SPDX-License-Identifier: MIT
// Pages of a process, over arch/x86's user directories.
#include "exec/address_space.h"
#include "arch/x86/api/user.h"
#include "exec/frames.h"
#include <algorithm>
#include <string.h>

namespace alcove::exec {

AddressSpace::~AddressSpace() { destroy(); }

Result<void> AddressSpace::create() {
    const Result<PhysAddr> directory = arch::user_directory_create();
    if (!directory) return directory.error();
    directory_ = directory.value();
    return {};
}

void AddressSpace::destroy() {
    if (directory_) arch::user_directory_destroy(directory_);
    directory_ = frames_ = 0;
}

Result<void> AddressSpace::map_page(VirtAddr page, bool writable) {
    if (arch::user_lookup(directory_, page)) return {};
    const Result<PhysAddr> frame = frames_alloc(0);
    if (!frame) return frame.error();
    memset(phys_to_virt(frame.value()), 0, k_page_size);
    const Result<void> mapped = arch::user_map(directory_, page, frame.value(), writable);
    if (mapped) {
        frames_++;
    } else {
        frames_free(frame.value(), 0);
    }
    return mapped;
}

Result<void> AddressSpace::map(VirtAddr address, u32 bytes, bool writable) {
    if (bytes == 0) return {};
    if (address < k_user_base || address >= k_page_offset || bytes > k_page_offset - address)
        return Error::invalid;
    const VirtAddr last = round_down(address + bytes - 1, k_page_size);
    for (VirtAddr page = round_down(address, k_page_size); page <= last; page += k_page_size) {
        if (const Result<void> r = map_page(page, writable); !r) return r;
    }
    return {};
}

Result<void> AddressSpace::write(VirtAddr address, const void* from, u32 bytes) {
    const u8* source = static_cast<const u8*>(from);
    while (bytes > 0) {
        const u32 offset = address % k_page_size;
        const u32 n = std::min(bytes, k_page_size - offset);
        const Result<PhysAddr> frame = arch::user_lookup(directory_, address - offset);
        if (!frame) return frame.error();
        memcpy(phys_to_virt<u8>(frame.value()) + offset, source, n);
        address += n;
        source += n;
        bytes -= n;
    }
    return {};
}

Result<VirtAddr> AddressSpace::grow_heap(i32 increment) {
    const i64 size = i64{heap_end_} - heap_base_ + increment;
    if (size < 0) return Error::invalid;
    if (size > k_user_heap_limit) return Error::no_memory;
    const VirtAddr before = heap_end_;
    if (increment > 0) {
        if (const Result<void> r = map(heap_end_, static_cast<u32>(increment), true); !r) return r.error();
    }
    heap_end_ = heap_base_ + static_cast<u32>(size);
    return before;
}

} // namespace alcove::exec
