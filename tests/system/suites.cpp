// SPDX-License-Identifier: MIT
// The suites of whole-system tests and how long each may take.
#include "tools/systest/test.h"

namespace alcove::systest {

// Sums over the cases, some of which run at the same time. They are twice and more what a suite takes on an
// ordinary machine of two processors, where all of them take 200 s together.
const std::vector<SuiteBudget> k_budgets = {
    {"boot", 60},        {"selftest", 30},  {"transfer", 90}, {"failures", 1000},  {"recovery", 180},
    {"protection", 180}, {"input", 120},    {"programs", 90}, {"transmit", 20},    {"shadow", 180},
    {"why", 60},         {"debug", 120},    {"iommu", 160},   {"personality", 60}, {"inject", 120},
    {"stress", 120},     {"checkers", 160}, {"filter", 30},   {"device", 120},     {"sound", 160},
    {"block", 150},
};

const std::vector<NetDriver> k_more_drivers = {{"pcnet32", "pcnet"}, {"rtl8139", "rtl8139"}};

const std::vector<std::string> k_by_default_with_more_drivers = {
    "transfer.fetch-nooks",       "transfer.tcp-nooks",  "transfer.tcp-native",
    "transfer.down-and-up-nooks", "failures.wild-write", "failures.loop-cli",
};

} // namespace alcove::systest
