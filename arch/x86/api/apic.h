// SPDX-License-Identifier: MIT
// The local APIC, where the processor has one.
#pragma once
#include "lib/types.h"

namespace alcove::arch {

struct ApicInfo {
    u32 id, version;
};

/// Physical address of its registers, 0 where there is none or firmware left it off. Any context.
PhysAddr apic_address();
/// Virtual-wire mode (MultiProcessor Specification 1.4, 3.6.2.1); `base` is a mapping of its registers. Boot.
ApicInfo apic_init(VirtAddr base);
/// Its id, or k_no_apic before apic_init. Any context.
constexpr u32 k_no_apic = ~0u;
u32 apic_id();
/// Ends an interrupt that came by message, not from the PICs. Interrupt context.
void apic_end_of_interrupt();

} // namespace alcove::arch
