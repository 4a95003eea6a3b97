// SPDX-License-Identifier: MIT
// The rules that need nothing but the sources. Each returns what it found, in the order of paths.
#pragma once
#include "tools/lint/source_tree.h"

namespace alcove::lint {

/// Includes outside the row of the layering table in docs/design.md, and quoted includes of no file.
Findings check_layers(const SourceTree& tree);
/// Include cycles, each once.
Findings check_cycles(const SourceTree& tree);
/// Inline assembly in C++ outside arch/x86, privileged instructions in a domain's C, stray assembler sources.
Findings check_assembly(const SourceTree& tree);
/// The SPDX line, and the sentence that says a file's job.
Findings check_headers(const SourceTree& tree);

} // namespace alcove::lint
