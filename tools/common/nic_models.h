// SPDX-License-Identifier: MIT
// Which of QEMU's network cards a bundle drives.
#pragma once
#include <array>
#include <string>
#include <string_view>

namespace alcove::tools {

struct NicModel {
    std::string_view bundle, model;
};
/// Our own bundles, and 2.4's drivers under their modules' names.
inline constexpr std::array k_nic_models = {
    NicModel{"ne2k", "ne2k_pci"},  NicModel{"ne2k-pci", "ne2k_pci"}, NicModel{"e1000", "e1000"},
    NicModel{"pcnet32", "pcnet"},  NicModel{"rtl8139", "rtl8139"},   NicModel{"8139too", "rtl8139"},
    NicModel{"8139cp", "rtl8139"}, NicModel{"eepro100", "i82557b"},  NicModel{"e100", "i82557b"},
    NicModel{"tulip", "tulip"},
};

/// QEMU's name of its card; "" when the bundle is not in the table. NAME:INSTANCE counts as NAME.
inline std::string nic_model_of(std::string_view bundle) {
    bundle = bundle.substr(0, bundle.find(':'));
    for (const NicModel& m : k_nic_models)
        if (m.bundle == bundle) return std::string(m.model);
    return "";
}

} // namespace alcove::tools
