// SPDX-License-Identifier: MIT
// Settings of an interface that its driver must know: MTU, hardware address, filters, ioctls.
#include "exec/net/ethernet.h"
#include "lwip/etharp.h"
#include <string.h>

namespace alcove::exec {
namespace {

constexpr u32 k_least_mtu = 68; ///< RFC 791: what every network must carry

bool is_multicast(const u8 (&mac)[6]) { return mac[0] & 1; }
/// An address that one card can have.
bool is_station(const u8 (&mac)[6]) {
    static constexpr u8 k_none[6] = {};
    return !is_multicast(mac) && memcmp(mac, k_none, 6) != 0;
}

u32 find(const NetConfig& c, const u8 (&mac)[6]) {
    u32 i = 0;
    while (i < c.multicast_count && memcmp(c.multicast[i], mac, 6) != 0) i++;
    return i;
}

/// Errors: invalid, exists, not_found, no_space.
Result<void> change_multicast(NetConfig& c, const InterfaceSettings& s) {
    if (!is_multicast(s.multicast)) return Error::invalid;
    const u32 at = find(c, s.multicast);
    const bool known = at < c.multicast_count;
    if (s.add_multicast) {
        if (known) return Error::exists;
        if (c.multicast_count == NetConfig::k_most_multicast) return Error::no_space;
        memcpy(c.multicast[c.multicast_count++], s.multicast, 6);
        return {};
    }
    if (!known) return Error::not_found;
    memcpy(c.multicast[at], c.multicast[--c.multicast_count], 6);
    return {};
}

/// What the driver is to be told. Errors: those of its parts.
Result<void> apply(NetConfig& c, const InterfaceSettings& s) {
    if (s.set_promiscuous) c.promiscuous = s.promiscuous;
    if (s.set_all_multicast) c.all_multicast = s.all_multicast;
    if (s.mtu) {
        if (s.mtu < k_least_mtu || s.mtu > 0xFFFF) return Error::invalid;
        c.mtu = s.mtu;
    }
    if (s.set_mac) {
        if (!is_station(s.mac)) return Error::invalid;
        c.has_mac = true;
        memcpy(c.mac, s.mac, 6);
    }
    return s.add_multicast || s.drop_multicast ? change_multicast(c, s) : Result<void>{};
}

} // namespace

void EthernetInterface::adopt_mtu() {
    const u32 own = driver_->addressing().mtu;
    netif_.mtu = static_cast<u16>(config_.mtu ? config_.mtu : own ? own : 1500);
}

/// A driver may refuse another hardware address while it runs, so it is stopped for that.
Result<void> EthernetInterface::tell_driver(const NetConfig& next) {
    const bool other_mac =
        next.has_mac != config_.has_mac || memcmp(next.mac, config_.mac, sizeof next.mac) != 0;
    return other_mac && open_ ? tell_stopped_driver(next) : driver_->configure(next);
}

/// One that does not open with the new settings gets the old ones back.
Result<void> EthernetInterface::tell_stopped_driver(const NetConfig& next) {
    if (const Result<void> r = driver_->stop(); !r) return r;
    const NetConfig before = config_;
    const Result<void> told = driver_->configure(next);
    const Result<void> opened = driver_->open();
    if (opened) return told;
    (void)driver_->configure(before).ok();
    open_ = driver_->open().ok();
    return opened;
}

int EthernetInterface::configure_driver(const InterfaceSettings& settings) {
    const bool any = settings.set_promiscuous || settings.set_all_multicast || settings.mtu ||
                     settings.set_mac || settings.add_multicast || settings.drop_multicast;
    if (!any) return 0;
    NetConfig next = config_;
    if (const Result<void> r = apply(next, settings); !r) return to_errno(r.error());
    return to_errno(tell_driver(next).error());
}

void EthernetInterface::configured(const NetConfig& config) {
    CoreGuard guard;
    const bool other_mac = config.has_mac && memcmp(config.mac, netif_.hwaddr, sizeof config.mac) != 0;
    config_ = config;
    adopt_mtu();
    adopt_hardware_address();
    if (other_mac && netif_is_up(&netif_) && netif_ip4_addr(&netif_)->addr) etharp_gratuitous(&netif_);
}

int EthernetInterface::ioctl(NetIoctl& request) { return to_errno(driver_->ioctl(request).error()); }

} // namespace alcove::exec
