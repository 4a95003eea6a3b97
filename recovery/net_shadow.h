// SPDX-License-Identifier: MIT
// The shadow of a network driver: it stands between interface and driver, remembers what the driver was
// told, stands in while the driver is away, and tells the next one the same.
#pragma once
#include "exec/clock.h"
#include "exec/net/interface.h"
#include "exec/sync.h"
#include "nim/net_port.h"
#include "recovery/ioctl_log.h"
#include "recovery/net_health.h"
#include "recovery/port_place.h"

namespace alcove::nim {
class Extension;
}

namespace alcove::recovery {

/// Lives as long as its interface. While the driver is away, packets are refused with network_down: the
/// interface then keeps them up to its bound, knows which of them TCP repeats anyway, and sends the rest
/// on when the shadow says transmit_ready (exec/net/ethernet.h). One queue, where the knowledge is.
class NetShadow final : public exec::NetDriver, public PortPlace<nim::NetPort> {
  public:
    static constexpr const char* k_not_made = "no network interface";
    // --- for the recovery manager, thread context ---
    /// In use for an interface of this extension?
    bool serves(const nim::Extension& e) const { return extension_ == &e; }
    /// Its extension, which failed at `failure_us`, is given up; another one of this name takes over.
    void await(const char* extension_name, u64 failure_us);
    bool awaits(const char* extension_name) const;
    bool in_use() const { return extension_ != nullptr; }
    bool away() const { return in_use() && !last_port_; }
    /// Takes an unused shadow, or one that is away, for this port; serve() must follow. `failure_us`: of the
    /// failure that the driver comes back from. Does not sleep.
    void claim(nim::Extension& e, nim::NetPort& port, u64 failure_us);
    /// Makes an interface above the port if there is none yet; puts the port in place: replays what the old
    /// driver was told, then sends what waited. May sleep as long as the driver does; detach() waits for it.
    /// Errors: what the new driver answered to open or configure, network_down when the port left meanwhile.
    Result<void> serve(nim::NetPort& port);
    /// Takes the port out; returns when no thread uses it any more.
    void detach();
    /// The same, and ends the interface too: programs' sockets get errors.
    void destroy();
    bool matches(const nim::NetPort& port) const;

    // --- NetDriver ---
    Result<void> open() override;
    Result<void> stop() override;
    Result<void> transmit(pbuf* packet) override;
    void flush() override;
    Result<void> configure(const exec::NetConfig& config) override;
    Result<void> ioctl(exec::NetIoctl& request) override;
    Result<exec::NetDriverStats> statistics() override;
    u32 in_flight() const override;
    const exec::NetAddressing& addressing() const override { return addressing_; }

  private:
    void report_first_packet();
    Result<void> open_successor(Error refusal);
    void judge_health();
    DriverTraffic driver_traffic() const;
    void ailing(Ailment a);
    void leave();
    Result<void> create_interface(const nim::NetPort& port);
    Result<void> attach(nim::NetPort& port);
    Result<void> replay(nim::NetPort& port);
    Result<void> replay_config(nim::NetPort& port);
    Result<void> replay_ioctls(nim::NetPort& port);

    nim::Extension* extension_ = nullptr;
    char awaited_[32] = ""; ///< the extension that takes over
    u64 came_after_us_ = 0; ///< the failure that the port's driver, or the awaited one, comes after; 0: none
    exec::NetInterface* interface_ = nullptr;
    bool leaving_ = false; ///< last_port_ is going

    // What the driver was told; telling_ keeps that and a replay apart.
    exec::Mutex telling_;
    bool opened_ = false;
    bool opens_ = false;       ///< the last driver that was asked opened
    exec::NetConfig config_;   ///< what a driver is to be told
    exec::NetConfig accepted_; ///< what one took last
    bool untried_ = false;     ///< config_ was changed while no driver was there
    IoctlLog ioctls_;
    exec::NetAddressing addressing_ = {};

    exec::NetDriverStats before_ = {}; ///< of the drivers that are gone
    exec::NetDriverStats latest_ = {}; ///< last answer of this one
    u32 refused_ = 0;                  ///< packets that came while it was away
    NetHealth health_;
    DriverTraffic::Answer answer_; ///< of this driver, asked for its statistics
    u32 samples_ = 0;
    exec::NetTraffic asked_at_; ///< the traffic when it was asked last
    bool judged_ = false;       ///< health_ has begun with this driver
    exec::Timer health_timer_{[](void* self) { static_cast<NetShadow*>(self)->judge_health(); }, this};
    u64 failure_us_ = 0; ///< the failure whose first packet is awaited; 0: none
    bool sent_since_ = false;
};

} // namespace alcove::recovery
