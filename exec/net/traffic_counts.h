// SPDX-License-Identifier: MIT
// What an interface knows of its traffic that says whether its driver works.
#pragma once
#include "lib/types.h"

namespace alcove::exec {

/// Counts since the interface began; they wrap.
struct NetTraffic {
    u32 wanted = 0;       ///< frames that were to be sent, whatever became of them
    u32 received = 0;     ///< frames that TCP/IP has looked at
    u32 understood = 0;   ///< of these, ARP and IPv4 as they should be, for us
    u32 damaged = 0;      ///< of these, with a wrong checksum or an impossible length
    u32 repeated = 0;     ///< segments that established TCP connections had to send again
    u32 acknowledged = 0; ///< segments that acknowledged something new
    bool carrier = false;
};

} // namespace alcove::exec
