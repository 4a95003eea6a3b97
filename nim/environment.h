// SPDX-License-Identifier: MIT
// Faults of a domain's environment that are armed: counted down where the resource is granted.
#pragma once
#include "lib/fault_line.h"
#include "lib/result.h"

namespace alcove::nim {

class Domain;

/// Part of a domain. All is zero unless faults are injected, so that `armed` is all that others look at.
class EnvironmentFaults {
  public:
    explicit EnvironmentFaults(Domain& domain) : domain_(domain) {}

    bool armed(EnvironmentFault kind) const { return left_[static_cast<u32>(kind)] != 0; }
    /// One of the next `count` is taken: true as long as there are any. Interrupts off.
    bool take(EnvironmentFault kind) { return armed(kind) && (count_down(kind), true); }
    /// True for the `count`-th only. Interrupts off.
    bool due(EnvironmentFault kind) { return armed(kind) && count_down(kind) == 0; }
    /// Flips one bit of a received frame's data if that is due. Interrupts off.
    void corrupt(void* frame, u32 bytes);

    /// Arms it; what takes effect at once does so. Thread context, the extension's lock held.
    /// Error: invalid when the domain has nothing that the fault is about.
    Result<void> arm(EnvironmentFault kind, u32 count);
    /// Did it take effect, and when? Those that the personality counts are looked up in the domain.
    bool fired(EnvironmentFault kind, u64& at_us) const;

  private:
    u32 count_down(EnvironmentFault kind);
    Result<void> raise_spurious(u32 count);
    Domain& domain_;
    u32 left_[k_environment_faults] = {};
    u64 fired_us_[k_environment_faults] = {};
};

} // namespace alcove::nim
