// SPDX-License-Identifier: MIT
// Source lines and stack frames of a relocatable object, from its DWARF by libdw.
#pragma once
#include "tools/linetable/encoder.h"

namespace alcove::linetable {

/// The object's code sections with their rows; none without debug information. Throws on a file that is no
/// ELF.
std::vector<Section> read_object(const std::string& path);

} // namespace alcove::linetable
