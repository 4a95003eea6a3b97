// SPDX-License-Identifier: MIT
// Tests of what an interface's traffic says of its driver.
#include "recovery/net_health.h"
#include <gtest/gtest.h>

namespace alcove::recovery {
namespace {

struct Health : testing::Test {
    NetHealth health;
    exec::NetTraffic t{.carrier = true};
    DriverTraffic d;
    u32 now = 0;
    NetHealth::Limits limits;

    void SetUp() override { health.begin(t, d, now); }
    /// A tenth of a second with so much traffic.
    Ailment pass(u32 wanted, u32 received, u32 damaged = 0) {
        now += 100;
        t.wanted += wanted;
        t.received += received;
        t.understood += received - damaged;
        t.damaged += damaged;
        return health.sample(t, d, now, limits);
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
    health.begin(t, d, now);
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
    health.begin(t, d, now); // the successor has none either: the cable is out
    EXPECT_EQ(said(Ailment::no_carrier, 100, 0, 0), 0u);
}

TEST_F(Health, DamageIsAShare) {
    EXPECT_EQ(said(Ailment::damaged, 100, 0, 20, 1), 0u);
    health.begin(t, d, now);
    EXPECT_EQ(said(Ailment::damaged, 3, 0, 1, 1), 0u);
    EXPECT_EQ(said(Ailment::damaged, 100, 0, 4, 1), 1u);
    health.begin(t, d, now);
    EXPECT_EQ(said(Ailment::damaged, 100, 0, 4, 1), 0u);
    EXPECT_EQ(said(Ailment::damaged, 100, 0, 20, 0), 0u);
    EXPECT_EQ(said(Ailment::damaged, 100, 0, 4, 1), 1u);
}

TEST_F(Health, FramesThatNobodyUnderstandsAreSilence) {
    pass(1, 1);
    u32 said_silent = 0;
    for (u32 i = 0; i < 30; i++) {
        now += 100;
        t.wanted++;
        t.received++;
        said_silent += health.sample(t, d, now, limits) == Ailment::silent;
    }
    EXPECT_EQ(said_silent, 1u);
}

/// So many segments again, and so many acknowledgements, in a tenth of a second.
#define TCP(again, acknowledgements) (t.repeated += (again), t.acknowledged += (acknowledgements), pass(1, 1))

TEST_F(Health, NothingIsAcknowledgedForLong) {
    EXPECT_EQ(TCP(1, 0), Ailment::none);
    for (u32 i = 0; i < 10; i++) EXPECT_EQ(TCP(0, 0), Ailment::none);
    EXPECT_EQ(TCP(1, 0), Ailment::none);
    for (u32 i = 0; i < 10; i++) EXPECT_EQ(TCP(0, 0), Ailment::none); // two only: one peer may be gone
    EXPECT_EQ(TCP(1, 0), Ailment::lossy);
    for (u32 i = 0; i < 40; i++) EXPECT_EQ(TCP(1, 0), Ailment::none); // once
    EXPECT_EQ(TCP(0, 64), Ailment::none);                             // more was lost than came through
    EXPECT_EQ(TCP(0, 64), Ailment::none);                             // the network is there
    for (u32 i = 0; i < 4; i++) EXPECT_EQ(TCP(1, 0), Ailment::none);
    EXPECT_EQ(TCP(4, 0), Ailment::lossy);
}

TEST_F(Health, AnOutageOrAWayThatLosesOneInTenIsNone) {
    for (u32 i = 0; i < 200; i++) EXPECT_EQ(TCP(1, 10), Ailment::none);
    for (u32 i = 0; i < 5; i++) EXPECT_EQ(TCP(1, 0), Ailment::none);
    EXPECT_EQ(TCP(0, 1), Ailment::none);
    for (u32 i = 0; i < 100; i++) EXPECT_EQ(TCP(0, 3), Ailment::none);
    limits.loss_ms = 0;
    for (u32 i = 0; i < 100; i++) EXPECT_EQ(TCP(1, 0), Ailment::none);
}
#undef TCP

TEST_F(Health, FramesThatStayWithTheDriver) {
    const auto pass_frames = [&](u32 given, u32 finished, u32 kept) {
        d.given += given;
        d.finished += finished;
        d.oldest = d.given - kept;
        d.in_flight = kept;
        return pass(1, 1);
    };
    pass_frames(20, 20, 0);
    for (u32 i = 0; i < 50; i++) EXPECT_EQ(pass_frames(0, 0, 4), Ailment::none); // lazy: keeps a few
    pass_frames(100, 4, 100);
    for (u32 i = 0; i < 50; i++) EXPECT_EQ(pass_frames(40, 40, 100), Ailment::none); // busy
    pass_frames(0, 70, 30);
    u32 n = 0;
    for (u32 i = 0; i < 50; i++) n += pass_frames(1, 1, 30) == Ailment::unfinished; // each takes 3 s
    EXPECT_EQ(n, 1u);
    pass_frames(30, 60, 0);
    pass_frames(1, 1, 1);
    n = 0;
    for (u32 i = 1; i <= 50; i++) { // one is lost, others overtake it
        d.oldest = d.given - 1;
        d.in_flight = 1;
        d.given++, d.finished++;
        d.oldest = d.given - 1 - i;
        n += pass(1, 1) == Ailment::unfinished;
    }
    EXPECT_EQ(n, 1u);
    pass_frames(30, 60, 0);
    t.carrier = false;
    limits.carrier_ms = 0;
    for (u32 i = 0; i < 50; i++) EXPECT_EQ(pass_frames(0, 0, 100), Ailment::none);
}

TEST_F(Health, SentMoreThanItWasGiven) {
    const auto answer = [&](u32 given, u32 counted) {
        d.given += given;
        d.oldest = d.given;
        d.answer = {d.answer.number + 1, d.given, d.answer.counted + counted};
        return pass(1, 1);
    };
    EXPECT_EQ(answer(10, 1000000), Ailment::none); // what it counted before says nothing
    EXPECT_EQ(answer(1000, 2000), Ailment::none);
    EXPECT_EQ(answer(0, 256), Ailment::none); // those that were in its rings
    EXPECT_EQ(pass(1, 1), Ailment::none);
    EXPECT_EQ(answer(10, 1000), Ailment::boastful);
    EXPECT_EQ(answer(0, 0u - 5000), Ailment::none); // counts anew
    limits.transmit_ms = 0;
    EXPECT_EQ(answer(10, 1000), Ailment::none);
}

} // namespace
} // namespace alcove::recovery
