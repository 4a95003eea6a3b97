// SPDX-License-Identifier: MIT
// ELF cores of domains for gdb: the registers of the threads inside, the memory, and where modules lie.
#pragma once
#include "nim/extension.h"

namespace alcove::nim {

constexpr u32 k_core_most =
    2u << 20; ///< bytes of a core; of a larger domain the last heap frames are left out

/// A thread inside a domain. Of one that is in a service only eip, esp, ebp and eflags are known.
struct CoreThread {
    u32 id = 0; ///< of the thread; 0: none
    u32 upcall = 0;
    arch::DomainRegisters registers = {};
};

/// Of an extension whose failures leave cores: what is taken down in the moment of failure, when the threads
/// are still inside, and the last file.
struct CoreKeeper {
    static constexpr u32 k_threads = 16; ///< as many as a domain has stacks
    bool on = true;
    u32 count = 0;
    CoreThread threads[k_threads];
    char file[64] = {}; ///< of the last failure; empty: none yet
};

/// The threads inside, the running one first. Interrupts off.
u32 core_threads(const Domain& domain, CoreThread (&threads)[CoreKeeper::k_threads]);

/// Writes /tmp/NAME.GENERATION.core of the failed domain, in place of the file of the failure before. What
/// goes wrong is logged. Extension locked, no thread inside, the memory still there. Thread context.
void core_of_failure(Extension& extension);

/// Registers the command `core` (docs/debugging.md). Boot.
void core_init();

} // namespace alcove::nim
