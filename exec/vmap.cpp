// SPDX-License-Identifier: MIT
// The vmap zone's address allocator: first fit over a bitmap of pages.
#include "exec/vmap.h"
#include "arch/x86/api/paging.h"
#include "exec/assert.h"
#include "exec/frames.h"
#include "exec/thread.h"

namespace alcove::exec {
namespace {

constexpr u32 k_pages = arch::k_vmap_tables * 1024;
u32 g_used[k_pages / 32];
u32 g_hint; // no free page below

bool used(u32 page) { return g_used[page / 32] >> page % 32 & 1; }
void set_used(u32 page, u32 count, bool on) {
    for (u32 i = page; i < page + count; i++) {
        if (on)
            g_used[i / 32] |= 1u << i % 32;
        else
            g_used[i / 32] &= ~(1u << i % 32);
    }
    if (!on && page < g_hint) g_hint = page;
}

/// A run of free pages, marked used; 0 pages found: k_pages.
u32 take_run(u32 count) {
    IrqGuard guard;
    while (g_hint < k_pages && used(g_hint)) g_hint++;
    for (u32 start = g_hint, n = 0; start + n < k_pages;) {
        if (used(start + n)) {
            start += n + 1;
            n = 0;
        } else if (++n == count) {
            set_used(start, count, true);
            return start;
        }
    }
    return k_pages;
}

VirtAddr address_of(u32 page) { return k_vmap_base + page * k_page_size; }
u32 page_of(VirtAddr address) { return (address - k_vmap_base) / k_page_size; }

void release(VirtAddr start, u32 count) {
    for (u32 i = 0; i < count; i++) arch::vmap_clear(start + i * k_page_size);
    IrqGuard guard;
    set_used(page_of(start), count, false);
}

} // namespace

Result<VirtAddr> vmap_io(PhysAddr phys, u32 bytes) {
    if (bytes == 0 || phys + bytes - 1 < phys) return Error::invalid;
    const u32 offset = phys % k_page_size;
    const u32 count = round_up(offset + bytes, k_page_size) / k_page_size;
    const u32 page = take_run(count);
    if (page == k_pages) return Error::no_memory;
    for (u32 i = 0; i < count; i++)
        arch::vmap_set(address_of(page + i), phys - offset + i * k_page_size, true, true);
    return VirtAddr{address_of(page) + offset};
}

void vunmap_io(VirtAddr address, u32 bytes) {
    const u32 offset = address % k_page_size;
    release(address - offset, round_up(offset + bytes, k_page_size) / k_page_size);
}

Result<VirtAddr> vmap_stack_alloc(u32 pages) {
    const u32 page = take_run(pages + 1); // the first stays unmapped
    if (page == k_pages) return Error::no_memory;
    for (u32 i = 1; i <= pages; i++) {
        const auto frame = frames_alloc(0);
        if (!frame) {
            vmap_stack_free(address_of(page + 1), i - 1);
            IrqGuard guard;
            set_used(page + i, pages + 1 - i, false);
            return Error::no_memory;
        }
        arch::vmap_set(address_of(page + i), frame.value(), true, false);
    }
    return VirtAddr{address_of(page + 1)};
}

void vmap_stack_free(VirtAddr low, u32 pages) {
    for (u32 i = 0; i < pages; i++) frames_free(arch::vmap_get(low + i * k_page_size), 0);
    release(low - k_page_size, pages + 1);
}

} // namespace alcove::exec

namespace alcove::arch::callback {
Result<PhysAddr> alloc_frame() { return exec::frames_alloc(0); }
void free_frame(PhysAddr frame) { exec::frames_free(frame, 0); }
} // namespace alcove::arch::callback
