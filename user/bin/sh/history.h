// SPDX-License-Identifier: MIT
// The lines typed so far.
#pragma once
#include "parser.h"

namespace alcove::shell {

class History {
  public:
    /// Keeps a line, unless it is empty or the last one again.
    void add(const char* line);
    int count() const { return count_; }
    /// 0 is the oldest.
    const char* at(int i) const { return lines_[(first_ + i) % k_lines]; }
    /// The number of the newest line before `before` that holds `text`, or -1.
    int find(const char* text, int before) const;
    void print() const;

  private:
    static constexpr int k_lines = 64;
    char lines_[k_lines][k_max_line];
    int first_ = 0, count_ = 0;
};

} // namespace alcove::shell
