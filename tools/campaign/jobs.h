// SPDX-License-Identifier: MIT
// The trials that a campaign still lacks, in the order in which workers take them.
#pragma once
#include "tools/campaign/runner.h"

namespace alcove::campaign {

/// By extension, then mode, then seed: so a worker boots a machine once for a long run of trials.
std::vector<TrialKey> missing_trials(const Campaign& campaign, const std::set<TrialKey>& known);

} // namespace alcove::campaign
