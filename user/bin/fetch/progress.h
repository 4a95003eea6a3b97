// SPDX-License-Identifier: MIT
// A bar on the terminal: how far, how fast.
#pragma once
#include <stdint.h>

namespace alcove::fetch {

class Progress {
  public:
    /// `total` 0: not known. Nothing is drawn unless `wanted`.
    Progress(uint64_t total, bool wanted);
    void at(uint64_t bytes);
    /// Takes the bar away.
    void clear();

  private:
    void draw(uint64_t bytes, unsigned now);

    uint64_t total_;
    bool wanted_, drawn_ = false;
    unsigned started_, drawn_at_;
};

} // namespace alcove::fetch
