// SPDX-License-Identifier: MIT
// Lets this machine talk to itself over a real wire: an interface that goes by other addresses outside.
#pragma once
#include "lib/types.h"

namespace alcove::exec {

/// TCP/IP reaches addresses of its own by loopback, so two of its interfaces on one wire would never use it.
/// A twin is the interface at the far end. Outside it is called `outside`, an address that the machine does
/// not have, and its own side sees the near end as `near_inside`, another that it does not have:
///
///     eth0 10.9.0.1  ->  10.9.0.2 == wire ==  10.9.0.2 is 10.9.1.1 eth1
///                                             10.9.0.1 is 10.9.1.2
///
/// So a connection from the near side to `outside` crosses both drivers. All in network byte order.
class Twin {
  public:
    /// Reads "OUTSIDE,NEAR,NEAR_INSIDE" for an interface of this address. False when it is something else.
    bool configure(const char* text, u32 own);
    bool active() const { return own_ != 0; }
    /// A frame that comes from the wire, or goes there: addresses in ARP (RFC 826) and IPv4 headers are
    /// changed, and with them the checksums of IPv4, TCP and UDP by what changed (RFC 1624), so that damage
    /// done on the way stays visible. `bytes` is what lies in one piece. Any context.
    void arrive(u8* frame, u32 bytes) const { translate(frame, bytes, outside_, own_, near_, near_inside_); }
    void leave(u8* frame, u32 bytes) const { translate(frame, bytes, own_, outside_, near_inside_, near_); }

  private:
    static void translate(u8* frame, u32 bytes, u32 from1, u32 to1, u32 from2, u32 to2);
    u32 own_ = 0, outside_ = 0, near_ = 0, near_inside_ = 0;
};

} // namespace alcove::exec
