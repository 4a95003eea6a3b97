// SPDX-License-Identifier: MIT
// The canned failures: how each is provoked and what it must be seen as.
#pragma once
#include "tools/common/elf_symbols.h"
#include "tools/systest/guest.h"
#include <random>

namespace alcove::systest {

/// How a kind is provoked and what it must be seen as.
struct Kind {
    const char* name;
    enum Argument { none, image, unmapped, text, instruction, port } argument;
    std::vector<std::string> seen_as; ///< kinds of the failure event; empty: any
};
extern const std::vector<Kind> k_kinds;

/// Behind the kind's name, for the round-th time; empty or begins with a space.
std::string argument_of(const Kind& kind, const ElfSymbols& symbols, std::mt19937& random, int round);
/// Fails unless the failure is seen for what it is.
void require_kind(Test& test, const Kind& kind, const Message& failure, const std::string& argument);

} // namespace alcove::systest
