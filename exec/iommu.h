// SPDX-License-Identifier: MIT
// Confinement of DMA: which memory each PCI function reaches, where the machine has VT-d.
#pragma once
#include "arch/x86/api/dma_space.h"
#include "arch/x86/api/iommu.h"
#include "exec/pci.h"

namespace alcove::exec {

/// Finds the machine's remapping units and turns them on, unless the command line says `iommu=off`. From then
/// on a function reaches nothing but what firmware reserved for it. Boot, after pci_init.
void iommu_init();
/// Is DMA confined? Any context.
bool iommu_active();

/// The function reaches what `space` maps, until it is taken back. Errors: invalid. Any context.
Result<void> iommu_give(const PciFunction& f, arch::DmaSpace& space);
/// It reaches nothing any more, and its writes that were under way have arrived. Any context.
void iommu_take_back(const PciFunction& f, arch::DmaSpace& space);
/// The space that maps all memory, for extensions with the executive's rights.
arch::DmaSpace& iommu_everything();

/// Told of a request that was refused, when the function's bus mastering is off. Returns whether somebody is
/// responsible for it. Interrupts off.
using DmaFaultHandler = bool (*)(const PciFunction& f, const arch::DmaFault& fault);
void iommu_set_fault_handler(DmaFaultHandler handler);

} // namespace alcove::exec
