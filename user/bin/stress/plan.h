// SPDX-License-Identifier: MIT
// Applies a plan of faults to a running extension, line by line (docs/fault-injection.md).
#pragma once

namespace alcove::user {

/// Applies each line of the text (changed in place); empty ones and those with '#' in front are passed over.
/// A line `provoke KIND [ARGUMENT]` is a canned failure (nim fail), which needs no planner. Returns how many
/// of these there were. Counts lines that were refused in `refused`, and says why on standard error.
unsigned apply_plan(const char* domain, char* text, unsigned& refused);

} // namespace alcove::user
