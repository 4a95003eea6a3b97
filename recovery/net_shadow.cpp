// SPDX-License-Identifier: MIT
// Logs a network driver's configuration, stands in for it, and replays.
#include "recovery/net_shadow.h"
#include "exec/clock.h"
#include "exec/control.h"
#include "exec/log.h"
#include "nim/extension.h"
#include <stdio.h>
#include <string.h>

namespace alcove::recovery {
namespace {

constexpr u32 k_successor_patience_ms = 2000;
constexpr u32 k_health_ticks = 10; ///< between samples
constexpr u32 k_ask_samples = 3;   ///< between questions for statistics

void add(exec::NetDriverStats& to, const exec::NetDriverStats& from) {
    using Member = u32 exec::NetDriverStats::*;
    static constexpr Member members[] = {
        &exec::NetDriverStats::rx_packets, &exec::NetDriverStats::rx_bytes,
        &exec::NetDriverStats::rx_errors,  &exec::NetDriverStats::rx_dropped,
        &exec::NetDriverStats::tx_packets, &exec::NetDriverStats::tx_bytes,
        &exec::NetDriverStats::tx_errors,  &exec::NetDriverStats::tx_dropped};
    for (Member m : members) to.*m += from.*m;
}

} // namespace

bool NetShadow::matches(const nim::NetPort& port) const {
    return memcmp(addressing_.mac, port.addressing().mac, sizeof addressing_.mac) == 0;
}

void NetShadow::claim(nim::Extension& e, nim::NetPort& port, u64 failure_us) {
    exec::IrqGuard guard;
    if (!in_use())
        came_after_us_ = 0;
    else if (!awaited_[0])
        came_after_us_ = failure_us;
    awaited_[0] = 0;
    extension_ = &e;
    last_port_ = &port;
    users_++;
}

Result<void> NetShadow::serve(nim::NetPort& port) {
    auto r = interface_ ? Result<void>{} : create_interface(port);
    if (r) r = attach(port);
    exec::IrqGuard guard;
    if (!interface_) {
        last_port_ = nullptr;
        extension_ = nullptr;
    }
    unuse();
    return r;
}

Result<void> NetShadow::create_interface(const nim::NetPort& port) {
    addressing_ = port.addressing();
    opened_ = opens_ = false;
    config_ = accepted_ = {};
    untried_ = false;
    ioctls_.clear();
    before_ = latest_ = {};
    refused_ = 0;
    auto interface = exec::NetInterface::create(*this);
    if (!interface) return interface.error();
    interface_ = interface.value();
    return {};
}

void NetShadow::await(const char* extension_name, u64 failure_us) {
    strlcpy(awaited_, extension_name, sizeof awaited_);
    came_after_us_ = failure_us;
}
bool NetShadow::awaits(const char* extension_name) const { return strcmp(awaited_, extension_name) == 0; }

Result<void> NetShadow::attach(nim::NetPort& port) {
    const bool same = matches(port);
    addressing_ = port.addressing();
    // The interface asks for the address again, and knows by transmit_ready below that connections lost
    // packets.
    if (!same || came_after_us_) interface_->set_driver(*this);
    {
        exec::MutexGuard serial(telling_);
        port.bind(interface_);
        if (auto r = replay(port); !r) return r;
        exec::IrqGuard guard;
        if (leaving_) return Error::network_down;
        failure_us_ = came_after_us_;
        sent_since_ = false;
        port_ = &port;
        interface_->carrier(port.carrier_up());
        judged_ = false;
        answer_ = {};
        if (!port.domain().native()) health_timer_.start(k_health_ticks);
    }
    interface_->transmit_ready();
    return {};
}

/// Configuration first: a driver may refuse another hardware address while it runs.
Result<void> NetShadow::replay(nim::NetPort& port) {
    if (auto r = replay_config(port); !r) return r;
    if (opened_)
        if (auto r = port.open(); !r) return r;
    return replay_ioctls(port);
}

/// What was said while no driver was there may be refused by the next one, or kill it. Then what a driver
/// last took is valid again; otherwise one bad setting would be the end of every successor.
Result<void> NetShadow::replay_config(nim::NetPort& port) {
    auto r = port.configure(config_);
    if (r) {
        accepted_ = config_;
        untried_ = false;
        return r;
    }
    if (!untried_) return r;
    untried_ = false;
    config_ = accepted_;
    interface_->configured(config_);
    exec::log(exec::LogLevel::warning,
              "%s: the driver does not take what was set while it was away (error %d)", interface_->name(),
              static_cast<int>(r.error()));
    return port.domain().alive() ? port.configure(config_) : r;
}

/// Those that the driver refuses or dies of are forgotten.
Result<void> NetShadow::replay_ioctls(nim::NetPort& port) {
    for (u32 i = 0; i < ioctls_.count();) {
        exec::NetIoctl request = ioctls_.at(i); // the driver may change it
        const auto r = port.ioctl(request);
        if (r) {
            i++;
            continue;
        }
        exec::log(exec::LogLevel::warning, "%s: ioctl %04x is lost in the restart (error %d)",
                  interface_->name(), static_cast<unsigned>(request.command), static_cast<int>(r.error()));
        ioctls_.forget(i);
        if (!port.domain().alive()) return Error::domain_failed;
    }
    return {};
}

void NetShadow::leave() {
    port_ = nullptr;
    health_timer_.cancel();
    leaving_ = true;
    add(before_, latest_);
    latest_ = {};
    leave_place(extension_->name());
}

void NetShadow::detach() {
    exec::IrqGuard guard;
    leave();
    leaving_ = false;
    last_port_ = nullptr;
}

void NetShadow::destroy() {
    {
        exec::IrqGuard guard;
        if (last_port_) leave();
    }
    if (interface_) exec::NetInterface::destroy(interface_);
    exec::IrqGuard guard; // from now on it may be claimed
    interface_ = nullptr;
    awaited_[0] = 0;
    leaving_ = false;
    last_port_ = nullptr;
    extension_ = nullptr;
}

// --- health ---------------------------------------------------------------------------------------------

/// Interrupt context.
void NetShadow::judge_health() {
    if (!port_ || !port_->domain().alive()) return; // attach() begins again
    health_timer_.start(k_health_ticks);
    const u32 now_ms = static_cast<u32>(exec::now_us() / 1000);
    const exec::NetTraffic traffic = interface_->traffic();
    const DriverTraffic driver = driver_traffic();
    if (!opened_ || !judged_) {
        judged_ = opened_;
        return health_.begin(traffic, driver, now_ms);
    }
    const DriverConf& conf = extension_->conf();
    const Ailment a = health_.sample(traffic, driver, now_ms,
                                     {conf.health_silent_ms, conf.health_carrier_ms, conf.health_loss_ms,
                                      conf.health_transmit_ms, conf.health_damage_frames});
    if (a != Ailment::none) return ailing(a);
    const bool moved = traffic.wanted != asked_at_.wanted || traffic.received != asked_at_.received;
    if (++samples_ % k_ask_samples != 0 || !moved) return;
    asked_at_ = traffic;
    interface_->ask_statistics();
}

/// Interrupts off.
DriverTraffic NetShadow::driver_traffic() const {
    const nim::NetPortCounters& c = port_->counters();
    return {c.tx_packets, c.tx_finished, port_->in_flight(), port_->oldest_in_flight(), answer_};
}

u32 NetShadow::in_flight() const {
    exec::IrqGuard guard;
    return port_ ? port_->in_flight() : 0;
}

void NetShadow::ailing(Ailment a) {
    const DriverConf& conf = extension_->conf();
    nim::Failure f;
    f.kind = nim::FailureKind::health;
    if (a == Ailment::silent)
        sniprintf(f.detail, sizeof f.detail, "%s: %u frames were to be sent, and none came for %u ms",
                  interface_->name(), static_cast<unsigned>(health_.asked()),
                  static_cast<unsigned>(conf.health_silent_ms));
    else if (a == Ailment::no_carrier)
        sniprintf(f.detail, sizeof f.detail, "%s: no carrier for %u ms", interface_->name(),
                  static_cast<unsigned>(conf.health_carrier_ms));
    else if (a == Ailment::lossy)
        sniprintf(f.detail, sizeof f.detail, "%s: TCP sent %u segments again, and %u were acknowledged",
                  interface_->name(), static_cast<unsigned>(health_.repeated()),
                  static_cast<unsigned>(health_.acknowledged()));
    else if (a == Ailment::unfinished)
        sniprintf(f.detail, sizeof f.detail, "%s: one of %u frames to send was not finished for %u ms",
                  interface_->name(), static_cast<unsigned>(port_->in_flight()),
                  static_cast<unsigned>(conf.health_transmit_ms));
    else if (a == Ailment::boastful)
        sniprintf(f.detail, sizeof f.detail, "%s: it says that it has sent %u frames; it was given %u",
                  interface_->name(), static_cast<unsigned>(answer_.counted),
                  static_cast<unsigned>(answer_.given));
    else
        sniprintf(f.detail, sizeof f.detail, "%s: %u frames came damaged, %u did not", interface_->name(),
                  static_cast<unsigned>(health_.bad()), static_cast<unsigned>(health_.good()));
    port_->domain().fail(f);
}

// --- NetDriver: note, then pass on -----------------------------------------------------------------------

// A driver that died under open() or stop() has not refused: its successor is opened or not, as was wished.

Result<void> NetShadow::open() {
    Error refusal = Error::none;
    {
        exec::MutexGuard serial(telling_);
        const Use port(*this);
        opened_ = true;
        if (!port.alive()) return {};
        const auto r = port->open();
        if (r || !port.alive()) {
            opens_ |= r.ok();
            return {};
        }
        opened_ = false;
        if (!opens_ || port->domain().native()) return r;
        opens_ = false;
        refusal = r.error();
        nim::Failure f;
        f.kind = nim::FailureKind::health;
        sniprintf(f.detail, sizeof f.detail, "%s: it does not open any more: error %d", interface_->name(),
                  static_cast<int>(refusal));
        port->domain().fail(f);
    }
    return open_successor(refusal);
}

/// What was asked of a driver that opened before and then refused, is asked of the next one. Its answer
/// holds.
Result<void> NetShadow::open_successor(Error refusal) {
    constexpr u32 k_step_ms = 10;
    for (u32 waited = 0; waited < k_successor_patience_ms; waited += k_step_ms) {
        if (!exec::thread_sleep_ms(k_step_ms)) return Error::interrupted;
        exec::MutexGuard serial(telling_);
        const Use port(*this);
        if (!port.alive()) continue;
        const auto r = port->open();
        opened_ = r || !port.alive();
        opens_ |= r.ok();
        return opened_ ? Result<void>{} : r;
    }
    return refusal;
}

Result<void> NetShadow::stop() {
    exec::MutexGuard serial(telling_);
    opened_ = false;
    const Use port(*this);
    if (!port.alive()) return {};
    const auto r = port->stop();
    return port.alive() ? r : Result<void>{};
}

// A setting that the driver refuses changes nothing. One that is made while the driver is away, or that it
// dies of, is for the successor: who dies of it proves little against it. If the successor dies of it too, it
// is undone.

Result<void> NetShadow::configure(const exec::NetConfig& config) {
    exec::MutexGuard serial(telling_);
    const Use port(*this);
    if (port.alive()) {
        const auto r = port->configure(config);
        if (!r && port.alive()) {
            (void)port->configure(config_).ok(); // it may have taken a part
            return r;
        }
        if (r) accepted_ = config;
    }
    untried_ |= !port.alive();
    config_ = config;
    interface_->configured(config); // before a successor can undo it
    return {};
}

Result<void> NetShadow::ioctl(exec::NetIoctl& request) {
    exec::MutexGuard serial(telling_);
    const exec::NetIoctl asked = request;
    const Use port(*this);
    if (!port.alive() && !IoctlLog::sets(asked)) return Error::network_down;
    if (port.alive())
        if (const auto r = port->ioctl(request); !r && (port.alive() || !IoctlLog::sets(asked))) return r;
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
        if (s) {
            exec::IrqGuard guard;
            latest_ = s.value();
            answer_ = {answer_.number + 1, port->counters().tx_packets, latest_.tx_packets};
        }
    }
    add(sum, latest_);
    return sum;
}

} // namespace alcove::recovery
