// SPDX-License-Identifier: MIT
// The place of a driver's port in its shadow: threads use the port there, and it leaves when none does any
// more.
#pragma once
#include "exec/log.h"
#include "exec/sync.h"
#include "nim/extension.h"
#include <stdio.h>

namespace alcove::recovery {

/// Base of shadows. Port: nim's of the class; it knows its domain().
template <typename Port>
class PortPlace {
  public:
    bool stands_before(const Port& p) const { return last_port_ == &p; }

  protected:
    /// Holds the port in place for a call that may sleep; none if the driver is away.
    class Use {
      public:
        explicit Use(PortPlace& place) : place_(place) {
            exec::IrqGuard guard;
            port_ = place.port_;
            if (port_) place.users_++;
        }
        ~Use() {
            if (port_) place_.unuse();
        }
        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;
        Port* operator->() const { return port_; }
        Port& operator*() const { return *port_; }
        explicit operator bool() const { return port_; }
        /// The driver is there and has not failed; ask again after a call to know whether it died under it.
        bool alive() const { return port_ && port_->domain().alive(); }

      private:
        PortPlace& place_;
        Port* port_;
    };

    /// One user less: a Use, or who claimed the place and has served.
    void unuse() {
        exec::IrqGuard guard;
        if (--users_ == 0) unused_.wake_all();
    }

    /// Takes the port out of use and waits until no thread is inside. Interrupts off. `name`: its
    /// extension's.
    void leave_place(const char* name) {
        Port* going = last_port_;
        port_ = nullptr;
        wait_unused(k_call_patience_ms);
        // Whoever sleeps in a driver that is unloaded would do so for ever. A failed domain lets its threads
        // go.
        if (users_ && going && going->domain().alive()) {
            nim::Failure f;
            f.kind = nim::FailureKind::request;
            sniprintf(f.detail, sizeof f.detail, "unloaded while a call does not end");
            going->domain().fail(f);
            going->domain().wake_everyone();
        }
        wait_unused(k_leave_patience_ms);
        if (users_) exec::log(exec::LogLevel::error, "%s: a thread does not leave the driver", name);
    }

    Port* port_ = nullptr;      ///< the driver, nullptr while it is away
    Port* last_port_ = nullptr; ///< also while it is coming or going
    u32 users_ = 0;             ///< threads inside the port

  private:
    static constexpr u32 k_call_patience_ms = 1000;  ///< for calls in a driver that is to be unloaded
    static constexpr u32 k_leave_patience_ms = 5000; ///< for threads to leave a failed one
    void wait_unused(u32 patience_ms) {
        while (users_ && unused_.wait(patience_ms) == exec::WakeReason::woken) {
        }
    }
    exec::WaitQueue unused_;
};

} // namespace alcove::recovery
