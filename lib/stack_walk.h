// SPDX-License-Identifier: MIT
// One step up a stack by a row of the table of frames; nobody vouches for the stack's contents.
#pragma once
#include "lib/line_table.h"

namespace alcove {

/// A function's frame, as seen from inside it.
struct StackFrame {
    u32 eip = 0, esp = 0, ebp = 0;
    bool returns_there = false; ///< eip is where a call returns to, so the call is before it
};
struct StackBounds {
    u32 low = 0, high = 0; ///< nothing outside is read
    bool holds(u32 address) const {
        return address % 4 == 0 && address >= low && address < high && high - address >= 4;
    }
};

/// Goes to the caller by the rule. Of the innermost function only, an unknown rule means that it has pushed
/// nothing: a jump into nowhere, or a service's stub. False: not known, or the end. Each step goes upwards,
/// so a walk ends.
inline bool step_up(StackFrame& frame, LineTable::Frame rule, const StackBounds& bounds) {
    if (rule.base == LineTable::Frame::unknown) {
        if (frame.returns_there) return false;
        rule = {LineTable::Frame::esp, 4, 0};
    }
    const u32 top = (rule.base == LineTable::Frame::esp ? frame.esp : frame.ebp) + rule.top;
    if (top <= frame.esp || !bounds.holds(top - 4)) return false;
    const u32 saved = top - 4 * rule.saved_ebp;
    if (rule.saved_ebp) frame.ebp = bounds.holds(saved) ? *reinterpret_cast<const u32*>(saved) : 0;
    frame.eip = *reinterpret_cast<const u32*>(top - 4);
    frame.esp = top;
    frame.returns_there = true;
    return true;
}

} // namespace alcove
