// SPDX-License-Identifier: MIT
// The CMOS clock and memory sizes (MC146818A and the PC/AT's use of its RAM).
#pragma once
#include "lib/types.h"

namespace alcove::exec {

/// Seconds since 1970 by the battery clock, taken as UTC. Takes up to a millisecond. Any context.
u32 cmos_unix_time();

/// Bytes of memory from 1 MiB on, as the firmware left them in the CMOS.
u32 cmos_extended_memory();

} // namespace alcove::exec
