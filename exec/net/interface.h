// SPDX-License-Identifier: MIT
// Network interfaces: what TCP/IP (above) and network drivers (below) know of each other.
#pragma once
#include "exec/net/traffic_counts.h"
#include "lib/list.h"
#include "lib/result.h"
struct pbuf;

namespace alcove::exec {

struct NetAddressing {
    u8 mac[6];
    u32 mtu;
    u32 receive_frames; ///< full frames that the device holds until they are fetched; 0: more than TCP sends
                        ///< at once
};

/// What a driver is told beside open and stop. Each configure() says all of it.
struct NetConfig {
    static constexpr u32 k_most_multicast = 32;
    bool promiscuous = false;
    bool all_multicast = false;
    bool has_mac = false; ///< else the card's own
    u8 mac[6] = {};
    u32 mtu = 0; ///< 0: the driver's own
    u32 multicast_count = 0;
    u8 multicast[k_most_multicast][6] = {};
};

/// An ioctl of the interface, by Linux's number; the driver's personality understands it. `argument` is what
/// follows the name in Linux's request. Where that is an address, the memory there travels in `data`.
struct NetIoctl {
    u32 command;
    u8 argument[16];
    u32 data_bytes; ///< 0: the argument is no address
    u8 data[256];
};

struct NetDriverStats {
    u32 rx_packets, rx_bytes, rx_errors, rx_dropped;
    u32 tx_packets, tx_bytes, tx_errors, tx_dropped;
};

class NetInterface;

/// A driver as TCP/IP sees it. nim/ implements it for a domain, recovery/ for a shadow.
/// All calls in thread context; they may sleep unless said otherwise.
class NetDriver {
  public:
    virtual ~NetDriver() = default;
    virtual Result<void> open() = 0;
    virtual Result<void> stop() = 0;
    /// Takes packets for transmission without sleeping; they are sent by the next flush() at the
    /// latest. Takes a reference on `packet` (one contiguous buffer, Ethernet header first) until
    /// the driver is done with it. Errors: again (queue full), network_down.
    virtual Result<void> transmit(pbuf* packet) = 0;
    /// Hands everything queued to the device; one crossing for a batch. TCP/IP thread or a socket call.
    virtual void flush() = 0;
    /// Whoever takes it says so by NetInterface::configured, before the next one can be told.
    virtual Result<void> configure(const NetConfig& config) = 0;
    /// Errors: the driver's; not_implemented.
    virtual Result<void> ioctl(NetIoctl&) { return Error::not_implemented; }
    virtual Result<NetDriverStats> statistics() = 0;
    /// Packets that it has to send and has not finished. Any context.
    virtual u32 in_flight() const { return 0; }
    virtual const NetAddressing& addressing() const = 0;
};

/// One interface (eth0 …): it lives as long as programs know it, drivers come and go below it.
class NetInterface {
  public:
    /// Creates the interface with the next free name and starts to use it: static address from the
    /// command line (ip=A.B.C.D/len[,gateway]) or DHCP. Thread context.
    static Result<NetInterface*> create(NetDriver& driver);
    /// Takes it down and forgets it; sockets bound to its address get errors. Thread context.
    static void destroy(NetInterface* interface);

    /// Exchanges the driver below (recovery). Thread context.
    virtual void set_driver(NetDriver& driver) = 0;
    virtual NetDriver& driver() = 0;
    virtual const char* name() const = 0;

    /// A received frame: `packet` is consumed. Queued for the TCP/IP thread; false if its queue is full
    /// (packet freed and counted). Any thread or interrupt context, never sleeps.
    virtual bool receive(pbuf* packet) = 0;
    /// Wakes the TCP/IP thread after a batch of receive(). Any context.
    virtual void receive_done() = 0;
    /// The driver can take packets again after transmit() said `again`. Any context.
    virtual void transmit_ready() = 0;
    virtual void carrier(bool up) = 0;
    /// What came and went so far. Any context.
    virtual NetTraffic traffic() const = 0;
    /// Has the interface's thread ask the driver for its statistics. Any context.
    virtual void ask_statistics() = 0;
    /// The driver's settings are these, and what was asked for before is past. Thread context.
    virtual void configured(const NetConfig& config) = 0;

  protected:
    virtual ~NetInterface() = default;
};

/// Allocates a packet of `length` contiguous bytes; any context, never sleeps; nullptr when out of memory.
pbuf* packet_alloc(u32 length);
void* packet_data(pbuf* p);
u32 packet_length(const pbuf* p);
/// Drops one reference; any context.
void packet_free(pbuf* p);
void packet_ref(pbuf* p);

} // namespace alcove::exec
