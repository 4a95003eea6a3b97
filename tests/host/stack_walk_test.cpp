// SPDX-License-Identifier: MIT
// Tests of one step up a stack: right rules, and stacks full of nonsense.
#include "lib/stack_walk.h"
#include <gtest/gtest.h>
#include <random>

namespace alcove {
namespace {

using Frame = LineTable::Frame;

struct Stack {
    u32 words[64] = {};
    u32 at(u32 i) const { return reinterpret_cast<u32>(&words[i]); }
    StackBounds bounds() const { return {at(0), at(64)}; }
};

TEST(StackWalk, ByStackPointerAndFramePointer) {
    Stack s;
    s.words[12] = 0x777;  // ebp, saved two words below the top
    s.words[13] = 0x1234; // return address
    StackFrame f{0x5000, s.at(10), 1, false};
    ASSERT_TRUE(step_up(f, {Frame::esp, 16, 2}, s.bounds()));
    EXPECT_EQ(f.eip, 0x1234u);
    EXPECT_EQ(f.esp, s.at(14));
    EXPECT_EQ(f.ebp, 0x777u);
    EXPECT_TRUE(f.returns_there);
    s.words[21] = 0x4321;
    f.ebp = s.at(20);
    ASSERT_TRUE(step_up(f, {Frame::ebp, 8, 2}, s.bounds()));
    EXPECT_EQ(f.eip, 0x4321u);
    EXPECT_EQ(f.esp, s.at(22));
    EXPECT_EQ(f.ebp, 0u); // what lay there
}

TEST(StackWalk, UnknownRuleOnlyInnermost) {
    Stack s;
    s.words[5] = 0x99;
    StackFrame f{0, s.at(5), 0, false};
    ASSERT_TRUE(step_up(f, {}, s.bounds()));
    EXPECT_EQ(f.eip, 0x99u);
    EXPECT_FALSE(step_up(f, {}, s.bounds()));
}

TEST(StackWalk, StaysInsideAndEnds) {
    Stack s;
    std::mt19937 random(3);
    for (u32& w : s.words) w = random() % 3 ? s.at(random() % 64) : static_cast<u32>(random());
    for (int round = 0; round < 20000; ++round) {
        StackFrame f{0, random() % 2 ? s.at(random() % 64) + random() % 2 : static_cast<u32>(random()),
                     random() % 2 ? s.at(random() % 64) : static_cast<u32>(random()), false};
        int steps = 0;
        for (;; ++steps) {
            const Frame rule{static_cast<Frame::Base>(random() % 3),
                             static_cast<u32>(random()) >> random() % 32 << 2,
                             static_cast<u32>(random()) >> random() % 32};
            if (!step_up(f, rule, s.bounds())) break; // a read outside would crash, most likely
            ASSERT_TRUE(f.esp > s.at(0) && f.esp <= s.at(64));
        }
        ASSERT_LE(steps, 64);
    }
}

} // namespace
} // namespace alcove
