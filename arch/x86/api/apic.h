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

} // namespace alcove::arch
