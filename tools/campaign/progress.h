// SPDX-License-Identifier: MIT
// What a person sees of a running campaign: a bar with rate, time left and tallies.
#pragma once
#include "tools/campaign/row.h"
#include "tools/common/display.h"
#include <chrono>
#include <map>

namespace alcove::campaign {

/// Not synchronised.
class Progress {
  public:
    Progress(std::size_t total, std::size_t known);
    /// Counts a finished trial and redraws the bar a few times a second.
    void add(const Row& row);
    /// Takes the bar away.
    void end() { display_.end_progress(); }

  private:
    void draw();
    using Clock = std::chrono::steady_clock;
    tools::Display display_;
    std::size_t total_, done_ = 0;
    std::map<std::string, std::size_t> tally_; ///< what nooks mode is to prevent, and what it recovered
    Clock::time_point begin_ = Clock::now(), drawn_ = begin_;
};

} // namespace alcove::campaign
