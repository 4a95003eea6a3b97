// SPDX-License-Identifier: MIT
// The shadow of a network driver: it stands between interface and driver, remembers what the driver was
// told, stands in while the driver is away, and tells the next one the same.
#pragma once
#include "exec/net/interface.h"
#include "exec/sync.h"
#include "nim/net_port.h"
#include "recovery/ioctl_log.h"

namespace alcove::nim {
class Extension;
}

namespace alcove::recovery {

/// Lives as long as its interface. While the driver is away, packets are refused with network_down: the
/// interface then keeps them up to its bound, knows which of them TCP repeats anyway, and sends the rest
/// on when the shadow says transmit_ready (exec/net/ethernet.h). One queue, where the knowledge is.
class NetShadow final : public exec::NetDriver {
  public:
    // --- for the recovery manager, thread context ---
    /// In use for an interface of this extension?
    bool serves(const nim::Extension& e) const { return extension_ == &e; }
    /// Its extension is given up; another one of this name takes over.
    void await(const char* extension_name);
    bool awaits(const char* extension_name) const;
    bool in_use() const { return extension_ != nullptr; }
    bool away() const { return in_use() && !last_port_; }
    bool stands_before(const nim::NetPort& p) const { return last_port_ == &p; }
    /// Makes an interface above the port, the first of its kind.
    Result<void> create(nim::Extension& e, nim::NetPort& port);
    /// Puts a restarted driver's port in place: replays what the old one was told, then sends what waited.
    /// Errors: what the new driver answered to open or configure.
    Result<void> attach(nim::Extension& e, nim::NetPort& port, u64 failure_us);
    /// Takes the port out; returns when no thread uses it any more.
    void detach();
    /// Ends the interface too: programs' sockets get errors.
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
    const exec::NetAddressing& addressing() const override { return addressing_; }

  private:
    class Use;
    void report_first_packet();
    void wait_unused(u32 patience_ms);
    Result<void> replay(nim::NetPort& port);
    Result<void> replay_config(nim::NetPort& port);
    Result<void> replay_ioctls(nim::NetPort& port);

    nim::Extension* extension_ = nullptr;
    char awaited_[32] = ""; ///< the extension that takes over
    exec::NetInterface* interface_ = nullptr;
    nim::NetPort* port_ = nullptr;      ///< the driver, nullptr while it is away
    nim::NetPort* last_port_ = nullptr; ///< also while it is going
    u32 users_ = 0;                     ///< threads inside the port
    exec::WaitQueue unused_;

    // What the driver was told; telling_ keeps that and a replay apart.
    exec::Mutex telling_;
    bool opened_ = false;
    exec::NetConfig config_;   ///< what a driver is to be told
    exec::NetConfig accepted_; ///< what one took last
    bool untried_ = false;     ///< config_ was changed while no driver was there
    IoctlLog ioctls_;
    exec::NetAddressing addressing_ = {};

    exec::NetDriverStats before_ = {}; ///< of the drivers that are gone
    exec::NetDriverStats latest_ = {}; ///< last answer of this one
    u32 refused_ = 0;                  ///< packets that came while it was away
    u64 failure_us_ = 0;               ///< the failure whose first packet is awaited; 0: none
    bool sent_since_ = false;
};

} // namespace alcove::recovery
