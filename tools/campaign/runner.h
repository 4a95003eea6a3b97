// SPDX-License-Identifier: MIT
// Runs a campaign: which trials are missing, workers that run them, progress, an end at any time.
#pragma once
#include "tools/campaign/store.h"
#include "tools/stress/trial.h"
#include <functional>

namespace alcove::campaign {

constexpr unsigned k_default_faults = 5;
constexpr const char* k_default_types = "the eight of Nooks"; ///< as a fact

/// What a campaign consists of. The trials of a shard are those whose place in the range of seeds gives
/// `shard` modulo `shards`.
struct Campaign {
    std::vector<std::string> drivers;
    std::vector<stress::TrialMode> modes;
    std::uint64_t first_seed = 1, trials = 400; ///< per extension and mode
    unsigned shard = 0, shards = 1;
    unsigned jobs = 2; ///< trials at a time
    unsigned faults = k_default_faults;
    std::vector<std::string> types; ///< empty: the planner's default
    stress::TrialSetup setup;       ///< of the machines; driver and mode are filled in
    stress::TrialSetup setup_of(const std::string& driver) const {
        stress::TrialSetup s = setup;
        s.driver = driver;
        return s;
    }
};

/// Notes in the store on what the results depend; throws when it holds results of something else.
void require_facts(const Campaign& campaign, Store& store);

enum class End { finished, stopped };
/// Runs what `store` lacks of the campaign; each trial is in the store when it has ended. Stops after the
/// running trials when `stop` becomes true. Throws tools::Error when no machine can be had.
End run(const Campaign& campaign, Store& store, const volatile bool& stop);

} // namespace alcove::campaign
