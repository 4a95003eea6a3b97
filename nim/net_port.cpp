// SPDX-License-Identifier: MIT
// Packets across the boundary: descriptors are copied, then checked, then used.
#include "nim/net_port.h"
#include "exec/thread.h"
#include "nim/dma.h"
#include "nim/domain.h"
#include "nim/extension.h"
#include "nim/recovery_hook.h"
#include "nim/upcall.h"
#include <stdio.h>
#include <string.h>

namespace alcove::nim {
namespace {

constexpr u32 k_mask = NIM_NET_RING - 1;
static_assert((NIM_NET_RING & k_mask) == 0);
constexpr u32 k_most_mtu = NIM_NET_MAX_FRAME - 18; ///< header and a VLAN tag beside it

Result<void> as_result(i32 r) {
    if (r >= 0) return {};
    return static_cast<Error>(-r);
}

} // namespace

NetPort::NetPort(Domain& domain, const nim_net_info& info)
    : domain_(domain), rings_(reinterpret_cast<nim_net_rings*>(info.rings)), cookie_(info.cookie) {
    memcpy(addressing_.mac, info.mac, 6);
    addressing_.mtu = info.mtu;
    addressing_.receive_frames = domain.extension.conf().rx_frames;
    memset(static_cast<void*>(rings_), 0, sizeof *rings_);
}

NetPort::~NetPort() { detach(); }

Result<void> NetPort::open() { return as_result(up_net_open(domain_, cookie_)); }
Result<void> NetPort::stop() { return as_result(up_net_stop(domain_, cookie_)); }

Result<void> NetPort::transmit(pbuf* packet) {
    exec::IrqGuard guard;
    if (!attached_ || !domain_.alive()) return Error::network_down;
    const u32 slot = tx_head_ & k_mask;
    if (in_flight_[slot].packet) drain_done();
    if (in_flight_[slot].packet) {
        rings_->tx_wanted = 1;
        return Error::again;
    }
    // Without memory for its device to see the packet, it is lost as on the wire.
    const nim_net_descriptor d = {reinterpret_cast<u32>(exec::packet_data(packet)),
                                  exec::packet_length(packet)};
    if (!dma_lend(domain_, d.address, d.length)) {
        counters_.tx_lost++;
        return {};
    }
    exec::packet_ref(packet);
    in_flight_[slot] = {packet, d};
    rings_->tx[slot] = d;
    rings_->tx_head = ++tx_head_;
    counters_.tx_packets++;
    return {};
}

void NetPort::flush() {
    if (!attached_ || !domain_.alive() || rings_->tx_tail == tx_head_) return;
    if (rings_->tx_stopped) { // the driver's queue is full: its interrupt handler goes on from the ring
        rings_->tx_wanted = 1;
        if (rings_->tx_stopped) return;
    }
    counters_.tx_batches++;
    if (domain_.native()) { // interrupts come in between, as in Linux, and softirqs run at the end
        (void)up_net_transmit(domain_, cookie_);
        return drain();
    }
    exec::IrqGuard guard;
    if (domain_.interrupts) domain_.interrupts->hold();
    (void)up_net_transmit(domain_, cookie_);
    if (domain_.interrupts) domain_.interrupts->unhold();
    drain();
}

Result<void> NetPort::configure(const exec::NetConfig& config) {
    if (config.mtu > k_most_mtu) return Error::invalid;
    nim_net_config c = {};
    c.flags =
        (config.promiscuous ? NIM_NET_PROMISCUOUS : 0u) | (config.all_multicast ? NIM_NET_ALLMULTI : 0u);
    c.mtu = config.mtu ? config.mtu : addressing_.mtu;
    memcpy(c.mac, config.has_mac ? config.mac : addressing_.mac, 6);
    constexpr u32 k_most = exec::NetConfig::k_most_multicast;
    static_assert(sizeof c.multicast == sizeof config.multicast);
    c.multicast_count = config.multicast_count < k_most ? config.multicast_count : k_most;
    memcpy(c.multicast, config.multicast, c.multicast_count * 6);
    return as_result(up_net_configure(domain_, cookie_, c));
}

Result<void> NetPort::ioctl(exec::NetIoctl& request) {
    nim_net_ioctl r = {};
    static_assert(sizeof r.data == sizeof request.data && sizeof r.argument == sizeof request.argument);
    if (request.data_bytes > sizeof r.data) return Error::invalid;
    r.command = request.command;
    r.data_bytes = request.data_bytes;
    memcpy(r.argument, request.argument, sizeof r.argument);
    memcpy(r.data, request.data, request.data_bytes);
    if (const Result<void> done = as_result(up_net_ioctl(domain_, cookie_, r)); !done) return done;
    memcpy(request.argument, r.argument, sizeof r.argument);
    memcpy(request.data, r.data, request.data_bytes);
    return {};
}

Result<exec::NetDriverStats> NetPort::statistics() {
    nim_net_stats s = {};
    const i32 r = up_net_stats(domain_, cookie_, s);
    if (r < 0) return static_cast<Error>(-r);
    return exec::NetDriverStats{s.rx_packets, s.rx_bytes, s.rx_errors, s.rx_dropped,
                                s.tx_packets, s.tx_bytes, s.tx_errors, s.tx_dropped};
}

void NetPort::drain() {
    exec::IrqGuard guard;
    if (!attached_ || draining_ || !domain_.alive()) return;
    draining_ = true;
    drain_done();
    drain_received();
    draining_ = false;
}

void NetPort::drain_received() {
    const u32 before = rx_tail_;
    while (attached_ && rx_tail_ != rings_->rx_head) {
        if (rings_->rx_head - rx_tail_ > NIM_NET_RING) return damaged("receive ring index", rings_->rx_head);
        const nim_net_descriptor d = rings_->rx[rx_tail_ & k_mask];
        if (d.length > NIM_NET_MAX_FRAME || !domain_.may_read(d.address, d.length))
            return damaged("received frame's address", d.address);
        pbuf* p = exec::packet_alloc(d.length);
        if (p) {
            memcpy(exec::packet_data(p), reinterpret_cast<const void*>(d.address), d.length);
            if (domain_.environment.armed(EnvironmentFault::data_corrupt)) [[unlikely]]
                domain_.environment.corrupt(exec::packet_data(p), d.length);
            if (interface_)
                interface_->receive(p);
            else
                exec::packet_free(p);
        } else {
            counters_.rx_dropped++;
        }
        rings_->rx_tail = ++rx_tail_;
        counters_.rx_packets++;
    }
    if (rx_tail_ != before) {
        counters_.rx_batches++;
        if (interface_) interface_->receive_done();
    }
}

void NetPort::drain_done() {
    const bool was_full = rings_->tx_wanted;
    bool freed = false;
    while (attached_ && done_tail_ != rings_->done_head) {
        const u32 slot = rings_->done[done_tail_ & k_mask];
        if (rings_->done_head - done_tail_ > NIM_NET_RING || slot >= NIM_NET_RING || !in_flight_[slot].packet)
            return damaged("finished transmission", slot);
        take_back(slot);
        rings_->done_tail = ++done_tail_;
        counters_.tx_finished++;
        freed = true;
    }
    if (freed && was_full && interface_) {
        rings_->tx_wanted = 0;
        interface_->transmit_ready();
    }
}

void NetPort::damaged(const char* what, u32 value) {
    draining_ = false;
    Failure f;
    f.kind = FailureKind::bad_argument;
    f.address = value;
    sniprintf(f.detail, sizeof f.detail, "bad %s %08x in a network ring", what, static_cast<unsigned>(value));
    domain_.fail(f);
}

void NetPort::detach() {
    exec::IrqGuard guard;
    attached_ = false;
    interface_ = nullptr;
    for (u32 slot = 0; slot < NIM_NET_RING; slot++)
        if (in_flight_[slot].packet) take_back(slot);
}

u32 NetPort::oldest_in_flight() const {
    for (u32 back = NIM_NET_RING; back > 0; back--)
        if (in_flight_[(tx_head_ - back) & k_mask].packet) return tx_head_ - back;
    return tx_head_;
}

void NetPort::take_back(u32 slot) {
    InFlight& f = in_flight_[slot];
    dma_take_back(domain_, f.handed_over.address, f.handed_over.length);
    exec::packet_free(f.packet);
    f.packet = nullptr;
}

bool NetPort::lies_in_rings(VirtAddr address, u32 bytes) const {
    const u32 start = reinterpret_cast<u32>(rings_);
    return attached_ && address < start + sizeof *rings_ && start < address + bytes;
}

void NetPort::carrier(bool up) {
    carrier_up_ = up;
    if (interface_) interface_->carrier(up);
}

void net_port_release(NetPort* port) {
    if (port->announced) recovery_hook().net_vanished(port->domain(), *port);
    {
        exec::IrqGuard guard;
        port->link.unlink();
    }
    port->detach();
    delete port;
}

} // namespace alcove::nim
