// SPDX-License-Identifier: MIT
// Counts what a program did to the executive without effect.
#pragma once

namespace alcove::badcalls {

/// Counts a check; a failed one is named.
void check(bool passed, const char* what, const char* detail, int result);
/// Every system call with arguments that can't be right.
void check_calls();
/// Special cases of arguments and files.
void check_edges();
/// A child process for each way to fault.
void check_faults();
/// What such a child does: `index` of the table. Returns the status when the executive lets it go on.
int commit_fault(unsigned index);

} // namespace alcove::badcalls
