// SPDX-License-Identifier: MIT
// Asks the user-mode recovery agent what follows a failure, and falls back to the default policy.
#pragma once
#include "exec/abi/syscall.h"
#include "nim/extension.h"
#include "recovery/policy.h"

namespace alcove::recovery {

/// When an extension failed last, so that the agent needs no memory of its own.
class FailureTimes {
  public:
    void note(u64 us) {
        for (u32 i = k_most - 1; i > 0; i--) us_[i] = us_[i - 1];
        us_[0] = us;
        if (count_ < k_most) count_++;
    }
    /// Ages in ms, the youngest first.
    void describe(u64 now_us, alcove_recovery_event& event) const;

  private:
    static constexpr u32 k_most = ALCOVE_RECOVERY_RECENT;
    u64 us_[k_most] = {};
    u32 count_ = 0;
};

struct Question {
    const nim::Extension& extension;
    const FailureTimes& times;
    u32 in_a_row;
    u64 lived_us;
    bool requested;
};

/// The agent's decision, or `otherwise` when there is no agent, or when it is dead, late, or makes no sense.
/// Says which it was on the control channel. Thread context.
Decision consult(const Question& question, const Decision& otherwise);

} // namespace alcove::recovery
