// SPDX-License-Identifier: MIT
// Logs a network driver's configuration, stands in for it, and replays.
#include "recovery/net_shadow.h"
#include "exec/clock.h"
#include "exec/control.h"
#include "exec/log.h"
#include "nim/extension.h"
#include <string.h>

namespace alcove::recovery {
namespace {

constexpr u32 k_leave_patience_ms = 5000;

void add(exec::NetDriverStats& to, const exec::NetDriverStats& from) {
    using Member = u32 exec::NetDriverStats::*;
    static constexpr Member members[] = {
        &exec::NetDriverStats::rx_packets, &exec::NetDriverStats::rx_bytes,
        &exec::NetDriverStats::rx_errors,  &exec::NetDriverStats::rx_dropped,
        &exec::NetDriverStats::tx_packets, &exec::NetDriverStats::tx_bytes,
        &exec::NetDriverStats::tx_errors,  &exec::NetDriverStats::tx_dropped};
    for (Member m : members) to.*m += from.*m;
}

/// A driver that died under a call has not refused it: its successor will be told.
Result<void> excuse(Result<void> r) {
    const bool died = r.error() == Error::domain_failed || r.error() == Error::network_down;
    return died ? Result<void>{} : r;
}

} // namespace

/// Holds the port in place for a call that may sleep; none if the driver is away.
class NetShadow::Use {
  public:
    explicit Use(NetShadow& shadow) : shadow_(shadow) {
        exec::IrqGuard guard;
        port_ = shadow.port_;
        if (port_) shadow.users_++;
    }
    ~Use() {
        exec::IrqGuard guard;
        if (port_ && --shadow_.users_ == 0) shadow_.unused_.wake_all();
    }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
    nim::NetPort* operator->() const { return port_; }
    explicit operator bool() const { return port_; }

