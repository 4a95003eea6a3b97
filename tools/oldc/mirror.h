// SPDX-License-Identifier: MIT
// A C file with the headers of its own, cured on a copy where they need it.
#pragma once
#include <string>
#include <vector>

namespace alcove::oldc {

struct Prepared {
    std::string path;                 ///< what to compile: the file itself, or its copy
    std::vector<std::string> folders; ///< where it looks for "...", in this order
    std::vector<std::string> cures;   ///< one line for each file that was cured
};

/// Cures `file` and all that it includes by "..." from its own folders. If one of them needs it, all are
/// copied below `mirror`, each at its absolute path, so that they find each other; otherwise nothing is
/// written. Throws std::runtime_error when a file can't be read or written.
Prepared prepare(const std::string& file, const std::string& mirror);

} // namespace alcove::oldc
