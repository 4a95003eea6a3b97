// SPDX-License-Identifier: MIT
// Decoding of base64 lines.
#include "tools/common/guest_file.h"
#include "tools/common/error.h"
#include <string_view>

namespace alcove::tools {
namespace {

void decode(std::string_view text, std::string& to) {
    constexpr std::string_view k_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned bits = 0, count = 0;
    for (const char c : text) {
        const auto value = k_letters.find(c);
        if (value == std::string_view::npos) return; // '=': the end
        bits = bits << 6 | static_cast<unsigned>(value);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        to += static_cast<char>(bits >> count & 255);
    }
}

} // namespace

std::string guest_file(const std::vector<nlohmann::json>& lines) {
    std::string bytes;
    std::size_t size = 0;
    for (const nlohmann::json& line : lines) {
        size += line.value("size", std::size_t{0});
        decode(line.value("data", ""), bytes);
    }
    if (bytes.size() != size) fail("{} of {} bytes arrived", bytes.size(), size);
    return bytes;
}

} // namespace alcove::tools
