// SPDX-License-Identifier: MIT
// What `make compat` prints, and docs/linux-support.md.
#pragma once
#include "tools/compat/figures.h"
#include <string>

namespace alcove::compat {

/// The table of figures, for the terminal.
std::string figures_text(const Figures& figures);
/// The first `rows` of what is missing and of what is untested, in each of the classes named.
std::string wants_text(const Tables& tables, const Judgement& judgement, const Known& known,
                       const std::vector<std::string>& classes, std::size_t rows);
/// The page for people.
std::string page(const Tables& tables, const Figures& figures, const Known& known);

} // namespace alcove::compat
