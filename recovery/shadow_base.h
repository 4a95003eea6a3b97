// SPDX-License-Identifier: MIT
// What shadows of all classes have in common: which extension they serve, the driver below and who is inside
// it.
#pragma once
#include "exec/log.h"
#include "exec/sync.h"
#include "nim/extension.h"
#include <stdio.h>
#include <string.h>

namespace alcove::recovery {

/// Port: a class of nim/ with domain(). A shadow is never deleted: a thread may be on its way into one.
template <typename Port>
class ShadowBase {
  public:
    /// In use for a device of this extension?
    bool serves(const nim::Extension& e) const { return extension_ == &e; }
    /// Its extension, which failed at `failure_us`, is given up; another one of this name takes over.
    void await(const char* extension_name, u64 failure_us) {
        strlcpy(awaited_, extension_name, sizeof awaited_);
        came_after_us_ = failure_us;
    }
    bool awaits(const char* extension_name) const { return strcmp(awaited_, extension_name) == 0; }
    bool in_use() const { return extension_ != nullptr; }
    bool away() const { return in_use() && !last_port_; }
    bool stands_before(const Port& p) const { return last_port_ == &p; }
    /// Takes an unused shadow, or one that is away, for this port; serve() must follow. `failure_us`: of the
    /// failure that the driver comes back from. Does not sleep.
    void claim(nim::Extension& e, Port& port, u64 failure_us) {
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

  protected:
    /// Holds the port in place for a call that may sleep; none if the driver is away.
    class Use {
      public:
        explicit Use(ShadowBase& shadow) : shadow_(shadow) {
            exec::IrqGuard guard;
            port_ = shadow.port_;
            if (port_) shadow.users_++;
        }
        ~Use() {
            if (port_) shadow_.leave_use();
        }
        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;
        Port* operator->() const { return port_; }
        explicit operator bool() const { return port_; }
        /// The driver is there and has not failed; ask again after a call to know whether it died under it.
        bool alive() const { return port_ && port_->domain().alive(); }

      private:
        ShadowBase& shadow_;
        Port* port_;
    };

    ~ShadowBase() = default;

    void leave_use() {
        exec::IrqGuard guard;
        if (--users_ == 0) unused_.wake_all();
    }
    /// Takes the port out, and returns when no thread uses it any more. Interrupts off.
    void leave() {
        Port* going = last_port_;
        port_ = nullptr;
        leaving_ = true;
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
        if (users_)
            exec::log(exec::LogLevel::error, "%s: a thread does not leave the driver", extension_->name());
    }
    /// After leave(). Interrupts off.
    void left() {
        leaving_ = false;
        last_port_ = nullptr;
    }

    nim::Extension* extension_ = nullptr;
    char awaited_[32] = ""; ///< the extension that takes over
    u64 came_after_us_ = 0; ///< the failure that the port's driver, or the awaited one, comes after; 0: none
    Port* port_ = nullptr;  ///< the driver, nullptr while it is away
    Port* last_port_ = nullptr; ///< also while it is coming or going
    bool leaving_ = false;      ///< last_port_ is going

  private:
    static constexpr u32 k_call_patience_ms = 1000;  ///< for calls in a driver that is to be unloaded
    static constexpr u32 k_leave_patience_ms = 5000; ///< for threads to leave a failed one

    void wait_unused(u32 patience_ms) {
        while (users_ && unused_.wait(patience_ms) == exec::WakeReason::woken) {
        }
    }

    u32 users_ = 0; ///< threads inside the port
    exec::WaitQueue unused_;
};

} // namespace alcove::recovery
