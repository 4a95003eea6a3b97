// SPDX-License-Identifier: MIT
// The test data of transfers (xorshift32 words) and its checksum (CRC-32 as zlib computes it).
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace alcove::user {

/// Marsaglia, "Xorshift RNGs" (2003), shifts 13, 17, 5; the seed 0 counts as 1.
class Xorshift32 {
  public:
    explicit Xorshift32(uint32_t seed) : state_(seed ? seed : 1) {}
    uint32_t next() {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 17;
        return state_ ^= state_ << 5;
    }
    /// The next words as little-endian bytes; `size` is a multiple of 4.
    void fill(void* to, size_t size);

  private:
    uint32_t state_;
};

/// Continues a CRC-32; start with 0.
uint32_t crc32(uint32_t crc, const void* data, size_t size);

} // namespace alcove::user
