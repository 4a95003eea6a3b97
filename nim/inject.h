// SPDX-License-Identifier: MIT
// Applies the lines of a fault plan to a running extension, and remembers which of them took effect.
#pragma once
#include "lib/result.h"
#include <string_view>

namespace alcove::nim {

class Domain;
class Extension;

constexpr u32 k_most_faults = 64; ///< remembered until they are cleared

/// Applies one line (lib/fault_line.h) to the extension's present domain. The site of a fault in code gets a
/// breakpoint; the faulty instruction takes its place when it is first reached. Everything is checked before
/// anything is changed; on an error `message` has one line. Thread context.
/// Errors: invalid (the line), not_found (no domain, module or symbol), bad_address (out of the code), busy
/// (the old bytes differ), too_big (more than k_most_faults), no_memory.
Result<void> inject(Extension& extension, std::string_view line, char* message, usize size);

/// The domain's memory goes, and the faults in it: only their record stays. Thread context.
void faults_forget(Domain& domain);

/// A fault as it stands.
struct FaultState {
    u32 index = 0;
    char extension[32] = {}, type[24] = {};
    char site[96] = {}; ///< "module:function+0x12", or "environment"
    u32 generation = 0;
    bool applied = false, activated = false;
    u64 at_us = 0; ///< since boot: when it took effect first
};
/// Copies the i-th; false past the last. Thread context.
bool fault_state(u32 i, FaultState& state);
/// Forgets those whose domain is gone. Thread context.
void faults_clear();

/// Boot.
void inject_init();

} // namespace alcove::nim
