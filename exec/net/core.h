// SPDX-License-Identifier: MIT
// The lock of the TCP/IP core (lwIP), and how what was sent under it reaches the drivers.
#pragma once
#include "exec/sync.h"
#include "lib/types.h"

namespace alcove::exec {

/// Interface numbers are 0..k_max_interfaces-1; sets of them are bit masks.
constexpr u32 k_max_interfaces = 16;

extern Mutex core_mutex;

/// Notes that an interface has packets for its driver which the next flush must hand over. Core locked.
void core_note_transmit(u32 interface);
/// Takes the interfaces of `mask` that were noted since the last call. Any context.
u32 core_take_transmits(u32 mask = ~0u);

/// Flushes these interfaces' drivers: each enters an extension and may wait for it. Core not locked.
void interfaces_flush(u32 mask);
/// Has each of these interfaces' own threads flush its driver. Any context.
void interfaces_flush_later(u32 mask);

/// See CoreGuardLazy. Core not locked.
void core_flush_lazily();

/// Holds the core for a call from a program or a kernel thread; what was sent meanwhile goes to the
/// drivers as one batch when it is given back.
class CoreGuard {
  public:
    CoreGuard() { core_mutex.lock(); }
    ~CoreGuard() { unlock(); }
    CoreGuard(const CoreGuard&) = delete;
    CoreGuard& operator=(const CoreGuard&) = delete;
    /// Early; the destructor then does nothing more.
    void unlock() {
        if (!held_) return;
        held_ = false;
        core_mutex.unlock();
        if (const u32 mask = core_take_transmits()) interfaces_flush(mask);
    }

  private:
    bool held_ = true;
};

/// Holds the core and leaves flushing to the interfaces' own threads: for threads that must not wait for
/// an extension.
class CoreGuardNoWait {
  public:
    CoreGuardNoWait() { core_mutex.lock(); }
    ~CoreGuardNoWait() {
        core_mutex.unlock();
        if (const u32 mask = core_take_transmits()) interfaces_flush_later(mask);
    }
    CoreGuardNoWait(const CoreGuardNoWait&) = delete;
    CoreGuardNoWait& operator=(const CoreGuardNoWait&) = delete;
};

/// For a stream of small calls, each of which sends one packet: the drivers are flushed for every
/// 32nd, or as soon as no program wants the processor, or at the next tick.
class CoreGuardLazy {
  public:
    CoreGuardLazy() { core_mutex.lock(); }
    ~CoreGuardLazy() {
        core_mutex.unlock();
        core_flush_lazily();
    }
    CoreGuardLazy(const CoreGuardLazy&) = delete;
    CoreGuardLazy& operator=(const CoreGuardLazy&) = delete;
};

/// Starts lwIP and the thread that runs its timers.
void core_init();

/// -errno of lwIP's err_t; 0 for ERR_OK.
int error_of_lwip(int err);

} // namespace alcove::exec
