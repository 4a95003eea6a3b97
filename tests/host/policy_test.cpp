// SPDX-License-Identifier: MIT
// Tests of the default recovery policy: at once, doubling pauses, an end, and forgiveness.
#include "recovery/policy.h"
#include <gtest/gtest.h>
#include <vector>

namespace alcove::recovery {
namespace {

constexpr u64 k_short_us = 1000, k_long_us = 60000000;

TEST(Policy, RestartsAtOnceThenDoublesThenGivesUp) {
    Policy p;
    DriverConf conf;
    conf.has_recovery_retries = true;
    conf.recovery_retries = 12;
    std::vector<u32> pauses;
    for (;;) {
        const Decision d = p.failed(conf, k_short_us, false);
        if (d.verdict == Verdict::give_up) break;
        pauses.push_back(d.pause_ms);
        ASSERT_LE(pauses.size(), 12u);
    }
    EXPECT_EQ(pauses,
              (std::vector<u32>{0, 100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000, 30000}));
}

TEST(Policy, DefaultsEndTheRow) {
    Policy p;
    const DriverConf conf;
    for (u32 i = 0; i < Policy::k_retries; ++i)
        EXPECT_EQ(p.failed(conf, k_short_us, false).verdict, Verdict::restart);
    EXPECT_EQ(p.failed(conf, k_short_us, false).verdict, Verdict::give_up);
}

TEST(Policy, AQuietTimeBeginsAnew) {
    Policy p;
    const DriverConf conf;
    for (int i = 0; i < 1000; ++i) {
        const Decision d = p.failed(conf, k_long_us, false);
        ASSERT_EQ(d.verdict, Verdict::restart);
        ASSERT_EQ(d.pause_ms, 0u);
    }
    EXPECT_EQ(p.failed(conf, k_short_us, false).pause_ms, 100u);
}

TEST(Policy, RequestsDoNotCount) {
    Policy p;
    const DriverConf conf;
    for (int i = 0; i < 100; ++i) EXPECT_EQ(p.failed(conf, k_short_us, true).verdict, Verdict::restart);
    EXPECT_EQ(p.in_a_row(), 0u);
}

TEST(Policy, DriverConfOverrides) {
    Policy p;
    DriverConf conf;
    conf.has_recovery_retries = true;
    EXPECT_EQ(p.failed(conf, k_short_us, false).verdict, Verdict::give_up) << "0 retries: never";
    conf.recovery_retries = 1000;
    conf.recovery_backoff_max_ms = 150;
    Policy q;
    for (int i = 0; i < 20; ++i) EXPECT_LE(q.failed(conf, k_short_us, false).pause_ms, 150u);
}

} // namespace
} // namespace alcove::recovery
