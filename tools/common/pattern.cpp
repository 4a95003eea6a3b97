// SPDX-License-Identifier: MIT
// Test data and CRC-32 (polynomial 0xEDB88320, one table).
#include "tools/common/pattern.h"
#include <array>

namespace alcove::tools {
namespace {

constexpr std::array<std::uint32_t, 256> make_table() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t c = i;
        for (int bit = 0; bit < 8; ++bit) c = (c & 1) ? (c >> 1) ^ 0xEDB88320u : c >> 1;
        table[i] = c;
    }
    return table;
}

constexpr auto k_table = make_table();

} // namespace

void Xorshift32::fill(unsigned char* to, std::size_t size) {
    for (std::size_t i = 0; i + 4 <= size; i += 4) {
        const std::uint32_t word = next();
        for (unsigned b = 0; b < 4; ++b) to[i + b] = static_cast<unsigned char>(word >> (8 * b));
    }
}

std::uint32_t crc32(std::uint32_t crc, const unsigned char* data, std::size_t size) {
    crc = ~crc;
    for (std::size_t i = 0; i < size; ++i) crc = k_table[(crc ^ data[i]) & 0xFF] ^ (crc >> 8);
    return ~crc;
}

} // namespace alcove::tools
