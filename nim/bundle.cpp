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
    if (!r) sniprintf(message, size, "%s: %s", path, conf.message()); // the message says the line
    return r;
}

bool bundle_lists(const DriverConf& conf, const exec::PciFunction& f) {
    for (const auto& id : conf.pci)
        if (id.matches(f.vendor, f.device_id)) return true;
    return false;
}

namespace {
template <typename Ranges>
bool any_contains(const Ranges& ranges, u32 first, u32 count) {
    for (const auto& r : ranges)
        if (r.contains(first, count)) return true;
    return false;
}
} // namespace

bool bundle_lists_ports(const DriverConf& conf, u32 first, u32 count) {
    return any_contains(conf.ports, first, count);
}
bool bundle_lists_memory(const DriverConf& conf, u32 physical, u32 bytes) {
    return any_contains(conf.iomem, physical, bytes);
}
bool bundle_lists_irq(const DriverConf& conf, u32 line) { return line < 16 && (conf.irqs >> line & 1); }

} // namespace alcove::nim
