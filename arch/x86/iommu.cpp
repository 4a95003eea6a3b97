// SPDX-License-Identifier: MIT
// Drives VT-d's remapping units: all share one root table, and each invalidation goes to all of them.
#include "arch/x86/api/iommu.h"
#include "arch/x86/api/apic.h"
#include "arch/x86/api/paging.h"
#include "arch/x86/api/trap.h"
#include "arch/x86/iommu_units.h"
#include <cpuid.h>
#include <string.h>

namespace alcove::arch {
namespace {

using namespace iommu;

struct Unit {
    VirtAddr base;
    u64 capability, extended; // registers CAP and ECAP (10.4.2, 10.4.3)
};
constexpr u32 k_most_units = 8;
Unit g_units[k_most_units];
u32 g_count;
Common g_common;
bool g_flushes_lines; ///< the processor has CLFLUSH
PhysAddr g_root;
PhysAddr g_context[256]; ///< table of each bus, 0 if unknown

u32 read(const Unit& u, u32 at) { return *reinterpret_cast<volatile u32*>(u.base + at); }
void write(const Unit& u, u32 at, u32 v) { *reinterpret_cast<volatile u32*>(u.base + at) = v; }
u64 read_wide(const Unit& u, u32 at) { return read(u, at) | u64{read(u, at + 4)} << 32; }
/// Lower half first: a command is taken when its upper half arrives.
void write_wide(const Unit& u, u32 at, u32 low, u32 high) {
    write(u, at, low);
    write(u, at + 4, high);
}

constexpr u32 k_cpuid_clflush = 1u << 19; // CPUID.1:EDX

u32 bits(u64 value, u32 first, u32 count) { return static_cast<u32>(value >> first) & ((1u << count) - 1); }

/// Waits until bits of a register are as wanted; a unit takes microseconds.
void wait(const Unit& u, u32 at, u32 mask, u32 wanted) {
    for (u32 i = 0; i < 10'000'000; i++)
        if ((read(u, at) & mask) == wanted) return;
    callback::iommu_stuck(at);
}

/// Gives a command and waits for its status bit. One-shot bits of the status are no commands (10.4.4).
void command(const Unit& u, u32 set, u32 clear) {
    constexpr u32 k_lasting = 0x96FFFFFF;
    write(u, reg::command, ((read(u, reg::status) & k_lasting) | set) & ~clear);
    wait(u, reg::status, set | clear, set == k_flush_buffer ? 0 : set);
}

u32 iotlb_registers(const Unit& u) { return bits(u.extended, 8, 10) * 16; }

constexpr u32 k_start = 1u << 31; // upper half of both invalidation commands
constexpr u32 k_context_global = 1u << 29;
constexpr u32 k_iotlb_global = 1u << 28, k_iotlb_space = 2u << 28, k_iotlb_pages = 3u << 28;
constexpr u32 k_drain = 3u << 16; // reads and writes under way end first, where a unit can

void forget_all_contexts(const Unit& u) {
    write_wide(u, reg::context_command, 0, k_start | k_context_global);
    wait(u, reg::context_command + 4, k_start, 0);
}
void invalidate_iotlb(const Unit& u, u32 what, u16 space) {
    const u32 at = iotlb_registers(u) + 8;
    write_wide(u, at, 0, k_start | what | k_drain | space);
    wait(u, at + 4, k_start, 0);
}

/// Tables of how many levels a unit walks: bit 1 of SAGAW is 3 levels, bit 2 is 4, bit 3 is 5.
u32 levels_of(u32 sagaw) {
    for (u32 levels = 3; levels <= 5; levels++)
        if (sagaw >> (levels - 2) & 1) return levels;
    return 0;
}

Common in_common() {
    Common c = {};
    u32 sagaw = ~0u;
    c.large_pages = true;
    c.spaces = 0x10000;
    for (u32 i = 0; i < g_count; i++) {
        const Unit& u = g_units[i];
        sagaw &= bits(u.capability, 8, 5);
        c.large_pages = c.large_pages && bits(u.capability, 34, 1);
        c.caching = c.caching || bits(u.capability, 7, 1);
        c.write_buffer = c.write_buffer || bits(u.capability, 4, 1);
        c.snooped = c.snooped && bits(u.extended, 0, 1);
        const u32 spaces = 1u << (4 + 2 * bits(u.capability, 0, 3));
        if (spaces < c.spaces) c.spaces = spaces;
    }
    c.levels = levels_of(sagaw);
    return c;
}

Result<PhysAddr> empty_table() {
    const auto frame = callback::alloc_frame();
    if (!frame) return frame;
    memset(phys_to_virt(frame.value()), 0, k_page_size);
    publish(phys_to_virt<volatile u8>(frame.value()), k_page_size);
    return frame;
}

void set_fault_event(const Unit& u) {
    write(u, reg::event_data, vector::iommu); // fixed, edge
    write(u, reg::event_address, 0xFEE00000 | apic_id() << 12);
    write(u, reg::event_upper, 0);
    write(u, reg::event_control, 0);
}

void start(const Unit& u) {
    // Whatever firmware protected its own start with makes way.
    if (bits(u.capability, 5, 2) != 0) write(u, reg::protected_memory, 0);
    if (read(u, reg::status) & k_queue) command(u, 0, k_queue);
    write_wide(u, reg::root, g_root, 0);
    command(u, k_set_root, 0);
    forget_all_contexts(u);
    invalidate_iotlb(u, k_iotlb_global, 0);
    set_fault_event(u);
    command(u, k_translation, 0);
}

// Fault recording registers (10.4.14): the page in the lower half; source, reason and kind in the upper.
constexpr u32 k_record_bytes = 16, k_recorded = 1u << 31, k_was_read = 1u << 30;
constexpr u32 k_pending = 1u << 1, k_overflow = 1u << 0;

bool take_record(const Unit& u, u32 at) {
    const u32 kind = read(u, at + 12);
    if (!(kind & k_recorded)) return false;
    const DmaFault fault = {static_cast<u16>(read(u, at + 8)), static_cast<u8>(kind), !(kind & k_was_read),
                            read_wide(u, at) & ~u64{k_page_size - 1}};
    write(u, at + 12, k_recorded); // writing one clears it
    callback::dma_fault(fault);
    return true;
}

void take_faults(const Unit& u) {
    const u32 records = bits(u.capability, 40, 8) + 1, first = bits(u.capability, 24, 10) * k_record_bytes;
    // A unit gives a new event only when no fault is left. Who faults is silenced, so there is an end; the
    // bound is for a device that cannot be.
    for (u32 rounds = 0; rounds < 64 && (read(u, reg::fault_status) & (k_pending | k_overflow)); rounds++) {
        for (u32 i = 0; i < records; i++) (void)take_record(u, first + i * k_record_bytes);
        write(u, reg::fault_status, k_overflow);
    }
}

} // namespace

namespace iommu {

const Common& common() { return g_common; }

void publish(volatile void* where, u32 bytes) {
    if (g_common.snooped) return;
    if (!g_flushes_lines) { // an emulated processor: the real ones beside VT-d can flush lines
        asm volatile("wbinvd" ::: "memory");
        return;
    }
    constexpr u32 k_line = 32; // at most what a processor's line has
    for (u32 at = reinterpret_cast<u32>(where) & ~(k_line - 1); at < reinterpret_cast<u32>(where) + bytes;
         at += k_line)
        asm volatile("clflush (%0)" ::"r"(at) : "memory");
    asm volatile("lock; addl $0, (%%esp)" ::: "memory");
}

void flush_write_buffer() {
    if (!g_common.write_buffer) return;
    for (u32 i = 0; i < g_count; i++)
        if (bits(g_units[i].capability, 4, 1)) command(g_units[i], k_flush_buffer, 0);
}

void forget_context(u16 space) {
    flush_write_buffer();
    for (u32 i = 0; i < g_count; i++) {
        forget_all_contexts(g_units[i]);
        invalidate_iotlb(g_units[i], k_iotlb_space, space);
    }
}

void forget_pages(u16 space, PhysAddr first, u32 pages) {
    flush_write_buffer();
    // Pages are named by an aligned block of a power of two (10.4.8.2).
    u32 order = 0;
    const u32 low = first >> k_page_shift, high = low + pages - 1;
    while ((low >> order) != (high >> order)) order++;
    for (u32 i = 0; i < g_count; i++) {
        const Unit& u = g_units[i];
        const bool by_page = bits(u.capability, 39, 1) && order <= bits(u.capability, 48, 6);
        if (by_page) write_wide(u, iotlb_registers(u), (low >> order << order << k_page_shift) | order, 0);
        invalidate_iotlb(u, by_page ? k_iotlb_pages : k_iotlb_space, space);
    }
}

volatile u64* context_entry(u16 source) {
    const PhysAddr table = g_context[source >> 8];
    return table ? phys_to_virt<volatile u64>(table) + (source & 0xFF) * 2 : nullptr;
}

} // namespace iommu

Result<void> iommu_add_unit(VirtAddr registers) {
    if (g_count == k_most_units) return Error::no_memory;
    Unit u = {registers, 0, 0};
    const u32 version = read(u, reg::version);
    if (version == 0 || version == ~0u) return Error::invalid;
    u.capability = read_wide(u, reg::capability);
    u.extended = read_wide(u, reg::extended);
    g_units[g_count++] = u;
    u32 a, b, c, d = 0;
    g_flushes_lines = __get_cpuid(1, &a, &b, &c, &d) && (d & k_cpuid_clflush);
    g_common = in_common();
    return {};
}

Result<void> iommu_add_bus(u8 bus) {
    if (g_context[bus]) return {};
    const auto table = empty_table();
    if (!table) return table.error();
    g_context[bus] = table.value();
    return {};
}

Result<IommuInfo> iommu_info() {
    if (g_count == 0 || g_common.levels == 0) return Error::not_implemented;
    return IommuInfo{g_count, 12 + 9 * g_common.levels, g_common.caching, g_common.large_pages};
}

Result<void> iommu_enable() {
    if (apic_id() == k_no_apic) return Error::no_device;
    if (g_count == 0 || g_common.levels == 0) return Error::not_implemented;
    const auto root = empty_table();
    if (!root) return root.error();
    g_root = root.value();
    volatile u64* entries = phys_to_virt<volatile u64>(g_root);
    for (u32 bus = 0; bus < 256; bus++)
        if (g_context[bus]) entries[bus * 2] = g_context[bus] | 1u; // present
    publish(entries, k_page_size);
    flush_write_buffer();
    for (u32 i = 0; i < g_count; i++) start(g_units[i]);
    return {};
}

void iommu_take_faults() {
    for (u32 i = 0; i < g_count; i++) take_faults(g_units[i]);
}

} // namespace alcove::arch
