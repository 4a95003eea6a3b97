// SPDX-License-Identifier: MIT
// Gives a domain's PCI functions the domain's memory, and makes failures of their stray requests.
#include "nim/dma.h"
#include "exec/iommu.h"
#include "exec/net/packet_memory.h"
#include "exec/thread.h"
#include "nim/extension.h"
#include <stdio.h>

namespace alcove::nim {
namespace {

constexpr u32 k_pci_command = 0x04; // PCI 2.2, 6.2.2
constexpr u32 k_bus_master = 1u << 2;

/// The table of a domain that has claimed no function yet is not there: most never claim one that does DMA.
bool confined(const Domain& d) { return d.dma.exists(); }

/// Packets to send are read where they lie. Their pools stay mapped, so that a packet costs nothing.
Result<void> map_packet_memory(Domain& d) {
    if (d.extension.conf().device_class != "net") return {};
    for (const exec::PacketRange& r : exec::packet_memory_ranges()) {
        const auto mapped = d.dma.map(r.start, r.frames, false);
        if (!mapped) return mapped;
    }
    return {};
}

Result<void> create_space(Domain& d) {
    Result<void> r = d.dma.create();
    if (r) r = map_packet_memory(d);
    d.tracker.for_each(ObjectType::frames, [&](Handle, Object& o) {
        if (r) r = dma_map(d, o);
    });
    if (!r) d.dma.destroy();
    return r;
}

bool on_fault(const exec::PciFunction& f, const arch::DmaFault& fault) {
    // Only nim sets owners (dma_claim), and takes them away before the domain goes.
    auto* d = static_cast<Domain*>(const_cast<void*>(f.owner));
    if (!d || d->native()) return false;
    const bool rights = fault.reason == arch::k_dma_may_not_write || fault.reason == arch::k_dma_may_not_read;
    Failure failure;
    failure.kind = FailureKind::dma;
    failure.address = static_cast<u32>(fault.address);
    int n = sniprintf(failure.detail, sizeof failure.detail, "%s at %08x by %02x:%02x.%u ",
                      fault.write ? "write" : "read", static_cast<unsigned>(failure.address), f.bus, f.device,
                      f.function);
    if (rights)
        sniprintf(failure.detail + n, sizeof failure.detail - n, "(not its own)");
    else
        sniprintf(failure.detail + n, sizeof failure.detail - n, "(reason %u)", fault.reason);
    d->fail(failure);
    return true;
}

} // namespace

Result<void> dma_claim(Domain& d, exec::PciFunction& f) {
    exec::IrqGuard guard;
    if (f.owner == &d) return {};
    if (f.owner) return Error::busy;
    if (exec::iommu_active()) {
        Result<void> r = {};
        if (!d.native() && !confined(d)) r = create_space(d);
        if (r) r = exec::iommu_give(f, d.native() ? exec::iommu_everything() : d.dma);
        if (!r) return r;
    }
    f.owner = &d;
    return {};
}

void dma_release(Domain& d, exec::PciFunction& f) {
    exec::IrqGuard guard;
    if (f.owner && f.owner != &d) return; // seen only, and somebody else's since
    const u32 command = exec::pci_config_read(f, k_pci_command, 2);
    exec::pci_config_write(f, k_pci_command, 2, command & ~k_bus_master);
    if (f.owner != &d) return;
    if (exec::iommu_active()) exec::iommu_take_back(f, d.native() ? exec::iommu_everything() : d.dma);
    f.owner = nullptr;
}

Result<void> dma_map(Domain& d, const Object& o) {
    if (!confined(d)) return {};
    const u32 frames = o.second;
    const auto own = [&](u32 i) { return o.code || d.space.may_write(o.first + i * k_page_size, 1); };
    u32 guards = 0; // at a stack's low end
    while (guards < frames && !own(guards)) guards++;
    if (guards == frames) return {};
    return d.dma.map(o.first - k_page_offset + guards * k_page_size, frames - guards, !o.code);
}

void dma_unmap(Domain& d, const Object& o) {
    if (confined(d)) d.dma.unmap(o.first - k_page_offset, o.second);
}

Result<void> dma_lend(Domain& d, VirtAddr data, u32 bytes) {
    if (!confined(d) || exec::packet_memory_owns(data)) return {};
    return d.dma.lend(data - k_page_offset, bytes);
}

void dma_take_back(Domain& d, VirtAddr data, u32 bytes) {
    if (confined(d) && !exec::packet_memory_owns(data)) d.dma.take_back(data - k_page_offset, bytes);
}

void dma_init() { exec::iommu_set_fault_handler(on_fault); }

} // namespace alcove::nim
