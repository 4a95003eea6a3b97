// SPDX-License-Identifier: MIT
// Sets VT-d up from ACPI's DMAR table, gives functions their memory, and finds out whose a refused request
// is.
#include "exec/iommu.h"
#include "exec/acpi.h"
#include "exec/assert.h"
#include "exec/boot_info.h"
#include "exec/log.h"
#include "exec/thread.h"
#include "exec/trap.h"
#include "exec/vmap.h"
#include "lib/dmar.h"
#include <new>
#include <string.h>

namespace alcove::exec {
namespace {

constexpr u32 k_command = 0x04, k_bus_master = 1u << 2; // PCI 2.2, 6.2.2
constexpr u32 k_secondary_bus = 0x19;

bool g_active;
DmaFaultHandler g_handler;
arch::DmaSpace g_everything, g_reserved;

unsigned u(u32 v) { return static_cast<unsigned>(v); }

u16 requester(const PciFunction& f) { return static_cast<u16>(f.bus << 8 | f.device << 3 | f.function); }

PciFunction* function_of(u16 source) {
    for (u32 i = 0; i < pci_count(); i++)
        if (requester(*pci_at(i)) == source) return pci_at(i);
    return nullptr;
}

void silence(const PciFunction& f) {
    pci_config_write(f, k_command, 2, pci_config_read(f, k_command, 2) & ~k_bus_master);
}

// ---------------------------------------------------------------- set-up

/// Follows the way that DMAR names a device by; nullptr when it leads nowhere.
PciFunction* at_end_of(const DmarTable::Scope& s) {
    u8 bus = s.bus;
    for (u32 h = 0;; h++) {
        PciFunction* const f =
            function_of(static_cast<u16>(bus << 8 | s.path[h].device << 3 | s.path[h].function));
        if (!f || h + 1u == s.hops) return f;
        bus = static_cast<u8>(pci_config_read(*f, k_secondary_bus, 1));
    }
}

/// Memory that could become somebody else's is none that firmware may keep.
bool is_usable_memory(u64 first, u64 last) {
    for (u32 i = 0; i < boot_memory_count(); i++) {
        const BootMemory& m = boot_memory(i);
        if (m.usable && first < m.end && last >= m.start) return true;
    }
    return false;
}

/// Devices that firmware goes on using keep the memory that it reserved for them.
void honour(const DmarTable& table, const DmarTable::Region& r) {
    const bool fits = r.segment == 0 && r.last < 0xFFFFF000;
    if (!fits || is_usable_memory(r.first, r.last))
        return log(LogLevel::warning, "iommu: reserved memory %08x to %08x is left out",
                   u(static_cast<u32>(r.first)), u(static_cast<u32>(r.last)));
    const PhysAddr last = static_cast<PhysAddr>(r.last);
    for (PhysAddr page = round_down(static_cast<PhysAddr>(r.first), k_page_size); page <= last;
         page += k_page_size)
        (void)g_reserved.map(page, 1, true).ok(); // regions may share a page
    for (u32 i = 0; i < r.scopes; i++) {
        const DmarTable::Scope& s = table.scope(r.first_scope + i);
        PciFunction* const f = s.type == DmarTable::k_endpoint ? at_end_of(s) : nullptr;
        if (f && !g_reserved.attach(requester(*f)).ok())
            log(LogLevel::warning, "iommu: reserved memory: no bus");
    }
}

/// Returns what is wrong, or nullptr.
const char* add_units(const DmarTable& table) {
    for (u32 i = 0; i < table.units(); i++) {
        const DmarTable::Unit& unit = table.unit(i);
        if (unit.segment != 0) continue; // configuration mechanism 1 reaches segment 0 only
        if (unit.registers >> 32) return "a unit's registers are out of reach";
        const auto mapped = vmap_io(static_cast<PhysAddr>(unit.registers), arch::k_iommu_register_bytes);
        if (!mapped) return "no memory to map a unit";
        if (!arch::iommu_add_unit(mapped.value()).ok()) return "a unit does not answer";
    }
    for (u32 i = 0; i < pci_count(); i++)
        if (!arch::iommu_add_bus(pci_at(i)->bus).ok()) return "no memory for tables";
    return nullptr;
}

const char* enable(const DmarTable& table) {
    if (const char* wrong = add_units(table)) return wrong;
    const auto info = arch::iommu_info();
    if (!info) return "no unit, or none of a known format";
    const PhysAddr end = info.value().large_pages ? 0 : round_up(boot_memory_end(), 2u << 20);
    if (!g_everything.create().ok() || !g_everything.map_everything(end).ok() || !g_reserved.create().ok())
        return "no memory for tables";
    for (u32 i = 0; i < table.regions(); i++) honour(table, table.region(i));
    if (!arch::iommu_enable().ok()) return "no local APIC for its fault events";
    log(LogLevel::notice, "DMA is confined: VT-d, units %u, addresses of %u bits%s", u(info.value().units),
        u(info.value().address_bits), info.value().caching ? ", caching mode" : "");
    return nullptr;
}

const char* find_and_enable() {
    const char* option = boot_option("iommu");
    if (option && strcmp(option, "off") == 0) return "iommu=off";
    const AcpiTable acpi("DMAR");
    if (!acpi) return "no remapping unit";
    auto* table = new (std::nothrow) DmarTable;
    if (!table) return "no memory for tables";
    const char* wrong =
        table->parse(acpi.bytes(), acpi.size()).ok() ? enable(*table) : "ACPI's DMAR table is damaged";
    delete table;
    return wrong;
}

} // namespace

void iommu_init() {
    const char* wrong = find_and_enable();
    if (wrong) return log(LogLevel::info, "DMA is not confined: %s", wrong);
    g_active = true;
}

bool iommu_active() { return g_active; }
arch::DmaSpace& iommu_everything() { return g_everything; }
void iommu_set_fault_handler(DmaFaultHandler handler) { g_handler = handler; }

Result<void> iommu_give(const PciFunction& f, arch::DmaSpace& space) {
    IrqGuard guard;
    g_reserved.detach(requester(f)); // firmware's no more
    return space.attach(requester(f));
}

void iommu_take_back(const PciFunction& f, arch::DmaSpace& space) {
    IrqGuard guard;
    space.detach(requester(f));
    arch::iommu_take_faults(); // while it is still known whose they are
}

} // namespace alcove::exec

namespace alcove::arch::callback {

using namespace alcove::exec;

void iommu_event() { irq_run_message(iommu_take_faults); }

void dma_fault(const DmaFault& fault) {
    PciFunction* const f = function_of(fault.source);
    if (f) silence(*f); // at once: it would go on until recovery comes to it
    if (f && g_handler && g_handler(*f, fault)) return;
    log(LogLevel::warning, "iommu: %s at %08x by %02x:%02x.%u, which is nobody's, refused (reason %u)",
        fault.write ? "write" : "read", u(static_cast<u32>(fault.address)), fault.source >> 8,
        fault.source >> 3 & 31, fault.source & 7, fault.reason);
}

[[noreturn]] void iommu_stuck(u32 command) {
    panic("a VT-d unit does not complete command %02x", u(command));
}

} // namespace alcove::arch::callback
