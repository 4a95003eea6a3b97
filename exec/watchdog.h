// SPDX-License-Identifier: MIT
// A watchdog of the machine, for hangs with interrupts off: Intel 6300ESB, as QEMU has it.
#pragma once
#include "lib/types.h"

namespace alcove::exec {

/// Looks for the device. Boot, thread context. False when there is none.
bool watchdog_init();
/// Expires `timeout_ms` from now (2 to 2000000) unless fed before. Any context; nothing without a device.
void watchdog_start(u32 timeout_ms);
void watchdog_feed();
void watchdog_stop();

} // namespace alcove::exec
