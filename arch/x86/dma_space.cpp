// SPDX-License-Identifier: MIT
// Spaces of bus addresses: their names for the units, their tables' memory, the functions' context entries.
#include "arch/x86/api/dma_space.h"
#include "arch/x86/api/paging.h"
#include "arch/x86/iommu_units.h"
#include <string.h>

namespace alcove::arch {
namespace {

// Context entry (VT-d specification, 9.3): the table's address and presence; width and domain-id above.
constexpr u64 k_present = 1;
constexpr u32 k_id_shift = 8;

/// Domain-ids in use. 0 is kept free: units in caching mode name absent entries by it (6.1).
constexpr u32 k_most_spaces = 256;
u32 g_used[k_most_spaces / 32] = {1};

u16 take_id() {
    const u32 spaces = iommu::common().spaces < k_most_spaces ? iommu::common().spaces : k_most_spaces;
    for (u32 id = 1; id < spaces; id++) {
        if (g_used[id / 32] >> id % 32 & 1) continue;
        g_used[id / 32] |= 1u << id % 32;
        return static_cast<u16>(id);
    }
    return 0;
}
void give_id(u16 id) { g_used[id / 32] &= ~(1u << id % 32); }

} // namespace

u64 UnitMemory::read(PhysAddr table, u32 index) const { return phys_to_virt<volatile u64>(table)[index]; }

/// Two stores, and a unit may look in between: presence and address are in the lower half, the upper one
/// holds only what is software's.
void UnitMemory::write(PhysAddr table, u32 index, u64 entry) const {
    volatile u32* const half = phys_to_virt<volatile u32>(table) + index * 2;
    half[1] = static_cast<u32>(entry >> 32);
    half[0] = static_cast<u32>(entry);
    iommu::publish(half, sizeof entry);
}

Result<PhysAddr> UnitMemory::allocate_table() const {
    const auto frame = callback::alloc_frame();
    if (!frame) return frame;
    memset(phys_to_virt(frame.value()), 0, k_page_size);
    iommu::publish(phys_to_virt<volatile u8>(frame.value()), k_page_size);
    return frame;
}
void UnitMemory::free_table(PhysAddr table) const { callback::free_frame(table); }

void UnitMemory::added(PhysAddr page, u32 pages) const {
    if (functions == 0) return;
    if (iommu::common().caching)
        iommu::forget_pages(id, page, pages);
    else
        iommu::flush_write_buffer();
}
void UnitMemory::removed(PhysAddr page, u32 pages) const {
    if (functions != 0) iommu::forget_pages(id, page, pages);
}

Result<void> DmaSpace::create() {
    const u16 id = take_id();
    if (id == 0) return Error::no_memory;
    const auto r = table_.create(iommu::common().levels);
    if (!r) {
        give_id(id);
        return r;
    }
    table_.memory().id = id;
    table_.memory().functions = 0;
    return {};
}

void DmaSpace::destroy() {
    if (!exists()) return;
    give_id(table_.memory().id);
    table_.destroy();
}

Result<void> DmaSpace::attach(u16 source) {
    volatile u64* const entry = iommu::context_entry(source);
    if (!entry) return Error::invalid;
    const u64 width = iommu::common().levels - 2;
    entry[1] = width | u64{table_.memory().id} << k_id_shift;
    entry[0] = table_.root() | k_present;
    iommu::publish(entry, 16);
    table_.memory().functions++;
    iommu::forget_context(table_.memory().id);
    return {};
}

void DmaSpace::detach(u16 source) {
    volatile u64* const entry = iommu::context_entry(source);
    if (!entry || (entry[0] & ~k_present) != table_.root()) return;
    volatile u32* const half = reinterpret_cast<volatile u32*>(entry);
    half[0] = 0; // presence first
    half[1] = 0;
    entry[1] = 0;
    iommu::publish(entry, 16);
    iommu::forget_context(table_.memory().id);
    table_.memory().functions--;
}

Result<void> DmaSpace::map_everything(PhysAddr end) {
    constexpr u32 k_large = k_page_size * dma_entry::k_large_pages;
    if (iommu::common().large_pages) return table_.map_large(0, end ? end / k_large : 2048);
    return table_.map(0, end ? end / k_page_size : 1u << 20, true);
}

} // namespace alcove::arch
