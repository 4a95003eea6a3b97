// SPDX-License-Identifier: MIT
// A domain's network interface as the executive sees it: rings in untrusted memory, packets in flight.
#pragma once
#include "exec/net/interface.h"
#include "lib/handle_table.h"
#include "lib/list.h"
#include "nim/abi/types.h"

namespace alcove::nim {

class Domain;
class NetPort;

/// Base that carries the link, so that Domain can list ports without their definition.
struct NetPortLink {
    ListNode link;
};

struct NetPortCounters {
    u32 rx_packets, tx_packets, rx_batches, tx_batches, rx_dropped;
    u32 tx_lost; ///< packets that the device could not be let read
    u32 tx_finished;
};

class NetPort : public exec::NetDriver, public NetPortLink {
  public:
    NetPort(Domain& domain, const nim_net_info& info);
    ~NetPort() override;

    Result<void> open() override;
    Result<void> stop() override;
    Result<void> transmit(pbuf* packet) override;
    void flush() override;
    Result<void> configure(const exec::NetConfig& config) override;
    Result<void> ioctl(exec::NetIoctl& request) override;
    Result<exec::NetDriverStats> statistics() override;
    const exec::NetAddressing& addressing() const override { return addressing_; }

    /// Who takes the received frames; nullptr drops them.
    void bind(exec::NetInterface* interface) { interface_ = interface; }
    exec::NetInterface* interface() const { return interface_; }
    /// Moves received frames up and frees finished transmissions. Any context; interrupts may be off.
    void drain();
    /// The domain ended: every packet in flight is dropped, calls return network_down.
    void detach();
    bool lies_in_rings(VirtAddr address, u32 bytes) const;
    void carrier(bool up);
    bool carrier_up() const { return carrier_up_; }

    Domain& domain() { return domain_; }
    const NetPortCounters& counters() const { return counters_; }
    /// The first of these, as tx_packets counts; tx_packets when there is none.
    u32 oldest_in_flight() const;
    u32 in_flight() const override {
        u32 n = 0;
        for (const InFlight& f : in_flight_) n += f.packet != nullptr;
        return n;
    }
    Handle handle = 0;
    bool announced = false; ///< TCP/IP (or a shadow) knows it

  private:
    void drain_received();
    void drain_done();
    void take_back(u32 slot);
    void damaged(const char* what, u32 value);

    Domain& domain_;
    exec::NetInterface* interface_ = nullptr;
    nim_net_rings* rings_;
    u32 cookie_;
    exec::NetAddressing addressing_;
    bool attached_ = true;
    bool carrier_up_ = true; ///< until the driver says otherwise
    bool draining_ = false;
    u32 rx_tail_ = 0, tx_head_ = 0, done_tail_ = 0; ///< our own copies: the shared ones are not trusted
    struct InFlight {
        pbuf* packet;
        nim_net_descriptor handed_over; ///< the domain may write the ring's, and TCP/IP the packet's
    };
    InFlight in_flight_[NIM_NET_RING] = {};
    NetPortCounters counters_ = {};
};

/// Tracker: the domain gave the interface up or died. Thread context.
void net_port_release(NetPort* port);

} // namespace alcove::nim
