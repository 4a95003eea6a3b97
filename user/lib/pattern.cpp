// SPDX-License-Identifier: MIT
// Test data and CRC-32 (polynomial 0xEDB88320, bits reflected), four bytes a step.
#include "alcove/pattern.h"
#include <array>
#include <string.h>

namespace alcove::user {

namespace {

using Table = std::array<uint32_t, 256>;

/// Made on first use: a table in the file would cost every boot, making it costs microseconds.
struct Tables {
    Table slice[4];
    Tables() {
        for (uint32_t i = 0; i < 256; i++) {
            uint32_t c = i;
            for (int bit = 0; bit < 8; bit++) c = c & 1 ? c >> 1 ^ 0xEDB88320u : c >> 1;
            slice[0][i] = c;
        }
        for (uint32_t i = 0; i < 256; i++) {
            for (int k = 1; k < 4; k++) slice[k][i] = slice[k - 1][i] >> 8 ^ slice[0][slice[k - 1][i] & 255];
        }
    }
};

} // namespace

void Xorshift32::fill(void* to, size_t size) {
    unsigned char* p = static_cast<unsigned char*>(to);
    for (size_t i = 0; i + 4 <= size; i += 4) {
        const uint32_t word = next();
        memcpy(p + i, &word, 4);
    }
}

uint32_t crc32(uint32_t crc, const void* data, size_t size) {
    static const Tables tables;
    const auto& t = tables.slice;
    const unsigned char* p = static_cast<const unsigned char*>(data);
    crc = ~crc;
    for (; size >= 4; p += 4, size -= 4) {
        uint32_t word;
        memcpy(&word, p, 4);
        crc ^= word;
        crc = t[3][crc & 255] ^ t[2][crc >> 8 & 255] ^ t[1][crc >> 16 & 255] ^ t[0][crc >> 24];
    }
    for (; size > 0; p++, size--) crc = t[0][(crc ^ *p) & 255] ^ crc >> 8;
    return ~crc;
}

} // namespace alcove::user
