// SPDX-License-Identifier: MIT
// The ioctls that a character device's driver must hear again after its restart: the last one of each
// setting.
#pragma once
#include "exec/char/driver.h"

namespace alcove::recovery {

/// Whom a setting belongs to.
enum class SettingScope : u8 {
    none,   ///< the request sets nothing that lasts
    file,   ///< ends with the open file: a sample rate
    device, ///< stays when all files are closed: a mixer's level
    line    ///< the same, but a driver may drop it then: it is told when a file is open again
};

struct SettingKind {
    SettingScope scope = SettingScope::none;
    u32 bytes = 0; ///< that its argument means; 0: the argument is a number
};

/// What is known of a request by its number.
SettingKind setting_kind(u32 request);

class CharSettings {
  public:
    /// Notes a setting that the driver has accepted. A new value of a known one goes to the end, for the
    /// order may matter. False when there is no room for another.
    bool note(const exec::CharSetting& setting);
    u32 count() const { return count_; }
    const exec::CharSetting& at(u32 i) const { return entries_[i]; }
    void forget(u32 i);
    template <typename F>
    bool has(F wanted) const {
        for (u32 i = 0; i < count_; i++)
            if (wanted(entries_[i])) return true;
        return false;
    }

  private:
    static constexpr u32 k_most = 32;
    exec::CharSetting entries_[k_most];
    u32 count_ = 0;
};

} // namespace alcove::recovery
