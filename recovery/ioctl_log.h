// SPDX-License-Identifier: MIT
// The ioctls that an interface's driver must hear again after its restart: the last one of each setting.
#pragma once
#include "exec/net/interface.h"

namespace alcove::recovery {

class IoctlLog {
  public:
    /// Does the request set something that lasts?
    static bool sets(const exec::NetIoctl& request);
    /// Notes a request that the driver has accepted, if it is one that sets something. A new value of a known
    /// setting goes to the end, for the order may matter. False when there is no room for another setting.
    bool note(const exec::NetIoctl& request);
    void clear() { count_ = 0; }
    u32 count() const { return count_; }
    const exec::NetIoctl& at(u32 i) const { return entries_[i]; }
    void forget(u32 i);

  private:
    static constexpr u32 k_most = 16;
    exec::NetIoctl entries_[k_most];
    u32 count_ = 0;
};

} // namespace alcove::recovery
