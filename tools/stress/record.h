// SPDX-License-Identifier: MIT
// From the guest's record of a trial to its result.
#pragma once
#include "tools/stress/trial.h"

namespace alcove::stress {

/// What is known from outside, beside the record.
struct Ending {
    bool crashed = false, hung = false;
    std::string note;
    std::string plan;          ///< what was asked for
    std::uint64_t reached = 0; ///< TrialMailbox::reached
};

/// Reads the record's JSON lines into `result` and gives the verdict. A record that can't be read, or has no
/// end where the guest says that it ended, is a crash: the executive talked nonsense.
void judge(TrialResult& result, const std::string& record, const TrialSetup& setup, const Ending& ending);

} // namespace alcove::stress
