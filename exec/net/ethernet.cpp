// SPDX-License-Identifier: MIT
// An Ethernet interface: frames between lwIP and the driver, a backlog while the driver is busy or away.
#include "exec/net/ethernet.h"
#include "exec/control.h"
#include "exec/log.h"
#include "exec/net/tcp_window.h"
#include "lwip/dhcp.h"
#include "lwip/etharp.h"
#include "netif/ethernet.h"
#include <new>
#include <stdio.h>
#include <string.h>

namespace alcove::exec {
namespace {

constexpr u32 k_ethernet_header = 14;

/// What is below an interface whose driver is gone for ever.
class NoDriver final : public NetDriver {
  public:
    Result<void> open() override { return Error::network_down; }
    Result<void> stop() override { return Error::network_down; }
    Result<void> transmit(pbuf*) override { return Error::network_down; }
    void flush() override {}
    Result<void> configure(const NetConfig&) override { return Error::network_down; }
    Result<void> ioctl(NetIoctl&) override { return Error::network_down; }
    Result<NetDriverStats> statistics() override { return Error::network_down; }
    const NetAddressing& addressing() const override { return addressing_; }

  private:
    NetAddressing addressing_ = {};
};

NoDriver no_driver;
WaitQueue space_queue;

} // namespace

WaitQueue& transmit_space() { return space_queue; }

EthernetInterface::EthernetInterface(NetDriver& driver) : driver_(&driver) {}

EthernetInterface::~EthernetInterface() {
    while (!backlog_.empty()) pbuf_free(backlog_.pop());
}

Result<void> EthernetInterface::start() {
    {
        CoreGuard guard;
        char name[16];
        snprintf(name, sizeof name, "eth%u", static_cast<unsigned>(interface_free_number("eth")));
        if (!enter(name)) return Error::no_space;
        netif_add(&netif_, nullptr, nullptr, nullptr, netif_state(), netif_init, ethernet_input);
        netif_set_status_callback(&netif_, status_changed);
        tcp_window_fit();
        if (!netif_default) netif_set_default(&netif_);
    }
    // The caller may be inside the driver's initialisation, so the thread opens it.
    request(request_open);
    const Result<void> r = start_thread();
    if (!r.ok()) retire();
    return r;
}

void EthernetInterface::retire() {
    {
        CoreGuard guard;
        driver_ = &no_driver;
        leave();
        tcp_window_fit();
        dhcp_stop(&netif_);
        dhcp_cleanup(&netif_);
        netif_set_status_callback(&netif_, nullptr);
        netif_remove(&netif_); // aborts the connections bound to its address
        while (!backlog_.empty()) pbuf_free(backlog_.pop());
        if (!netif_default)
            for (struct netif* n = netif_list; n; n = n->next)
                if (n != &loopback_netif()) netif_set_default(n);
    }
    space_queue.wake_all();
    request(request_end);
    unref();
}

err_t EthernetInterface::netif_init(struct netif* n) {
    EthernetInterface& self = static_cast<EthernetInterface&>(of(*n));
    n->name[0] = 'e';
    n->name[1] = 't';
    self.adopt_mtu();
    n->hwaddr_len = 6;
    self.adopt_hardware_address();
    n->flags = NETIF_FLAG_BROADCAST | NETIF_FLAG_ETHARP | NETIF_FLAG_ETHERNET | NETIF_FLAG_LINK_UP;
    n->output = etharp_output;
    n->linkoutput = link_output;
    return ERR_OK;
}

void EthernetInterface::adopt_hardware_address() {
    const NetAddressing& a = driver_->addressing();
    static constexpr u8 k_none[6] = {};
    if (config_.has_mac)
        memcpy(netif_.hwaddr, config_.mac, 6);
    else if (memcmp(a.mac, k_none, 6) != 0)
        memcpy(netif_.hwaddr, a.mac, 6);
}

// --- sending --------------------------------------------------------------------------------------------

err_t EthernetInterface::link_output(struct netif* n, pbuf* packet) {
    return static_cast<EthernetInterface&>(of(*n)).send(packet);
}

err_t EthernetInterface::send(pbuf* packet) {
    if (!packet->next && !twin_.active()) [[likely]]
        return hand_over(packet);
    return send_copy(packet);
}

/// For a packet in pieces, and where addresses are changed: TCP keeps what it sent.
err_t EthernetInterface::send_copy(const pbuf* packet) {
    pbuf* whole = packet_alloc(packet->tot_len);
    if (!whole) return ERR_MEM;
    pbuf_copy_partial(packet, whole->payload, packet->tot_len, 0);
    tx_copied_++;
    if (twin_.active()) twin_.leave(static_cast<u8*>(whole->payload), whole->len);
    const err_t r = hand_over(whole);
    pbuf_free(whole);
    return r;
}

err_t EthernetInterface::hand_over(pbuf* packet) {
    if (packet->len > netif_.mtu + k_ethernet_header) return ERR_VAL;
    wanted_++;
    if (backlog_.empty()) [[likely]] {
        const Result<void> r = driver_->transmit(packet);
        if (r.ok()) [[likely]] {
            tx_packets_++;
            tx_bytes_ += packet->len;
            core_note_transmit(index_);
            return ERR_OK;
        }
        away_ |= r.error() != Error::again;
    }
    if (backlog_.full()) {
        tx_dropped_++;
        // While the driver is away nobody waits for room: the packet counts as lost on the wire.
        return away_ ? ERR_OK : ERR_MEM;
    }
    pbuf_ref(packet);
    backlog_.push(packet);
    tx_deferred_++;
    if (backlog_.count() == 1) request(request_resend); // from now on the thread looks after it
    return ERR_OK;
}

/// TCP repeats what it has sent and not yet seen acknowledged, in order; a copy of it here would be in the
/// way.
void EthernetInterface::drop_what_tcp_repeats() {
    for (u32 n = backlog_.count(); n > 0; n--) {
        pbuf* p = backlog_.pop();
        if (p->ref > 1)
            pbuf_free(p);
        else
            backlog_.push(p);
    }
}

void EthernetInterface::resend_backlog() {
    while (!backlog_.empty()) {
        pbuf* p = backlog_.front();
        if (!driver_->transmit(p).ok()) return;
        backlog_.pop();
        tx_packets_++;
        tx_bytes_ += p->len;
        pbuf_free(p);
        core_note_transmit(index_);
    }
    space_queue.wake_all();
}

void EthernetInterface::flush() {
    batches_++;
    __atomic_fetch_add(&flushing_, 1, __ATOMIC_RELAXED);
    driver_->flush();
    if (__atomic_sub_fetch(&flushing_, 1, __ATOMIC_RELAXED) == 0) wake_if_requested();
}

/// A peer may answer each packet of a batch before the next one is sent. The answers are one batch too: the
/// thread that handles them waits until the flush is over.
void EthernetInterface::receive_done() {
    IrqGuard guard;
    if (flushing_)
        note_request(request_input);
    else
        request(request_input);
}

// --- the driver below -----------------------------------------------------------------------------------

void EthernetInterface::set_driver(NetDriver& driver) {
    CoreGuard guard;
    driver_ = &driver;
    drivers_++;
    away_ = true;
    adopt_hardware_address();
    tcp_window_fit();
}

/// Without a carrier there is no route; with it, what waited is sent and peers are asked to go on.
void EthernetInterface::carrier(bool up) {
    IrqGuard guard;
    if (carrier_ == up) return;
    carrier_ = up;
    request(request_carrier);
}

void EthernetInterface::follow_carrier() {
    if (carrier_known_ == carrier_) return; // it went and came back before anybody learned of it
    carrier_known_ = carrier_;
    if (carrier_known_) {
        netif_set_link_up(&netif_);
        away_ = true;
        request(request_revive);
    } else {
        netif_set_link_down(&netif_);
    }
}

void EthernetInterface::transmit_ready() {
    request(away_ ? request_resend | request_revive : request_resend);
}

Result<void> EthernetInterface::open() {
    const Result<void> r = driver_->open();
    if (!r.ok()) {
        log(LogLevel::error, "%s: the driver does not open: error %d", name_, static_cast<int>(r.error()));
        return r;
    }
    open_ = true;
    set_addresses();
    return r;
}

void EthernetInterface::before_core(u32 todo) {
    if (!(todo & (request_open | request_revive))) return;
    MutexGuard guard(settings_);
    if (open_ || !wanted_up_) return;
    (void)open().ok();
}

void EthernetInterface::in_core(u32 todo) {
    if (todo & request_carrier) follow_carrier();
    const bool revive = (todo & request_revive) && away_;
    if (revive) {
        away_ = false;
        drop_what_tcp_repeats();
        if (netif_ip4_addr(&netif_)->addr) etharp_gratuitous(&netif_);
    }
    if (!backlog_.empty()) resend_backlog();
    if (revive && netif_is_up(&netif_)) {
        revive_connections(netif_);
        asking_ = true;
    } else if (asking_) {
        asking_ = ask_peers_again(netif_);
    }
}

void EthernetInterface::after_core(u32 todo) {
    if (todo & request_report) report_address();
    if (todo & request_statistics) (void)driver_->statistics().ok(); // whoever passes it on looks at it
    if (carrier_reported_ != carrier_known_) {
        carrier_reported_ = carrier_known_;
        JsonLine().field("event", "carrier").field("interface", name_).field("up", carrier_known_);
    }
}

// --- addresses ------------------------------------------------------------------------------------------

void EthernetInterface::status_changed(struct netif* n) { of(*n).request(request_report); }

void EthernetInterface::report_address() {
    const u32 address = netif_ip4_addr(&netif_)->addr;
    if (address == reported_address_) return;
    reported_address_ = address;
    char text[IP4ADDR_STRLEN_MAX];
    const ip4_addr_t a = {address};
    ip4addr_ntoa_r(&a, text, sizeof text);
    if (address) log(LogLevel::info, "%s: address %s", name_, text);
    JsonLine().field("event", "link").field("interface", name_).field("address", text);
}

void EthernetInterface::fill_info(InterfaceInfo& info, bool ask_driver) {
    InterfaceBase::fill_info(info, ask_driver);
    memcpy(info.mac, netif_.hwaddr, 6);
    info.carrier = carrier_;
    info.dhcp = dhcp_;
    info.promiscuous = config_.promiscuous;
    info.all_multicast = config_.all_multicast;
    info.multicast_count = config_.multicast_count;
    memcpy(info.multicast, config_.multicast, sizeof info.multicast);
    info.tx_packets = tx_packets_;
    info.tx_bytes = tx_bytes_;
    info.tx_dropped = tx_dropped_;
    info.tx_queued = backlog_.count();
    info.tx_in_flight = driver_->in_flight();
    info.tx_deferred = tx_deferred_;
    info.tx_copied = tx_copied_;
    info.batches = batches_;
    info.drivers = drivers_;
    if (!ask_driver) return;
    const Result<NetDriverStats> r = driver_->statistics();
    if (!r.ok()) return;
    const NetDriverStats& s = r.value();
    info.driver_rx_packets = s.rx_packets;
    info.driver_rx_errors = s.rx_errors;
    info.driver_rx_dropped = s.rx_dropped;
    info.driver_tx_packets = s.tx_packets;
    info.driver_tx_errors = s.tx_errors;
    info.driver_tx_dropped = s.tx_dropped;
}

// --- NetInterface's makers ------------------------------------------------------------------------------

Result<NetInterface*> NetInterface::create(NetDriver& driver) {
    EthernetInterface* i = new (std::nothrow) EthernetInterface(driver);
    if (!i) return Error::no_memory;
    const Result<void> r = i->start();
    if (!r.ok()) return r.error();
    return static_cast<NetInterface*>(i);
}

void NetInterface::destroy(NetInterface* interface) { static_cast<EthernetInterface*>(interface)->retire(); }

} // namespace alcove::exec
