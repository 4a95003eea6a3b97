// SPDX-License-Identifier: MIT
// A flood of pings (ICMP echo, RFC 792) with checked contents.
#pragma once
#include "progress.h"
#include <netinet/in.h>

namespace alcove::user {

class Flood {
  public:
    Flood(in_addr host, unsigned count, unsigned bytes, alcove_trial_view& view, Progress& progress);
    ~Flood();
    Flood(const Flood&) = delete;
    Flood& operator=(const Flood&) = delete;
    /// Takes answers that have come and sends a few more requests; never waits.
    void step();
    /// All are sent and answered.
    bool done() const { return answered_ >= count_; }
    /// Waits at most so long for what is still missing, counts the rest as lost.
    void finish(unsigned patience_ms);

  private:
    void send_request();
    void take_answers();
    static constexpr unsigned k_window = 8; ///< requests without an answer

    int fd_;
    in_addr host_;
    unsigned count_, bytes_;
    unsigned sent_ = 0, answered_ = 0;
    unsigned sent_at_ms_ = 0;
    uint16_t identifier_ = 0; ///< late answers to another flood are not ours
    alcove_trial_view& view_;
    Progress& progress_;
};

/// One ping is answered within the time: the wire and both drivers work.
bool serves(in_addr host, unsigned patience_ms);

} // namespace alcove::user
