// SPDX-License-Identifier: MIT
// Adds names to /dev and the like, and takes them away.
#include "exec/device.h"
#include "exec/vfs.h"
#include <string.h>

namespace alcove::exec {

Result<void> device_add(const char* name, Device& device, const char* root) {
    char path[k_path_max];
    strlcpy(path, root, sizeof path);
    strlcat(path, "/", sizeof path);
    if (strlcat(path, name, sizeof path) >= sizeof path) return Error::name_too_long;
    return vfs_add_device(path, device);
}

void device_remove(Device& device) {
    while (vfs_remove_device(device)) {
    }
}

} // namespace alcove::exec
