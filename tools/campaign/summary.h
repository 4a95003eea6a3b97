// SPDX-License-Identifier: MIT
// A campaign in figures: tallies by extension, mode and fault type, times, and native and nooks side by side.
#pragma once
#include "tools/campaign/row.h"
#include <map>
#include <set>

namespace alcove::campaign {

using Tally = std::map<std::string, std::size_t, std::less<>>; ///< trials by verdict

/// Minimum, quartiles and maximum; of nothing all are 0.
struct Quantiles {
    std::size_t count = 0;
    double least = 0, lower = 0, median = 0, upper = 0, most = 0;
};
Quantiles quantiles(std::vector<double> values);

/// An extension in one mode, with or without an IOMMU.
struct Group {
    std::string driver, mode;
    bool iommu = false;
    auto operator<=>(const Group&) const = default;
    std::string text() const;
};

struct GroupFigures {
    Tally verdicts;
    std::size_t trials = 0, activated = 0, integrity = 0; ///< integrity: trials in which it was violated
    std::vector<double> latency_us, recovery_us;
    std::size_t count(std::string_view verdict) const;
};

struct TypeFigures {
    std::size_t injected = 0, activated = 0; ///< faults
    Tally verdicts;                          ///< of the trials in which one of them was activated
};

/// Trials that ran in both modes with the same seed.
struct Pairs {
    std::size_t both = 0;
    std::size_t harmed = 0; ///< the workload's outcome was changed natively
    Tally nooks;            ///< what became of those in nooks mode
    std::size_t recovered() const;
    std::size_t unnoticed() const;
};

/// A trial that a reader of the report wants to replay.
struct Case {
    TrialKey key;
    std::string verdict, types, kind, where, note;
    bool integrity = true;
    std::string more;            ///< words of the command
    std::string command() const; ///< that replays it
};

struct Summary {
    std::map<Group, GroupFigures> groups;
    std::map<std::string, std::map<std::string, TypeFigures>> types; ///< by mode, then by type
    std::map<bool, Pairs> pairs;                                     ///< by IOMMU
    std::map<std::string, Quantiles> host_us;                        ///< a trial's host time by verdict
    std::map<std::string, Quantiles> steps_us;                       ///< by step
    std::vector<Case> cases; ///< in nooks mode: all that was neither harmless nor recovered unnoticed
    double trials_per_core_second = 0;  ///< of a processor's time
    double trials_per_clock_second = 0; ///< of one worker, on the host as busy as it was
    std::size_t trials = 0;
};

/// Collects rows one by one.
class Summariser {
  public:
    /// `replay_options`: more words for the commands that replay cases.
    explicit Summariser(std::string replay_options = "") : replay_options_(std::move(replay_options)) {}
    void add(const Row& row);
    Summary finish();

  private:
    Summary s_;
    std::string replay_options_;
    std::map<std::string, std::vector<double>> host_, steps_;
    std::map<TrialKey, std::string> verdicts_;
    double total_us_ = 0, processor_us_ = 0;
};

/// In nooks mode nothing crashed, hung or touched the executive.
bool target_held(const Summary& summary);

} // namespace alcove::campaign
