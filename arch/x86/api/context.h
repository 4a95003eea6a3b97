// SPDX-License-Identifier: MIT
// Switching between kernel threads.
#pragma once
#include "lib/types.h"

namespace alcove::arch {

struct UpcallRecord;

/// What of a thread the switch needs to know.
struct SwitchTarget {
    u32 esp;              ///< its saved stack pointer
    u32 stack_high;       ///< top of its kernel stack, for entries from ring 3
    PhysAddr directory;   ///< 0: any will do
    UpcallRecord* upcall; ///< upcall in progress, or nullptr
};

/// Saves the running thread's stack pointer to *save_esp and goes on as the target. Interrupts off.
void switch_to(u32* save_esp, const SwitchTarget& target);

/// Prepares a new stack so that switch_to() enters entry(argument) with interrupts off; returns its esp.
u32 prepare_stack(u32 stack_high, void (*entry)(void*), void* argument);

} // namespace alcove::arch
