// SPDX-License-Identifier: MIT
// The table of the personality's checks: which there are, and without which functions they must fail.
#pragma once
#include "tools/systest/modules.h"

namespace alcove::systest {

/// A line of tests/system/personality.checks.
struct Mutation {
    std::string module, check, function, header; ///< header: "" for a function of the personality
};

/// All lines; none where there is no such file. Throws on one that is wrong.
std::vector<Mutation> mutations();
/// The checks of a module in the order of the table.
std::vector<std::string> checks_of(const std::string& module);

/// A machine with the devices that the test extension `semantics` works with; or another of those whose
/// checks are in the table, which then boots with the program `init`.
class SemanticsMachine {
  public:
    /// `more` is added to its driver.conf.
    SemanticsMachine(Test& test, const std::string& mode, const std::string& more = "",
                     const std::string& module = "semantics");
    Initrd& files() { return files_; }
    /// Boots, loads it, and returns when the checks are done, the extension has failed, the machine has ended
    /// or `patience` is over.
    Machine& run(Milliseconds patience);

  private:
    Test& test_;
    std::string mode_, module_;
    Initrd files_;
    TempDir disk_;
};

/// What the console says of each check: name and "ok" or "FAILED: ...", in the order they came.
std::vector<std::pair<std::string, std::string>> results(const Machine& machine);
/// Fails unless exactly these checks ran and passed.
void require_checks(Test& test, const Machine& machine, const std::vector<std::string>& wanted);

} // namespace alcove::systest
