// SPDX-License-Identifier: MIT
// Running a program and reading what it says.
#pragma once
#include <string>
#include <vector>

namespace alcove::outside {

struct CommandResult {
    int status;         ///< exit status, or 128 + the signal's number
    std::string output; ///< standard output and standard error
};

/// Runs `arguments[0]`, found in PATH, to its end. Throws tools::Error when it can't be started.
CommandResult run_command(const std::vector<std::string>& arguments);

/// The words of a text, split at blanks, as the shell takes them: quotes group and go.
std::vector<std::string> split_words(const std::string& text);

} // namespace alcove::outside
