// SPDX-License-Identifier: MIT
// Tests of what an interface's traffic says of its driver.
#include "recovery/net_health.h"
#include <gtest/gtest.h>

namespace alcove::recovery {
namespace {

struct Health : testing::Test {
    NetHealth health;
    exec::NetTraffic t{.wanted = 0, .received = 0, .damaged = 0, .carrier = true};
    u32 now = 0;
    NetHealth::Limits limits;

    void SetUp() override { health.begin(t, now); }
    /// A tenth of a second with so much traffic.
    Ailment pass(u32 wanted, u32 received, u32 damaged = 0) {
        now += 100;
        t.wanted += wanted;
        t.received += received;
        t.damaged += damaged;
        return health.sample(t, now, limits);
    }
    u32 said(Ailment what, u32 tenths, u32 wanted, u32 received, u32 damaged = 0) {
        u32 n = 0;
        for (u32 i = 0; i < tenths; i++) n += pass(wanted, received, damaged) == what;
        return n;
    }
};

TEST_F(Health, SilenceIsSaidOnceUntilSomethingComes) {
    EXPECT_EQ(said(Ailment::silent, 100, 5, 0), 0u); // nobody has ever been there
    EXPECT_EQ(pass(1, 1), Ailment::none);
    EXPECT_EQ(said(Ailment::silent, 9, 1, 0), 0u);
    EXPECT_EQ(said(Ailment::silent, 100, 1, 0), 1u);
    health.begin(t, now);
    EXPECT_EQ(said(Ailment::silent, 100, 1, 0), 0u);
    EXPECT_EQ(pass(0, 1), Ailment::none);
    EXPECT_EQ(said(Ailment::silent, 100, 1, 0), 1u);
}

TEST_F(Health, NothingToSendIsNoSilence) {
    pass(1, 1);
    EXPECT_EQ(said(Ailment::silent, 100, 0, 0), 0u);
    pass(2, 0); // two may get lost
    EXPECT_EQ(said(Ailment::silent, 100, 0, 0), 0u);
    pass(0, 1);
    limits.silent_ms = 0;
    EXPECT_EQ(said(Ailment::silent, 100, 5, 0), 0u);
}

TEST_F(Health, CarrierThatStaysAway) {
    pass(0, 0);
    t.carrier = false;
    EXPECT_EQ(said(Ailment::no_carrier, 28, 0, 0), 0u);
    t.carrier = true;
    pass(0, 0);
    t.carrier = false;
    EXPECT_EQ(said(Ailment::no_carrier, 100, 0, 0), 1u);
    health.begin(t, now); // the successor has none either: the cable is out
    EXPECT_EQ(said(Ailment::no_carrier, 100, 0, 0), 0u);
}

TEST_F(Health, DamageIsAShare) {
    EXPECT_EQ(said(Ailment::damaged, 100, 0, 20, 1), 0u);
    health.begin(t, now);
    EXPECT_EQ(said(Ailment::damaged, 3, 0, 1, 1), 0u);
    EXPECT_EQ(said(Ailment::damaged, 100, 0, 4, 1), 1u);
    health.begin(t, now);
    EXPECT_EQ(said(Ailment::damaged, 100, 0, 4, 1), 0u);
    EXPECT_EQ(said(Ailment::damaged, 100, 0, 20, 0), 0u);
    EXPECT_EQ(said(Ailment::damaged, 100, 0, 4, 1), 1u);
}

} // namespace
} // namespace alcove::recovery
