// SPDX-License-Identifier: MIT
// Trying the conformance test with the compiler: which rows the headers have, and which headers compile
// alone.
#pragma once
#include "tools/compat/tables.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace alcove::compat {

struct Judgement {
    std::vector<bool> present;           ///< by row
    std::map<std::string, bool> headers; ///< of tables.headers: does it exist and compile alone?
};

/// `compiler`: gcc and its flags, `headers`: the folder of the interface. Symbols are present when `exports`
/// has them.
Judgement judge(const Tables& tables, const std::vector<std::string>& compiler, const std::string& headers,
                const std::set<std::string>& exports);

} // namespace alcove::compat
