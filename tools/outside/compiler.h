// SPDX-License-Identifier: MIT
// Compiling a driver's file where it lies, by way of the pass that cures older C.
#pragma once
#include <string>
#include <vector>

namespace alcove::outside {

struct Compiler {
    std::vector<std::string> command; ///< gcc and its flags, those for Alcove's headers included
    std::string more_headers;         ///< folder looked up last, or empty
    bool colour = false;              ///< messages are for a terminal
};

struct Compiled {
    bool right;
    std::string messages;                  ///< the compiler's own
    std::vector<std::string> cures;        ///< what the pass changed, a line for each file
    std::vector<std::string> dependencies; ///< files read, the source included
    std::vector<std::string> from_more;    ///< those of `more_headers`, by their names below it
};

/// Compiles `source` to `object`. Copies that the pass makes go below `mirror`, the list of dependencies to
/// `object`.d. Throws on what is no fault of the source.
Compiled compile(const Compiler& compiler, const std::string& source, const std::string& object,
                 const std::string& mirror);

} // namespace alcove::outside
