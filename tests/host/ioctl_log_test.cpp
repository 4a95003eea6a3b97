// SPDX-License-Identifier: MIT
// Which ioctls are kept for a driver's successor, and which of them replace each other.
#include "recovery/ioctl_log.h"
#include <cstring>
#include <gtest/gtest.h>

namespace {

using alcove::exec::NetIoctl;
using alcove::recovery::IoctlLog;

constexpr unsigned k_get_mii = 0x8948, k_set_mii = 0x8949, k_ethtool = 0x8946, k_set_map = 0x8971;
constexpr unsigned k_private_mii = 0x89F2;

NetIoctl mii(unsigned command, unsigned short phy, unsigned short reg, unsigned short value) {
    NetIoctl r = {};
    r.command = command;
    const unsigned short words[4] = {phy, reg, value, 0};
    std::memcpy(r.argument, words, sizeof words);
    return r;
}

NetIoctl ethtool(unsigned command, unsigned value, unsigned bytes = 8) {
    NetIoctl r = {};
    r.command = k_ethtool;
    r.data_bytes = bytes;
    const unsigned words[2] = {command, value};
    std::memcpy(r.data, words, sizeof words);
    return r;
}

unsigned short mii_value(const NetIoctl& r) {
    unsigned short words[4];
    std::memcpy(words, r.argument, sizeof words);
    return words[2];
}

unsigned ethtool_value(const NetIoctl& r) {
    unsigned words[2];
    std::memcpy(words, r.data, sizeof words);
    return words[1];
}

TEST(IoctlLog, QuestionsAreNotKept) {
    IoctlLog log;
    for (const NetIoctl& r : {mii(k_get_mii, 1, 4, 0), ethtool(0x07, 0), ethtool(0x01, 0),
                              mii(0x89F0, 0, 0, 0), mii(0x1234, 0, 0, 0)}) {
        EXPECT_FALSE(IoctlLog::sets(r));
        EXPECT_TRUE(log.note(r));
    }
    EXPECT_EQ(log.count(), 0u);
}

TEST(IoctlLog, WhatSetsIsKept) {
    for (const NetIoctl& r : {mii(k_set_mii, 1, 4, 5), mii(k_private_mii, 1, 4, 5), mii(k_set_map, 0, 0, 0),
                              ethtool(0x02, 1), ethtool(0x08, 1), ethtool(0x19, 1)}) {
        IoctlLog log;
        EXPECT_TRUE(IoctlLog::sets(r));
        EXPECT_TRUE(log.note(r));
        EXPECT_EQ(log.count(), 1u);
    }
}

TEST(IoctlLog, TheLastValueWinsAndComesLast) {
    IoctlLog log;
    log.note(mii(k_set_mii, 1, 4, 0x11));
    log.note(ethtool(0x08, 7));
    log.note(mii(k_set_mii, 1, 5, 0x22));
    log.note(mii(k_private_mii, 1, 4, 0x33)); // the old number for the same register
    ASSERT_EQ(log.count(), 3u);
    EXPECT_EQ(ethtool_value(log.at(0)), 7u);
    EXPECT_EQ(mii_value(log.at(1)), 0x22);
    EXPECT_EQ(mii_value(log.at(2)), 0x33);
}

TEST(IoctlLog, RegistersAndPhysAreApart) {
    IoctlLog log;
    for (unsigned short phy = 0; phy < 2; phy++)
        for (unsigned short reg = 0; reg < 4; reg++) log.note(mii(k_set_mii, phy, reg, reg));
    log.note(ethtool(0x02, 1));
    log.note(ethtool(0x08, 1));
    EXPECT_EQ(log.count(), 10u);
}

TEST(IoctlLog, FullRefusesNewSettingsOnly) {
    IoctlLog log;
    unsigned short n = 0;
    while (n < 32 && log.note(mii(k_set_mii, 1, n, n))) n++;
    ASSERT_GT(n, 8u);
    ASSERT_LT(n, 32u);
    EXPECT_EQ(log.count(), n);
    EXPECT_TRUE(log.note(mii(k_set_mii, 1, 0, 77)));
    EXPECT_EQ(log.count(), n);
    EXPECT_EQ(mii_value(log.at(n - 1u)), 77);
    EXPECT_FALSE(log.note(ethtool(0x08, 1)));
}

TEST(IoctlLog, Forgets) {
    IoctlLog log;
    for (unsigned short reg = 0; reg < 3; reg++) log.note(mii(k_set_mii, 1, reg, reg));
    log.forget(1);
    ASSERT_EQ(log.count(), 2u);
    EXPECT_EQ(mii_value(log.at(1)), 2);
    log.clear();
    EXPECT_EQ(log.count(), 0u);
}

/// Too short to say what it sets.
TEST(IoctlLog, ShortEthtoolRequestSetsNothing) { EXPECT_FALSE(IoctlLog::sets(ethtool(0x08, 1, 3))); }

} // namespace
