// SPDX-License-Identifier: MIT
// The kernel's own symbol table, for backtraces.
#pragma once
#include "lib/stack_walk.h"

namespace alcove::exec {

/// Name of the function that holds `address` and the distance from its start; nullptr if none does. Any
/// context.
const char* symbol_lookup(u32 address, u32& offset);

/// Writes "function+0x12", or "0xC0101234" when unknown, cut to `size`. Returns the length. Any context.
u32 symbol_format(u32 address, char* buffer, u32 size);

/// Code outside the executive's image, for a panic's backtrace; nim/ knows it. Called in a panic: no locks.
struct ForeignCode {
    /// Writes function, offset and source line as far as they fit; returns the length, 0 when it does not
    /// know the address.
    u32 (*format)(const StackFrame& frame, char* buffer, u32 size);
    /// Goes to the caller; reads the stack only inside `bounds`. False: not known.
    bool (*step)(StackFrame& frame, const StackBounds& bounds);
};
/// Boot. `code` must stay.
void foreign_code_register(const ForeignCode& code);
/// nullptr until registered.
const ForeignCode* foreign_code();

} // namespace alcove::exec
