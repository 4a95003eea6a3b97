// SPDX-License-Identifier: MIT
// The test data of transfers (xorshift32 words) and its checksum (CRC-32 as zlib computes it).
#pragma once
#include <cstddef>
#include <cstdint>

namespace alcove::tools {

/// x ^= x << 13; x ^= x >> 17; x ^= x << 5 (Marsaglia, "Xorshift RNGs", 2003); 0 counts as 1.
class Xorshift32 {
  public:
    explicit Xorshift32(std::uint32_t seed) : state_(seed ? seed : 1) {}
    std::uint32_t next() {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 17;
        state_ ^= state_ << 5;
        return state_;
    }
    /// The next words as little-endian bytes; `size` a multiple of 4.
    void fill(unsigned char* to, std::size_t size);

  private:
    std::uint32_t state_;
};

/// Continues a CRC-32; start with 0.
std::uint32_t crc32(std::uint32_t crc, const unsigned char* data, std::size_t size);

} // namespace alcove::tools
