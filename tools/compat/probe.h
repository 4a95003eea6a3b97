// SPDX-License-Identifier: MIT
// The conformance test, generated: for each row a piece of C that compiles only where the interface has it.
#pragma once
#include "tools/compat/tables.h"
#include <set>
#include <string>
#include <vector>

namespace alcove::compat {

/// Ways to test for a row, the strictest first; it is present when one of them compiles. Lines of C, each a
/// whole. `unions`: members without a type name of the row's structure, through which a field may have to be
/// reached.
using Attempt = std::vector<std::string>;
std::vector<Attempt> attempts_for(const Row& row, const std::vector<std::string>& unions,
                                  const Tables& tables);

/// One file: includes, each behind what `before` says to define for it, then the attempts; a message about
/// attempt i stands at line i + 1 of the file "probe".
std::string probe_text(const std::vector<std::string>& includes, const Notes& before,
                       const std::vector<Attempt>& attempts);

/// What the compiler said of a file of probe_text.
struct Verdict {
    std::set<std::size_t> failed; ///< numbers of attempts
    std::set<std::size_t>
        wrong; ///< of those: a value or type is another, and no laxer attempt may stand for it
    bool header_broken = false; ///< an error elsewhere
};
Verdict read_messages(const std::string& messages);

} // namespace alcove::compat
