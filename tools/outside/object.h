// SPDX-License-Identifier: MIT
// What a module's object says of itself: symbols, sizes, parameters, the devices that it drives.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace alcove::outside {

struct PciMatch {
    std::uint32_t vendor, device, class_code, class_mask;
    static constexpr std::uint32_t k_any = 0xFFFFFFFF;
};

struct ObjectFacts {
    std::set<std::string> imports; ///< undefined, but for weak ones
    std::set<std::string> defines; ///< global or weak
    std::set<std::string> exports; ///< by EXPORT_SYMBOL
    std::set<std::string> stubs;   ///< of the exports: declared, but not implemented
    std::vector<std::pair<std::string, std::string>> parameters; ///< name and MODULE_PARM type
    std::vector<PciMatch> pci;                                   ///< rows of MODULE_DEVICE_TABLE(pci, ...)
    std::uint32_t text_bytes = 0, data_bytes = 0;
};

/// Reads a relocatable ELF32 object. Throws tools::Error when it is none.
ObjectFacts read_object(const std::string& path);

} // namespace alcove::outside
