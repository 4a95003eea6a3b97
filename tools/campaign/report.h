// SPDX-License-Identifier: MIT
// A campaign's summary as text, as JSON and as one HTML page.
#pragma once
#include "tools/campaign/summary.h"
#include <nlohmann/json.hpp>

namespace alcove::campaign {

using Facts = std::vector<std::pair<std::string, std::string>>;

std::string as_text(const Summary& summary);
/// {"extensions": {driver: {mode: {trials, activated, …}}}, "rate.per_core": …}; groups without an IOMMU are
/// called "MODE.no_iommu".
nlohmann::json as_json(const Summary& summary, const Facts& facts);
/// Self-contained: styles and plots are in the page.
std::string as_html(const Summary& summary, const Facts& facts);

/// "12.3 %" of the whole, "-" of nothing.
std::string percent(std::size_t part, std::size_t whole);

/// What the paper printed: SOSP 2003, 5 extensions x 400 trials x 5 faults.
struct Nooks {
    static constexpr std::size_t k_trials = 2000;
    static constexpr std::size_t k_native_crashes = 317, k_crashes = 4;
    static constexpr std::size_t k_native_failures = 512, k_failures = 212; ///< of extensions, no crash
};

} // namespace alcove::campaign
