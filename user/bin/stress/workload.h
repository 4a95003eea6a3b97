// SPDX-License-Identifier: MIT
// What a trial does with the extension. With a network interface: settings changed, a stream both ways, a flood of
// pings. With a disk: pieces written, and read back.
#pragma once
#include "exec/abi/syscall.h"
#include <netinet/in.h>

namespace alcove::user {

struct WorkloadSettings {
    const char* disk = nullptr; ///< its node; nullptr: the extension drives a network interface
    in_addr host = {};    ///< the far end of the wire
    unsigned port = 7777; ///< of the far end, by which connections come to this machine's port 7777
    const char* interface = "eth0";
    unsigned kib = 48; ///< each way
    unsigned pings = 12, ping_bytes = 1000;
    unsigned stall_ms = 4000; ///< an application that waits longer gives up
    unsigned seed = 1;        ///< of the data
    bool configure = true;    ///< down and up, multicast, promiscuous, statistics first
};

/// Runs it once and waits (at most stall_ms) until the wire, or the disk, works again.
void run_workload(const WorkloadSettings& settings, alcove_trial_view& view);

} // namespace alcove::user
