// SPDX-License-Identifier: MIT
// A file of the guest, from what the control channel's command `file` answers.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace alcove::tools {

/// The bytes from the lines {"size":N}, {"data":"base64"}...; throws when some are missing.
std::string guest_file(const std::vector<nlohmann::json>& lines);

} // namespace alcove::tools