  private:
    NetShadow& shadow_;
    nim::NetPort* port_;
};

bool NetShadow::matches(const nim::NetPort& port) const {
    return memcmp(addressing_.mac, port.addressing().mac, sizeof addressing_.mac) == 0;
}

Result<void> NetShadow::create(nim::Extension& e, nim::NetPort& port) {
    extension_ = &e;
    addressing_ = port.addressing();
    opened_ = configured_ = false;
    ioctls_.clear();
    before_ = latest_ = {};
    refused_ = 0;
    auto interface = exec::NetInterface::create(*this);
    if (!interface) {
        extension_ = nullptr;
        return interface.error();
    }
    interface_ = interface.value();
    return attach(e, port, 0);
}

void NetShadow::await(const char* extension_name) { strlcpy(awaited_, extension_name, sizeof awaited_); }
bool NetShadow::awaits(const char* extension_name) const { return strcmp(awaited_, extension_name) == 0; }

Result<void> NetShadow::attach(nim::Extension& e, nim::NetPort& port, u64 failure_us) {
    extension_ = &e;
    awaited_[0] = 0;
    last_port_ = &port;
    const bool same = matches(port);
    addressing_ = port.addressing();
    // The interface asks for the address again, and knows by transmit_ready below that connections lost
    // packets.
    if (!same || failure_us) interface_->set_driver(*this);
    {
        exec::MutexGuard serial(telling_);
        port.bind(interface_);
        if (auto r = replay(port); !r) return r;
        exec::IrqGuard guard;
        failure_us_ = failure_us;
        sent_since_ = false;
        port_ = &port;
        interface_->carrier(port.carrier_up());
    }
    interface_->transmit_ready();
    return {};
}

/// Configuration first: a driver may refuse another hardware address while it runs.
Result<void> NetShadow::replay(nim::NetPort& port) {
    if (configured_)
        if (auto r = port.configure(config_); !r) return r;
    if (opened_)
        if (auto r = port.open(); !r) return r;
    for (u32 i = 0; i < ioctls_.count(); i++) {
        exec::NetIoctl request = ioctls_.at(i); // the driver may change it
        const auto r = port.ioctl(request);
        if (!port.domain().alive()) return Error::domain_failed;
        if (!r)
            exec::log(exec::LogLevel::warning,
                      "%s: the driver refuses ioctl %04x after its restart (error %d)", interface_->name(),
                      static_cast<unsigned>(request.command), static_cast<int>(r.error()));
    }
    return {};
}

void NetShadow::detach() {
    exec::IrqGuard guard;
    port_ = nullptr;
    last_port_ = nullptr;
    add(before_, latest_);
    latest_ = {};
    // A failed domain answers at once, so they leave soon.
    while (users_ && unused_.wait(k_leave_patience_ms) == exec::WakeReason::woken) {
    }
    if (users_)
        exec::log(exec::LogLevel::error, "%s: a thread does not leave the driver", interface_->name());
}

void NetShadow::destroy() {
    if (last_port_) detach();
    if (interface_) exec::NetInterface::destroy(interface_);
    interface_ = nullptr;
    extension_ = nullptr;
    awaited_[0] = 0;
}

// --- NetDriver: note, then pass on -----------------------------------------------------------------------

Result<void> NetShadow::open() {
    exec::MutexGuard serial(telling_);
    opened_ = true;
    Use port(*this);
    auto r = port ? excuse(port->open()) : Result<void>{};
    opened_ = r.ok();
    return r;
}

Result<void> NetShadow::stop() {
    exec::MutexGuard serial(telling_);
    opened_ = false;
    Use port(*this);
    return port ? excuse(port->stop()) : Result<void>{};
}

Result<void> NetShadow::configure(const exec::NetConfig& config) {
    exec::MutexGuard serial(telling_);
    Use port(*this);
    const auto r = port ? excuse(port->configure(config)) : Result<void>{};
    if (!r) {
        if (port && configured_) (void)port->configure(config_).ok(); // it may have taken a part
        return r;
    }
    config_ = config;
    configured_ = true;
    return r;
}

/// One that asks something needs the driver, one that sets something only its successor. What the driver died
/// of is not repeated.
Result<void> NetShadow::ioctl(exec::NetIoctl& request) {
    exec::MutexGuard serial(telling_);
    const exec::NetIoctl asked = request;
    Use port(*this);
    if (!port && !IoctlLog::sets(asked)) return Error::network_down;
    if (port)
        if (const auto r = port->ioctl(request); !r) return r;
    if (!ioctls_.note(asked))
        exec::log(exec::LogLevel::warning, "%s: too many ioctls; one will be missing after a restart",
                  interface_->name());
    return {};
}

Result<void> NetShadow::transmit(pbuf* packet) {
    exec::IrqGuard guard; // the port does not sleep here, so it stays in place without being counted
    if (!port_) {
        refused_++;
        return Error::network_down;
    }
    auto r = port_->transmit(packet);
    if (r.ok()) sent_since_ = true;
    return r;
}

void NetShadow::flush() {
    {
        Use port(*this);
        if (!port) return;
        port->flush();
    }
    if (failure_us_ && sent_since_) [[unlikely]]
        report_first_packet();
}

void NetShadow::report_first_packet() {
    u64 failure;
    {
        exec::IrqGuard guard;
        if (!failure_us_ || !port_ || !port_->domain().alive()) return;
        failure = failure_us_;
        failure_us_ = 0;
    }
    const u64 us = exec::now_us() - failure;
    extension_->last_recovery.first_packet_us = static_cast<u32>(us);
    exec::JsonLine()
        .field("event", "first_packet")
        .field("domain", extension_->name())
        .field("us_since_failure", us);
}

Result<exec::NetDriverStats> NetShadow::statistics() {
    exec::NetDriverStats sum = before_;
    if (Use port(*this); port) {
        auto s = port->statistics();
        if (s) latest_ = s.value();
    }
    add(sum, latest_);
    return sum;
}

} // namespace alcove::recovery
