// SPDX-License-Identifier: MIT
// Reads driver.conf and answers what rights it declares.
#include "nim/bundle.h"
#include "exec/vfs.h"
#include <stdio.h>

namespace alcove::nim {

Result<void> bundle_read(const char* name, DriverConf& conf, char* message, usize size) {
    char path[96];
    sniprintf(path, sizeof path, "/lib/modules/%s/driver.conf", name);
    const auto file = exec::vfs_view(path);
    if (!file) {
        sniprintf(message, size, "%s: not found", path);
        return file.error();
    }
    const auto r = conf.parse({reinterpret_cast<const char*>(file.value().data), file.value().size});
    if (!r) sniprintf(message, size, "%s:%u: %s", path, static_cast<unsigned>(conf.error_line()), conf.message());
    return r;
}

} // namespace alcove::nim
