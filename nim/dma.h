// SPDX-License-Identifier: MIT
// A domain's devices and what memory they reach, where DMA is confined (exec/iommu.h); elsewhere nothing.
#pragma once
#include "exec/pci.h"
#include "nim/tracker.h"

namespace alcove::nim {

class Domain;

/// Makes the function the domain's, whose memory it reaches from now on: all memory in native mode. Twice is
/// as good as once. Errors: busy (another domain's), no_memory.
Result<void> dma_claim(Domain& domain, exec::PciFunction& f);
/// Lets a function go that may be the domain's: it is quiet and reaches nothing when this returns.
void dma_release(Domain& domain, exec::PciFunction& f);

/// Frames that the domain has got, or is about to lose: its devices reach them as the domain itself does.
/// Errors: no_memory. Interrupts off.
Result<void> dma_map(Domain& domain, const Object& frames);
void dma_unmap(Domain& domain, const Object& frames);

/// A packet that the domain's device is to read, from before it is handed over until the domain has done with
/// it. Errors: no_memory, quota. Interrupts off.
Result<void> dma_lend(Domain& domain, VirtAddr data, u32 bytes);
void dma_take_back(Domain& domain, VirtAddr data, u32 bytes);

/// Refused requests become failures. Boot.
void dma_init();

} // namespace alcove::nim
