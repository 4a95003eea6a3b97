// SPDX-License-Identifier: MIT
// A shadow that serves one extension after the other: whose it is, and who takes over.
#pragma once
#include "recovery/port_place.h"
#include <string.h>

namespace alcove::recovery {

/// Port: a class of nim/ with domain(). A shadow is never deleted: a thread may be on its way into one.
template <typename Port>
class ShadowBase : public PortPlace<Port> {
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
    bool away() const { return in_use() && !this->last_port_; }
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
        this->last_port_ = &port;
        this->users_++;
    }

  protected:
    ~ShadowBase() = default;

    /// Takes the port out, and returns when no thread uses it any more. Interrupts off.
    void leave() {
        leaving_ = true;
        this->leave_place(extension_->name());
    }
    /// After leave(). Interrupts off.
    void left() {
        leaving_ = false;
        this->last_port_ = nullptr;
    }

    nim::Extension* extension_ = nullptr;
    char awaited_[32] = ""; ///< the extension that takes over
    u64 came_after_us_ = 0; ///< the failure that the port's driver, or the awaited one, comes after; 0: none
    bool leaving_ = false;  ///< last_port_ is going
};

} // namespace alcove::recovery
