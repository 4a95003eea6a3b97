// SPDX-License-Identifier: MIT
// Where nim/ tells of failures and of devices that come and go; recovery/ implements it.
#pragma once
#include "lib/types.h"

namespace alcove::nim {

class Domain;
class Extension;
class NetPort;
class CharPort;
class BlockPort;

class RecoveryHook {
  public:
    virtual ~RecoveryHook() = default;
    /// A domain has just failed: no thread will return to it. Any context, interrupts off: only note it
    /// and wake a thread. That thread then calls Domain::quiesce, wait_empty, and Extension::discard
    /// (releases everything), decides, and calls Extension::start for the next generation.
    virtual void failed(Domain& domain) = 0;
    /// The extension runs and offers this interface (also after a restart). Thread context.
    virtual void net_appeared(Domain& domain, NetPort& port) = 0;
    /// The interface goes: an orderly unload when domain.alive(), else a failure. `port` is valid until
    /// the call returns. Thread context.
    virtual void net_vanished(Domain& domain, NetPort& port) = 0;
    /// The same two for character devices.
    virtual void char_appeared(Domain& domain, CharPort& port) = 0;
    virtual void char_vanished(Domain& domain, CharPort& port) = 0;
    /// The same two for disks.
    virtual void block_appeared(Domain& domain, BlockPort& port) = 0;
    virtual void block_vanished(Domain& domain, BlockPort& port) = 0;
    /// The extension was unloaded by request: forget it and what stands in for it. Thread context.
    virtual void unloaded(Extension& extension) = 0;
};

/// The registered one; until then a plain one that gives interfaces to TCP/IP and recovers nothing.
RecoveryHook& recovery_hook();
void recovery_hook_register(RecoveryHook& hook);

} // namespace alcove::nim
