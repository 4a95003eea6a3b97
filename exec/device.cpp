// SPDX-License-Identifier: MIT
// Adds names to /dev and takes them away.
#include "exec/device.h"
#include "exec/vfs.h"

namespace alcove::exec {

Result<void> device_add(const char* name, Device& device) { return vfs_add_device(name, device); }

void device_remove(Device& device) {
    while (vfs_remove_device(device)) {
    }
}

} // namespace alcove::exec
