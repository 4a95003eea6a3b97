// SPDX-License-Identifier: MIT
// Which ioctls set something, and which of them speak of the same thing.
#include "recovery/ioctl_log.h"
#include <string.h>

namespace alcove::recovery {
namespace {

/// Linux's numbers, which programs use (sockios.h, ethtool.h of 2.4.18).
constexpr u32 k_siocethtool = 0x8946, k_siocsmiireg = 0x8949, k_siocsifmap = 0x8971;
constexpr u32 k_siocdevprivate = 0x89F0;
constexpr u32 k_old_mii_write = k_siocdevprivate + 2; ///< what 2.4's drivers take beside SIOCSMIIREG
/// ETHTOOL_SSET, _SWOL, _SMSGLVL, _SCOALESCE, _SRINGPARAM, _SPAUSEPARAM, _SRXCSUM, _STXCSUM, _SSG
constexpr u32 k_ethtool_settings[] = {0x02, 0x06, 0x08, 0x0F, 0x11, 0x13, 0x15, 0x17, 0x19};

/// Names the setting; 0: the request sets nothing that lasts. Others of a driver's own are not known.
u32 setting_of(const exec::NetIoctl& r) {
    if (r.command == k_siocsifmap) return r.command;
    if (r.command == k_siocsmiireg || r.command == k_old_mii_write) {
        u32 phy_and_register; // two words of 16 bits each
        memcpy(&phy_and_register, r.argument, sizeof phy_and_register);
        return (phy_and_register & 0x1F) << 8 | (phy_and_register >> 16 & 0x1F) | 1u << 31;
    }
    u32 command = 0;
    if (r.command != k_siocethtool || r.data_bytes < sizeof command) return 0;
    memcpy(&command, r.data, sizeof command);
    for (u32 known : k_ethtool_settings)
        if (command == known) return k_siocethtool ^ command << 16;
    return 0;
}

} // namespace

bool IoctlLog::sets(const exec::NetIoctl& request) { return setting_of(request) != 0; }

void IoctlLog::forget(u32 i) {
    count_--;
    for (; i < count_; i++) entries_[i] = entries_[i + 1];
}

bool IoctlLog::note(const exec::NetIoctl& request) {
    const u32 setting = setting_of(request);
    if (!setting) return true;
    for (u32 i = 0; i < count_; i++)
        if (setting_of(entries_[i]) == setting) {
            forget(i);
            break;
        }
    if (count_ == k_most) return false;
    entries_[count_++] = request;
    return true;
}

} // namespace alcove::recovery
