// SPDX-License-Identifier: MIT
// The DMA remapping units of VT-d: setting them up, and the faults that they report.
#pragma once
#include "lib/result.h"
#include "lib/types.h"

namespace alcove::arch {

/// Bytes to map from a unit's register base on: all that its capabilities can point to.
constexpr u32 k_iommu_register_bytes = 24u << 10;

struct IommuInfo {
    u32 units;
    u32 address_bits; ///< of a bus address: 39, 48 or 57
    bool caching;     ///< the units remember absent entries too (caching mode, as emulations have it)
    bool large_pages; ///< 2 MiB
};

/// A request that a unit refused.
struct DmaFault {
    u16 source;  ///< requester id: bus, device, function in bits 15..8, 7..3, 2..0
    u8 reason;   ///< VT-d specification, appendix "Fault Reason Encodings"
    bool write;  ///< by the device
    u64 address; ///< of the page
};
constexpr u8 k_dma_may_not_write = 5, k_dma_may_not_read = 6;

/// Adds a unit; its registers are mapped at `registers`. Boot. Errors: no_memory (too many units), invalid
/// (no such device there).
Result<void> iommu_add_unit(VirtAddr registers);
/// From now on devices of this bus can be given memory. Boot, before iommu_enable. Errors: no_memory.
Result<void> iommu_add_bus(u8 bus);
/// What the units have in common. Errors: not_implemented (no table format).
Result<IommuInfo> iommu_info();
/// Translation on: each device reaches just what its DmaSpace maps, and most have none. Boot. Fault events
/// come as interrupts through the local APIC. Errors: not_implemented (no table format), no_device (no local
/// APIC), no_memory.
Result<void> iommu_enable();

/// Reads the units' fault records and calls callback::dma_fault for each. Interrupts off.
void iommu_take_faults();

namespace callback {
/// A unit has faults to tell. Interrupt context; the executive calls iommu_take_faults.
void iommu_event();
/// Interrupts off.
void dma_fault(const DmaFault& fault);
/// A unit does not complete a command: nobody knows what its devices still reach.
[[noreturn]] void iommu_stuck(u32 command);
} // namespace callback

} // namespace alcove::arch
