// SPDX-License-Identifier: MIT
// Tests of the recovery policy: a full file, inheritance, each error with its line, and what is decided.
#include "lib/recovery_policy.h"
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

namespace alcove {
namespace {

using Verdict = RecoveryAnswer::Verdict;

constexpr const char* k_whole_policy = "# all the rest\n"
                                       "[*]\n"
                                       "restart = back-off\n"
                                       "backoff.first = 50 ms\r\n"
                                       "backoff.max = 2 s   # not long\n"
                                       "\n"
                                       "[ ne2k ]\n"
                                       "give_up.after = 3\n"
                                       "give_up.window = 1 min\n"
                                       "instead = ne2k:spare\n"
                                       "run = /bin/echo it failed:\n"
                                       "[e1000]\n"
                                       "restart=at-once\n"
                                       "give_up.after = never";

RecoveryPolicy parsed(std::string_view text) {
    RecoveryPolicy p;
    EXPECT_TRUE(p.parse(text).ok()) << p.message();
    return p;
}

RecoveryAnswer answer(const RecoveryRule& rule, u32 in_a_row, const std::vector<u32>& ages = {},
                      bool requested = false) {
    return recovery_decide(rule, {requested, in_a_row, ages.data(), static_cast<u32>(ages.size())});
}

TEST(RecoveryPolicy, ReadsEveryKey) {
    const RecoveryPolicy p = parsed(k_whole_policy);
    EXPECT_EQ(p.count(), 3u);
    RecoveryRule r;
    ASSERT_TRUE(p.rule_for("ne2k", r));
    EXPECT_EQ(r.restart, RecoveryRule::Restart::back_off) << "from [*]";
    EXPECT_EQ(r.backoff_first_ms, 50u);
    EXPECT_EQ(r.backoff_max_ms, 2000u);
    EXPECT_EQ(r.give_up_after, 3u);
    EXPECT_EQ(r.give_up_window_ms, 60000u);
    EXPECT_EQ(r.instead, "ne2k:spare");
    EXPECT_EQ(r.run, "/bin/echo it failed:");
    ASSERT_TRUE(p.rule_for("e1000", r));
    EXPECT_EQ(r.restart, RecoveryRule::Restart::at_once);
    EXPECT_EQ(r.give_up_after, RecoveryRule::k_never);
    EXPECT_EQ(r.run, "");
    ASSERT_TRUE(p.rule_for("other", r)) << "[*] is for all";
    EXPECT_EQ(r.backoff_first_ms, 50u);
}

TEST(RecoveryPolicy, AnInstanceTakesItsBundlesRule) {
    const RecoveryPolicy p = parsed("[ne2k]\nrestart = never\ninstead = ne2k:spare\n");
    RecoveryRule r;
    ASSERT_TRUE(p.rule_for("ne2k:2", r));
    EXPECT_EQ(r.instead, "ne2k:spare");
    ASSERT_TRUE(p.rule_for("ne2k:spare", r));
    EXPECT_EQ(r.instead, "") << "it can't stand in for itself";
    EXPECT_FALSE(p.rule_for("e1000", r));
}

TEST(RecoveryPolicy, AnEmptyFileHasNoRules) {
    RecoveryRule r;
    EXPECT_FALSE(parsed("").rule_for("ne2k", r));
    EXPECT_FALSE(parsed("# nothing\n\n").rule_for("ne2k", r));
}

struct Wrong {
    const char *text, *message;
};

TEST(RecoveryPolicy, EachErrorHasItsLineAndReason) {
    const Wrong k_wrong[] = {
        {"restart = never\n", "line 1: a section `[NAME]` or `[*]` must come first: restart = never"},
        {"\n[ne2k\n", "line 2: not a section `[NAME]` or `[*]`: [ne2k"},
        {"[]\n", "line 1: not a section `[NAME]` or `[*]`: []"},
        {"[\n", "line 1: not a section `[NAME]` or `[*]`: ["},
        {"[a b]\n", "line 1: not a section `[NAME]` or `[*]`: [a b]"},
        {"[a]\n[b]\n[a]\n", "line 3: section given twice: a"},
        {"[a]\nhello\n", "line 2: neither `[NAME]` nor `key = value`: hello"},
        {"[a]\nrestart =\n", "line 2: empty value: restart"},
        {"[a]\nrestart = soon\n", "line 2: neither at-once nor back-off nor never: soon"},
        {"[a]\nrestart = never\n\nrestart = never\n", "line 4: key given twice in its section: restart"},
        {"[a]\nbackoff.first = 5 h\n", "line 2: not a time such as 100 ms, 5 s, 2 min (at most a day): 5 h"},
        {"[a]\nbackoff.max = 2000 min\n",
         "line 2: not a time such as 100 ms, 5 s, 2 min (at most a day): 2000 min"},
        {"[a]\nbackoff.max = 4294967296\n",
         "line 2: not a time such as 100 ms, 5 s, 2 min (at most a day): 4294967296"},
        {"[a]\nbackoff.first = 2 s\nbackoff.max = 1 s\n[b]\n",
         "line 1: backoff.max is less than backoff.first: a"},
        {"[a]\ngive_up.after = many\n", "line 2: not a number of failures, nor never: many"},
        {"\n[a]\ngive_up.window = 1 s\n", "line 2: give_up.window without give_up.after: a"},
        {"[a]\ngive_up.window = 1 s\ngive_up.after = 16\n",
         "line 1: give_up.after is 15 at most when there is a give_up.window: a"},
        {"[a]\ninstead = x/y\n", "line 2: not a bundle's name: x/y"},
        {"[a]\ninstead = a\n", "line 1: an extension can't stand in for itself: a"},
        {"[a]\nrun = echo\n", "line 2: not the path of a program, from the root: echo"},
        {"[a]\nretries = 1\n", "line 2: unknown key retries; known are restart backoff.first backoff.max "
                               "give_up.after give_up.window instead run"},
    };
    for (const Wrong& w : k_wrong) {
        RecoveryPolicy p;
        EXPECT_EQ(p.parse(w.text).error(), Error::invalid) << w.text;
        EXPECT_STREQ(p.message(), w.message);
        EXPECT_EQ(p.count(), 0u) << "half a policy is none";
    }
}

TEST(RecoveryPolicy, TooManySections) {
    std::string text;
    for (u32 i = 0; i <= RecoveryPolicy::k_most_rules; ++i) text += "[e" + std::to_string(i) + "]\n";
    RecoveryPolicy p;
    EXPECT_FALSE(p.parse(text).ok());
    EXPECT_STREQ(p.message(), "line 33: too many sections: e32");
}

TEST(RecoveryPolicy, NoiseIsRefusedOrRead) {
    std::mt19937 random(1);
    for (int round = 0; round < 20000; ++round) {
        std::string text = k_whole_policy;
        for (int k = 0; k < 8; ++k) text[random() % text.size()] = static_cast<char>(random());
        RecoveryPolicy p;
        if (p.parse(text).ok()) continue;
        EXPECT_TRUE(std::string(p.message()).starts_with("line ")) << p.message();
    }
}

TEST(RecoveryDecide, BacksOffThenGivesUp) {
    RecoveryRule r;
    const u32 pauses[] = {0, 100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600};
    for (u32 i = 0; i < 10; ++i) {
        EXPECT_EQ(answer(r, i + 1).verdict, Verdict::restart);
        EXPECT_EQ(answer(r, i + 1).pause_ms, pauses[i]) << "as the executive's default policy";
    }
    EXPECT_EQ(answer(r, 11).verdict, Verdict::give_up);
    r.give_up_after = RecoveryRule::k_never;
    EXPECT_EQ(answer(r, 1000).pause_ms, 30000u);
    r.backoff_first_ms = r.backoff_max_ms = 0;
    EXPECT_EQ(answer(r, 1000).pause_ms, 0u);
}

TEST(RecoveryDecide, AtOnceNeverAndInstead) {
    RecoveryRule r;
    r.restart = RecoveryRule::Restart::at_once;
    EXPECT_EQ(answer(r, 10).pause_ms, 0u);
    r.restart = RecoveryRule::Restart::never;
    EXPECT_EQ(answer(r, 1).verdict, Verdict::give_up);
    EXPECT_EQ(answer(r, 1, {}, true).verdict, Verdict::restart) << "a user's request is a user's request";
    r.instead = "spare";
    EXPECT_EQ(answer(r, 1).verdict, Verdict::instead);
    EXPECT_EQ(answer(r, 1).instead, "spare");
}

TEST(RecoveryDecide, CountsWithinTheWindow) {
    RecoveryRule r;
    r.give_up_after = 2;
    r.give_up_window_ms = 1000;
    EXPECT_EQ(answer(r, 1, {0, 900}).verdict, Verdict::restart);
    EXPECT_EQ(answer(r, 1, {0, 900, 1001}).verdict, Verdict::restart);
    EXPECT_EQ(answer(r, 1, {0, 900, 1000}).verdict, Verdict::give_up);
    EXPECT_EQ(answer(r, 50, {0}).verdict, Verdict::restart) << "then the row does not count";
}

} // namespace
} // namespace alcove
