// SPDX-License-Identifier: MIT
// The default policy: restart at once, then back off by doubling, give up after a number of failures in a
// row.
#pragma once
#include "lib/driver_conf.h"
#include "lib/types.h"

namespace alcove::recovery {

enum class Verdict : u8 { restart, give_up, instead };

struct Decision {
    Verdict verdict;
    u32 pause_ms;          ///< before the restart
    char instead[32] = ""; ///< bundle to start in its place
};

class Policy {
  public:
    static constexpr u32 k_retries = 10;         ///< failures in a row before giving up
    static constexpr u32 k_first_pause_ms = 100; ///< before the second restart in a row
    static constexpr u32 k_longest_pause_ms = 30000;
    static constexpr u32 k_stable_us = 250000; ///< a generation that lived this long ends the row

    /// A generation failed after `lived_us`; `requested`: by request, which proves nothing against it.
    Decision failed(const DriverConf& conf, u64 lived_us, bool requested) {
        if (requested) return {Verdict::restart, 0};
        const u32 most = conf.has_recovery_retries ? conf.recovery_retries : k_retries;
        const u32 longest = conf.recovery_backoff_max_ms ? conf.recovery_backoff_max_ms : k_longest_pause_ms;
        if (lived_us >= k_stable_us) in_a_row_ = 0;
        if (++in_a_row_ > most) return {Verdict::give_up, 0};
        if (in_a_row_ == 1) return {Verdict::restart, 0};
        u32 pause = k_first_pause_ms;
        for (u32 i = 2; i < in_a_row_ && pause < longest; i++) pause *= 2;
        return {Verdict::restart, pause < longest ? pause : longest};
    }
    u32 in_a_row() const { return in_a_row_; }

  private:
    u32 in_a_row_ = 0;
};

} // namespace alcove::recovery
