// SPDX-License-Identifier: MIT
// The project's sources in memory, with comments blanked out and includes resolved.
#pragma once
#include <map>
#include <string>
#include <vector>

namespace alcove::lint {

struct Include {
    int line;
    std::string name;     ///< as written
    bool quoted;          ///< "..." and not <...>
    std::string resolved; ///< path from the top of the tree; empty for a system header
};

struct SourceFile {
    std::string text; ///< as it is
    std::string code; ///< the same length, comments blanked out
    std::string bare; ///< the same length, comments and what strings hold blanked out
    std::vector<Include> includes;
};

struct SourceTree {
    std::string root;
    std::map<std::string, SourceFile> files; ///< by path from the top

    /// The file and all that it includes, by path.
    std::vector<std::string> closure(const std::string& path) const;
};

struct Finding {
    std::string file;
    int line; ///< 0: the file as a whole
    std::string text;
};
using Findings = std::vector<Finding>;

SourceTree read_tree(const std::string& root);
int line_of(const std::string& text, std::size_t position);
bool has_ending(const std::string& path, std::initializer_list<const char*> endings);

} // namespace alcove::lint
