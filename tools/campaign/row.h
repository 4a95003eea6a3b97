// SPDX-License-Identifier: MIT
// One finished trial as a campaign keeps it: what was injected, what came of it, how long each step took.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace alcove::campaign {

/// The verdicts, in the order in which tables show them. The names are those of summary.json.
constexpr std::array<std::string_view, 9> k_verdicts = {
    "not_activated",     "no_effect",  "crash", "hang",         "recovered_unnoticed",
    "recovered_noticed", "undetected", "leak",  "failed_to_run"};

/// What a verdict means, for people.
std::string_view verdict_text(std::string_view verdict);
/// The workload's outcome differs from a run without faults, and nobody put it right.
bool verdict_is_harm(std::string_view verdict);
bool verdict_is_recovery(std::string_view verdict);

struct FaultRow {
    std::string type; ///< as the planner names it: "source", "branch", …
    std::string site; ///< module, function and offset
    std::string text; ///< old and new instruction, for people
    bool activated = false;
};

/// What makes a trial: the same key on the same binaries gives the same result.
struct TrialKey {
    std::string driver;
    std::string mode; ///< "native" or "nooks"
    bool iommu = false;
    std::uint64_t seed = 0;
    auto operator<=>(const TrialKey&) const = default;
};

struct Row {
    TrialKey key;
    std::string verdict;
    bool integrity = true; ///< the executive's memory, heap and counts were as they should be
    std::string plan;      ///< the planner's text, a line per fault
    std::vector<FaultRow> faults;

    std::string kind;               ///< of the first failure that was detected, or ""
    std::string where;              ///< and the place
    std::string note;               ///< a crash's first line, what the application saw, what integrity missed
    std::int64_t latency_us = -1;   ///< guest time from the first activation to the detection; -1: none
    std::int64_t recovery_us = -1;  ///< guest time of the longest recovery; -1: none
    std::uint64_t failures = 0;     ///< detected in this trial
    std::uint64_t instructions = 0; ///< of the guest, from the plan's application to the verdict

    // Host time of each step, microseconds.
    std::int64_t restore_us = 0, run_us = 0, read_us = 0, total_us = 0;
    std::int64_t processor_us = 0; ///< that all of it took of the host's processors

    bool activated() const { return verdict != "not_activated" && verdict != "failed_to_run"; }
};

} // namespace alcove::campaign
