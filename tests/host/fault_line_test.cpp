// SPDX-License-Identifier: MIT
// Tests of the lines of a fault plan: what is read of good ones, and that bad ones are refused.
#include "lib/fault_line.h"
#include <gtest/gtest.h>
#include <vector>

namespace alcove {
namespace {

const char* parse(FaultLine& f, std::string_view line) {
    static std::vector<std::string_view> words;
    words.clear();
    for (std::string_view rest = line;;) {
        const std::string_view word = next_word(rest);
        if (word.empty()) break;
        words.push_back(word);
    }
    return f.parse(words);
}

TEST(FaultLine, ReadsCode) {
    FaultLine f;
    ASSERT_EQ(parse(f, "code double-free e1000 1a2f e8........ e800000000 thunk=e80000000090 new+1=@thunk "
                       "thunk+1=kfree"),
              nullptr);
    EXPECT_TRUE(f.is_code);
    EXPECT_EQ(f.type, "double-free");
    EXPECT_EQ(f.module, "e1000");
    EXPECT_EQ(f.offset, 0x1A2Fu);
    ASSERT_EQ(f.length, 5u);
    EXPECT_TRUE(f.before[0].known);
    EXPECT_EQ(f.before[0].value, 0xE8);
    EXPECT_FALSE(f.before[1].known);
    EXPECT_TRUE(f.after[4].known);
    EXPECT_EQ(f.thunk_length, 6u);
    ASSERT_EQ(f.fix_count, 2u);
    EXPECT_EQ(f.fixes[0].target, "@thunk");
    EXPECT_TRUE(f.fixes[1].in_thunk);
    EXPECT_EQ(f.fixes[1].target, "kfree");
    ASSERT_EQ(parse(f, "code text m 0 c3 .. xor=40"), nullptr);
    EXPECT_EQ(f.flip[0], 0x40);
    EXPECT_EQ(f.fix_count, 0u) << "nothing stays of the line before";
}

TEST(FaultLine, ReadsEnvironment) {
    FaultLine f;
    for (u32 i = 0; i < k_environment_faults; ++i) {
        ASSERT_EQ(parse(f, std::string("env ") + k_environment_names[i] + " 17"), nullptr);
        EXPECT_FALSE(f.is_code);
        EXPECT_EQ(static_cast<u32>(f.environment), i);
        EXPECT_EQ(f.count, 17u);
    }
    ASSERT_EQ(parse(f, "env irq-stuck"), nullptr);
    EXPECT_EQ(f.count, 1u);
}

TEST(FaultLine, RefusesWhatMakesNoSense) {
    FaultLine f;
    for (const char* bad : {
             "",
             "code",
             "env",
             "env no-such",
             "env irq-lost 0",
             "env irq-lost -1",
             "env irq-lost 1 2",
             "code nop m xyz c3 90",
             "code nop m 100000000 c3 90",
             "code nop m 0 c 90",
             "code nop m 0 c3 9090",
             "code nop m 0 c3 9g",
             "code nop m 0 .c 90",
             "code nop m 0 00112233445566778899aabbccddeeff 00112233445566778899aabbccddeeff",
             "code nop m 0 c3 90 xor=0",
             "code nop m 0 c3 90 xor=0000",
             "code nop m 0 c3 90 what=1",
             "code nop m 0 c3 90 new+0=kfree",
             "code nop m 0 e800000000 e800000000 new+2=kfree",
             "code nop m 0 e800000000 e800000000 new+1",
             "code nop m 0 e800000000 e800000000 new+1=",
             "code nop m 0 e800000000 e800000000 new+=kfree",
             "code nop m 0 e800000000 e800000000 new+1=@thunk",
             "code nop m 0 e800000000 e800000000 thunk=9 new+1=@thunk",
             "code nop m 0 e800000000 e800000000 thunk=90 thunk+0=kfree",
             "code nop m 0 e800000000 e800000000 new+1=a new+1=a new+1=a new+1=a new+1=a new+1=a new+1=a",
         })
        EXPECT_NE(parse(f, bad), nullptr) << bad;
}

} // namespace
} // namespace alcove
