// SPDX-License-Identifier: MIT
// A bundle as installed: what driver.conf in /lib/modules/NAME declares.
#pragma once
#include "exec/extension.h"
#include "exec/pci.h"
#include "lib/driver_conf.h"

namespace alcove::nim {

/// Reads /lib/modules/NAME/driver.conf. `message` says line and reason of an error.
Result<void> bundle_read(const char* name, DriverConf& conf, char* message, usize size);

/// Rights that the bundle declares.
bool bundle_lists(const DriverConf& conf, const exec::PciFunction& f);
bool bundle_lists_ports(const DriverConf& conf, u32 first, u32 count);
bool bundle_lists_memory(const DriverConf& conf, u32 physical, u32 bytes);
bool bundle_lists_irq(const DriverConf& conf, u32 line);

} // namespace alcove::nim
