// SPDX-License-Identifier: MIT
// The suites of whole-system tests and how long each may take.
#include "tools/systest/test.h"

namespace alcove::systest {

// Sums over the cases, which run two at a time: together below 9 minutes of wall time, which leaves the rest
// of 15 to building and to the other kinds of tests.
const std::vector<SuiteBudget> k_budgets = {
    {"boot", 60},        {"selftest", 30},  {"transfer", 90}, {"failures", 500},   {"recovery", 90},
    {"protection", 180}, {"input", 120},    {"programs", 90}, {"transmit", 20},    {"shadow", 120},
    {"why", 60},         {"debug", 120},    {"iommu", 160},   {"personality", 60}, {"inject", 120},
    {"stress", 120},     {"checkers", 160}, {"block", 60},
};

} // namespace alcove::systest
