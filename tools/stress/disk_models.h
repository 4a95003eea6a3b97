// SPDX-License-Identifier: MIT
// Which of QEMU's devices a bundle of the class block drives, and how its first disk is called.
#pragma once
#include <array>
#include <string_view>

namespace alcove::stress {

struct DiskModel {
    std::string_view bundle;
    std::string_view controller; ///< QEMU's name, a PCI device; "" when the disk is in memory
    std::string_view bus, drive; ///< of the controller (0 is the first), and the device on it
    std::string_view node;
    std::string_view own_bus = {}; ///< of the machine pc, where that has such a controller itself
};
inline constexpr std::array k_disk_models = {
    DiskModel{"ide", "piix3-ide", "0", "ide-hd", "/dev/hda", "ide.0"},
    DiskModel{"ramdisk", "", "", "", "/dev/rama"},
};

/// nullptr when the bundle is not in the table.
inline const DiskModel* disk_model_of(std::string_view bundle) {
    for (const DiskModel& m : k_disk_models)
        if (m.bundle == bundle) return &m;
    return nullptr;
}

/// Whether the controller is one that is added to the machine.
inline bool is_added(const DiskModel& m, bool iommu) {
    return !m.controller.empty() && (iommu || m.own_bus.empty());
}

} // namespace alcove::stress
