// SPDX-License-Identifier: MIT
// Which trials belong to a shard and are not there yet.
#include "tools/campaign/jobs.h"

namespace alcove::campaign {

std::vector<TrialKey> missing_trials(const Campaign& c, const std::set<TrialKey>& known) {
    std::vector<TrialKey> missing;
    for (const std::string& driver : c.drivers)
        for (const stress::TrialMode mode : c.modes)
            for (std::uint64_t i = c.shard; i < c.trials; i += c.shards) {
                TrialKey key{driver, stress::mode_name(mode), c.setup.iommu, c.first_seed + i};
                if (!known.contains(key)) missing.push_back(std::move(key));
            }
    return missing;
}

} // namespace alcove::campaign
