// SPDX-License-Identifier: MIT
// Transfers whose data is checked: the four ways in which it can go.
#pragma once
#include "tools/bench/bench.h"

namespace alcove::bench {

/// A transfer that is over, by the guest's clocks.
struct Traffic {
    double bytes = 0;       ///< of data
    double us = 0;          ///< by the guest's clock
    double cycles = 0;      ///< by the TSC; under -icount instructions and, when idle, nanoseconds
    double busy_cycles = 0; ///< of these, not in the idle thread
    double arrived = 1;     ///< part of the data that reached the other side: datagrams may get lost
};

struct Way {
    const char* name; ///< in results: net.DRIVER.NAME....
    double packet;    ///< bytes of data in a full frame
    Traffic (*run)(const Context&, const Guest&, double bytes);
    bool saturates; ///< goes as fast as the guest can; else at the rate of the host's sender
};
/// tcp.send, tcp.receive, udp.send, udp.receive, as seen by the guest.
extern const std::vector<Way> k_ways;

constexpr double k_bytes = 2e6; ///< of one transfer; the guest keeps at most twice as much for its checksum

/// "net.DRIVER.WAY.REST"
std::string key(const Driver& driver, const Way& way, const std::string& rest);

} // namespace alcove::bench
