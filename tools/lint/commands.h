// SPDX-License-Identifier: MIT
// The rules that other programs check: formatting, clang-tidy, and what drivers import.
#pragma once
#include "tools/lint/source_tree.h"

namespace alcove::lint {

struct Settings {
    std::string state;        ///< folder of stamps: a file that passed is not checked again until it changes
    std::string kernel_flags; ///< compiler flags of the executive
    std::string host_flags;   ///< compiler flags of host programs
    std::vector<std::string> personalities;
    std::vector<std::string> modules;
};

/// clang-format and clang-tidy over the C++ sources that changed since they passed, in parallel.
Findings check_commands(const SourceTree& tree, const Settings& settings);
/// Formats the C++ sources that check_commands() would complain about.
void format_sources(const SourceTree& tree);
/// Symbols that a module needs and no personality (in either mode) nor another module exports.
Findings check_imports(const Settings& settings);

} // namespace alcove::lint
