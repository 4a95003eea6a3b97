// SPDX-License-Identifier: MIT
// The commands that the shell runs itself.
#pragma once
#include <span>

namespace alcove::shell {

class Shell;

struct Builtin {
    const char* name;
    const char* what; ///< for help
    int (*run)(Shell& shell, int argc, char** argv);
};

extern const std::span<const Builtin> k_builtins;

} // namespace alcove::shell
