// SPDX-License-Identifier: MIT
// The verdict on a trial from the executive's record of it.
#pragma once
#include "exec/abi/syscall.h"
#include "lib/trial_verdict.h"

namespace alcove::user {

struct TrialRow {
    Verdict verdict = Verdict::not_activated;
    unsigned activated = 0, failures = 0, recoveries = 0, damaged = 0;
    unsigned recovery_us = 0; ///< the first one's
};

/// Reads the record of the trial that has just ended.
TrialRow judge_record(const char* domain, const alcove_trial_view& view, unsigned stall_ms);

} // namespace alcove::user
