// SPDX-License-Identifier: MIT
// What the measured numbers are held to.
#pragma once
#include "tools/bench/bench.h"

namespace alcove::bench {

/// Each target with its number, what is required and aimed at, and what Nooks' authors published.
std::string targets_table(const Results& results);
/// Names of the targets that decide the exit status and were missed: path lengths and counts, which repeat.
/// Host times depend on who else uses the host.
std::vector<std::string> missed(const Results& results);
/// Every number, by name.
std::string numbers_table(const Results& results);

} // namespace alcove::bench
