// SPDX-License-Identifier: MIT
// Tests of the ring that keeps the newest items.
#include "lib/history.h"
#include <gtest/gtest.h>

namespace alcove {
namespace {

TEST(History, KeepsTheNewest) {
    int memory[4];
    History<int> h;
    h.use(memory, 4);
    for (int i = 1; i <= 3; i++) h.add(i);
    EXPECT_EQ(h.count(), 3u);
    EXPECT_EQ(h.lost(), 0u);
    EXPECT_EQ(h.at(0), 1);
    EXPECT_EQ(h.at(2), 3);
    for (int i = 4; i <= 10; i++) h.add(i);
    EXPECT_EQ(h.count(), 4u);
    EXPECT_EQ(h.lost(), 6u);
    for (u32 i = 0; i < 4; i++) EXPECT_EQ(h.at(i), static_cast<int>(7 + i));
}

TEST(History, FullExactly) {
    int memory[3];
    History<int> h;
    h.use(memory, 3);
    for (int i = 0; i < 3; i++) h.add(i);
    EXPECT_EQ(h.count(), 3u);
    EXPECT_EQ(h.at(0), 0);
    EXPECT_EQ(h.at(2), 2);
}

TEST(History, WithoutMemoryCountsAsLost) {
    History<int> h;
    h.add(1);
    EXPECT_EQ(h.count(), 0u);
    EXPECT_EQ(h.lost(), 1u);
    int memory[1];
    h.use(memory, 1);
    EXPECT_EQ(h.lost(), 0u);
    h.add(7);
    EXPECT_EQ(h.at(0), 7);
    h.clear();
    EXPECT_EQ(h.count(), 0u);
}

} // namespace
} // namespace alcove
