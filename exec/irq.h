// SPDX-License-Identifier: MIT
// Hardware interrupt lines of the two 8259 PICs: handlers, masking, probing.
#pragma once
#include "lib/result.h"

namespace alcove::exec {

constexpr u8 k_irq_lines = 16;

/// One handler on a line. Handlers of a shared line are called in order of registration.
struct IrqAction {
    /// Interrupt context, interrupts off. Returns whether the device had asked for it.
    bool (*handler)(u8 line, void* argument);
    void* argument;
    IrqAction* next = nullptr;
    bool shared = true;
};

/// Adds a handler and unmasks the line. Errors: invalid (line), busy (a side does not share).
Result<void> irq_attach(u8 line, IrqAction& action);
/// Removes it; the line is masked when none is left. Any context.
void irq_detach(u8 line, IrqAction& action);

/// Nesting mask of a line; a line is open when every mask was undone. Any context.
void irq_mask(u8 line);
void irq_unmask(u8 line);

/// Interrupts taken on the line since boot, and those no handler claimed.
u32 irq_count(u8 line);
u32 irq_unclaimed(u8 line);

/// In an interrupt handler now? Any context.
bool in_interrupt();

} // namespace alcove::exec
