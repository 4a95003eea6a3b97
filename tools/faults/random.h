// SPDX-License-Identifier: MIT
// The random numbers of plans: the same on every machine and with every library.
#pragma once
#include "lib/types.h"

namespace alcove::faults {

/// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): every seed is as good as another.
class Random {
  public:
    explicit Random(u64 seed) : state_(seed) {}
    u64 next() {
        u64 z = state_ += 0x9E3779B97F4A7C15u;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return z ^ (z >> 31);
    }
    /// 0 to n - 1, evenly; n > 0.
    u32 below(u32 n) {
        const u64 uneven = (~u64{0} - n + 1) % n; // 2^64 mod n
        for (;;)
            if (const u64 v = next(); v >= uneven) return static_cast<u32>(v % n);
    }

  private:
    u64 state_;
};

} // namespace alcove::faults
