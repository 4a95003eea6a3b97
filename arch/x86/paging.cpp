// SPDX-License-Identifier: MIT
// The executive's page directory and the directories of programs.
#include "arch/x86/api/paging.h"
#include "arch/x86/api/user.h"
#include "arch/x86/fixed.h"
#include <string.h>

extern "C" {
alignas(4096) alcove::u32 arch_kernel_directory[1024];
alignas(4096) alcove::u32 arch_fixed_table[1024];
extern alcove::PhysAddr arch_active_directory;
extern alcove::u8 arch_tss_page[], arch_bitmap_none[], arch_bitmap_end[], arch_entry_stack[];
extern alcove::u8 __text_start[], __rodata_end[];
}

namespace alcove::arch {
namespace {

constexpr u32 k_rw = pte::present | pte::writable | pte::accessed | pte::dirty;
constexpr u32 k_ro = pte::present | pte::accessed;

PhysAddr symbol_frame(const void* v) { return virt_to_phys(v); }
u32 index_of(VirtAddr a) { return a >> 22; }
u32 slot_of(VirtAddr a) { return a >> 12 & 1023; }
void invalidate(VirtAddr page) { asm volatile("invlpg (%0)" ::"r"(page) : "memory"); }
void write_cr3(PhysAddr d) { asm volatile("movl %0, %%cr3" ::"r"(d) : "memory"); }
u32* table_of(u32 entry) { return phys_to_virt<u32>(entry & pte::address); }

void build_fixed_table() {
    auto set = [](VirtAddr at, const void* what, u32 bits) {
        arch_fixed_table[slot_of(at)] = symbol_frame(what) | bits;
    };
    set(k_fixed_tss, arch_tss_page, k_rw);
    set(k_fixed_bitmap, arch_bitmap_none, k_ro);
    set(k_fixed_bitmap + k_page_size, arch_bitmap_none, k_ro);
    set(k_fixed_bitmap_end, arch_bitmap_end, k_ro);
    set(k_fixed_entry_stack, arch_entry_stack, k_rw);
    arch_kernel_directory[index_of(k_fixed_base)] = symbol_frame(arch_fixed_table) | k_rw;
}

void protect_kernel_image(bool read_only) {
    u32* table = table_of(arch_kernel_directory[index_of(k_page_offset)]);
    for (u8* p = __text_start; p < __rodata_end; p += k_page_size) {
        u32& e = table[slot_of(reinterpret_cast<u32>(p))];
        e = read_only ? e & ~pte::writable : e | pte::writable;
    }
}

} // namespace

u32 paging_init(PhysAddr memory_end, PhysAddr pool) {
    const PhysAddr pool_start = pool;
    auto table = [&pool] {
        u32* t = phys_to_virt<u32>(pool);
        memset(t, 0, k_page_size);
        pool += k_page_size;
        return t;
    };
    for (PhysAddr p = 0; p < memory_end; p += k_region_size)
        arch_kernel_directory[index_of(p + k_page_offset)] = p | k_rw | pte::large;
    u32* image = table(); // region of the kernel image: by pages, to protect the text
    for (u32 i = 0; i < 1024; i++) image[i] = i * k_page_size | k_rw;
    arch_kernel_directory[index_of(k_page_offset)] = virt_to_phys(image) | k_rw;
    for (u32 i = 0; i < k_vmap_tables; i++)
        arch_kernel_directory[index_of(k_vmap_base) + i] = virt_to_phys(table()) | k_rw;
    build_fixed_table();
    protect_kernel_image(true);
    u32 cr4;
    asm volatile("movl %%cr4, %0" : "=r"(cr4));
    asm volatile("movl %0, %%cr4" ::"r"(cr4 | 0x10)); // PSE
    load_directory(kernel_directory());
    return pool - pool_start;
}

void vmap_set(VirtAddr page, PhysAddr frame, bool writable, bool uncached) {
    table_of(arch_kernel_directory[index_of(page)])[slot_of(page)] =
        frame | (writable ? k_rw : k_ro) | (uncached ? pte::uncached : 0);
    invalidate(page);
}
void vmap_clear(VirtAddr page) {
    table_of(arch_kernel_directory[index_of(page)])[slot_of(page)] = 0;
    invalidate(page);
}
PhysAddr vmap_get(VirtAddr page) {
    return table_of(arch_kernel_directory[index_of(page)])[slot_of(page)] & pte::address;
}

void unprotect_kernel_image() {
    protect_kernel_image(false);
    write_cr3(arch_active_directory);
}

PhysAddr kernel_directory() { return virt_to_phys(arch_kernel_directory); }
PhysAddr active_directory() { return arch_active_directory; }
void load_directory(PhysAddr directory) {
    arch_active_directory = directory;
    write_cr3(directory);
}

// ---------------------------------------------------------------- programs

Result<PhysAddr> user_directory_create() {
    const auto frame = callback::alloc_frame();
    if (!frame) return frame.error();
    u32* d = phys_to_virt<u32>(frame.value());
    const u32 split = index_of(k_page_offset);
    memset(d, 0, split * 4);
    memcpy(d + split, arch_kernel_directory + split, (1024 - split) * 4);
    return frame;
}

/// Code is cleared first: an emulator that translates it watches the page until each word was overwritten,
/// and would be slow wherever the frame is used next (nim/scrub.h).
static void free_program_page(u32 entry) {
    const PhysAddr frame = entry & pte::address;
    if (!(entry & pte::writable)) memset(phys_to_virt(frame), 0, k_page_size);
    callback::free_frame(frame);
}

void user_directory_destroy(PhysAddr directory) {
    if (arch_active_directory == directory) load_directory(kernel_directory());
    u32* d = phys_to_virt<u32>(directory);
    for (u32 i = 0; i < index_of(k_page_offset); i++) {
        if (!(d[i] & pte::present)) continue;
        u32* t = table_of(d[i]);
        for (u32 k = 0; k < 1024; k++)
            if ((t[k] & pte::present) && !(t[k] & pte::lent)) free_program_page(t[k]);
        callback::free_frame(d[i] & pte::address);
    }
    callback::free_frame(directory);
}

namespace {
Result<void> set_user_page(PhysAddr directory, VirtAddr address, u32 page_entry) {
    if (address >= k_page_offset) return Error::invalid;
    u32& entry = phys_to_virt<u32>(directory)[index_of(address)];
    if (!(entry & pte::present)) {
        const auto table = callback::alloc_frame();
        if (!table) return table.error();
        memset(phys_to_virt(table.value()), 0, k_page_size);
        entry = table.value() | k_rw | pte::user;
    }
    u32& page = table_of(entry)[slot_of(address)];
    if (page & pte::present) return Error::exists;
    page = page_entry | pte::user;
    if (arch_active_directory == directory) invalidate(address);
    return {};
}
} // namespace

Result<void> user_map(PhysAddr directory, VirtAddr address, PhysAddr frame, bool writable) {
    return set_user_page(directory, address, frame | (writable ? k_rw : k_ro));
}

Result<void> user_lend(PhysAddr directory, VirtAddr address, PhysAddr frame, LendRights rights) {
    return set_user_page(directory, address,
                         frame | pte::lent | (rights.writable ? k_rw : k_ro) | (rights.held ? pte::held : 0) |
                             (rights.uncached ? pte::uncached : 0));
}

LentFrame user_unlend(PhysAddr directory, VirtAddr address) {
    const u32 entry = phys_to_virt<u32>(directory)[index_of(address)];
    if (address >= k_page_offset || !(entry & pte::present)) return {0, false};
    u32& page = table_of(entry)[slot_of(address)];
    if (!(page & pte::present) || !(page & pte::lent)) return {0, false};
    const LentFrame was = {page & pte::address, (page & pte::held) != 0};
    page = 0;
    if (arch_active_directory == directory) invalidate(address);
    return was;
}

Result<PhysAddr> user_lookup(PhysAddr directory, VirtAddr address) {
    const u32 entry = phys_to_virt<u32>(directory)[index_of(address)];
    if (address >= k_page_offset || !(entry & pte::present)) return Error::bad_address;
    const u32 page = table_of(entry)[slot_of(address)];
    if (!(page & pte::present)) return Error::bad_address;
    return PhysAddr{page & pte::address};
}

} // namespace alcove::arch
