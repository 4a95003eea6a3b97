// SPDX-License-Identifier: MIT
// An Ethernet interface (eth0 ...): it outlives the drivers that come and go below it.
#pragma once
#include "exec/net/interface.h"
#include "exec/net/interface_base.h"
#include "exec/net/twin.h"

namespace alcove::exec {

class EthernetInterface final : public NetInterface, public InterfaceBase {
  public:
    explicit EthernetInterface(NetDriver& driver);
    /// Names it ethN, enters it and starts its thread, which opens the driver.
    Result<void> start();
    void retire();

    // NetInterface
    void set_driver(NetDriver& driver) override;
    NetDriver& driver() override { return *driver_; }
    const char* name() const override { return interface_name(); }
    bool receive(pbuf* packet) override {
        if (twin_.active()) [[unlikely]]
            twin_.arrive(static_cast<u8*>(packet->payload), packet->len);
        return queue_received(packet);
    }
    void receive_done() override;
    void transmit_ready() override;
    void carrier(bool up) override;
    NetTraffic traffic() const override {
        return {wanted_,           rx_packets_, rx_packets_ - rx_strange_, rx_damaged_, tcp_repeated_,
                tcp_acknowledged_, carrier_};
    }
    void ask_statistics() override { request(request_statistics); }
    void configured(const NetConfig& config) override;

    // InterfaceBase
    void flush() override;
    u32 receive_frames() const override { return driver_->addressing().receive_frames; }
    void fill_info(InterfaceInfo& info, bool ask_driver) override;
    int configure(const InterfaceSettings& settings) override;
    int ioctl(NetIoctl& request) override;

  private:
    ~EthernetInterface() override;
    enum : u32 {
        request_open = request_own,
        request_resend = request_own << 1,
        request_revive = request_own << 2,
        request_report = request_own << 3,
        request_carrier = request_own << 4,
        request_statistics = request_own << 5
    };

    void before_core(u32 todo) override;
    void in_core(u32 todo) override;
    void after_core(u32 todo) override;
    /// A driver that forgot to say it is ready is asked again.
    u32 patience() const override { return backlog_.empty() ? k_forever : 100; }

    Result<void> open();
    void set_addresses();
    void take_wish();
    int take_up();
    int take_down();
    void set_twin(u32 own);
    err_t send(pbuf* packet);
    err_t send_copy(const pbuf* packet);
    err_t hand_over(pbuf* packet);
    void drop_what_tcp_repeats();
    void resend_backlog();
    void adopt_hardware_address();
    void report_address();
    int configure_driver(const InterfaceSettings& settings);
    Result<void> tell_driver(const NetConfig& next);
    Result<void> tell_stopped_driver(const NetConfig& next);
    void adopt_mtu();
    void follow_carrier();

    static err_t netif_init(struct netif* n);
    static err_t link_output(struct netif* n, pbuf* packet);
    static void status_changed(struct netif* n);

    /// Packets that wait for the driver: more than a TCP window, so a stream loses nothing in a recovery.
    static constexpr u32 k_backlog = 128;

    NetDriver* driver_;
    PacketRing<k_backlog> backlog_; // core locked
    u32 flushing_ = 0;              ///< threads in the driver's flush()
    bool open_ = false;             ///< the driver was opened
    bool wanted_up_ = true;         ///< by configuration
    bool away_ = false;   ///< the driver was exchanged or answered network_down, and isn't ready yet
    bool asking_ = false; ///< peers are being asked to repeat what got lost while it was away
    bool carrier_ = true;
    bool carrier_known_ = true; ///< what TCP/IP was told of carrier_
    bool carrier_reported_ = true;
    NetConfig config_; ///< what the driver was told
    Twin twin_;        ///< configured before the first packet
    Mutex settings_;   ///< one change at a time
    bool dhcp_ = false;
    bool addressed_ = false; ///< it is known where the address comes from
    u32 reported_address_ = 0;
    u32 wanted_ = 0; ///< frames that came to be sent
    u32 tx_packets_ = 0, tx_dropped_ = 0, tx_deferred_ = 0, tx_copied_ = 0, batches_ = 0, drivers_ = 1;
    u64 tx_bytes_ = 0;
};

/// Woken when a backlog has room again: UDP senders wait here.
WaitQueue& transmit_space();

/// After a driver was away: everything that is not acknowledged is sent at once, with fresh timers, and
/// peers that were sending are asked to repeat what is missing. Core locked. (exec/net/revive.cpp)
void revive_connections(struct netif& n);
/// A peer without selective acknowledgements repeats one segment each time it is asked: asks those again
/// whose answer arrived alone. To be called after each batch; false once all send freely. Core locked.
bool ask_peers_again(struct netif& n);

} // namespace alcove::exec
