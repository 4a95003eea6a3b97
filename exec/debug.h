// SPDX-License-Identifier: MIT
// Commands of those who look for a fault (trace, core): the same words from the control channel and from
// programs (system call `debug`).
#pragma once
#include "lib/command_words.h"
#include "lib/result.h"

namespace alcove::exec {

using DebugWords = CommandWords<16>;

/// Carries out a command; words[0] is its name. May write an answer of text; returns the answer's length.
/// Thread context, may sleep.
struct DebugCommand {
    const char* name;
    Result<usize> (*run)(const DebugWords& words, char* answer, usize size);
};
/// Boot. `command` must stay.
void debug_register(const DebugCommand& command);

/// Runs the words as the control channel hands them over, and sends the answer: {"answer":"<line>"} each.
int debug_control(int argc, char** argv);

/// Runs the line of words. Errors: not_implemented (no such command), and the command's own.
Result<usize> debug_run(const char* line, char* answer, usize size);

} // namespace alcove::exec
