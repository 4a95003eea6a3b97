// SPDX-License-Identifier: MIT
// The checkers of a domain by name: a list such as "sleep,free" to a mask (docs/checkers.md).
#pragma once
#include "lib/command_words.h"

namespace alcove {

struct CheckKind {
    std::string_view name;
    u32 mask;
};
/// In the order of enum nim_check (nim/abi/types.h), with the two that stand for more.
constexpr CheckKind k_check_kinds[] = {
    {"sleep", 1},  {"irqs", 2},   {"free", 4},  {"guards", 8},
    {"leaks", 16}, {"locks", 32}, {"warn", 64}, {"all", 63},
};

/// Names separated by blanks or commas; "none" is the empty mask. False, and `unknown` names it, for a word
/// that is no checker; false for an empty list.
constexpr bool parse_check_kinds(std::string_view list, u32& mask, std::string_view& unknown) {
    mask = 0;
    u32 words = 0;
    for (std::string_view word; !(word = next_word(list, ",")).empty(); ++words) {
        u32 found = 0;
        for (const CheckKind& k : k_check_kinds)
            if (k.name == word) found = k.mask;
        unknown = word;
        if (!found && word != "none") return false;
        mask |= found;
    }
    unknown = {};
    return words != 0;
}

} // namespace alcove
