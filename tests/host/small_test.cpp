// SPDX-License-Identifier: MIT
// Tests of the small headers: text, words, numbers, JSON, ring, list.
#include "lib/command_words.h"
#include "lib/json_writer.h"
#include "lib/list.h"
#include "lib/ring.h"
#include <gtest/gtest.h>
#include <thread>

namespace alcove {
namespace {

TEST(TextBuffer, CutsAndNeverOverruns) {
    char raw[12];
    raw[8] = 'x';
    TextWriter w(raw, 8);
    w.add("abc").add_number(12345);
    EXPECT_STREQ(raw, "abc1234");
    EXPECT_TRUE(w.cut());
    EXPECT_EQ(raw[8], 'x');
    TextBuffer<80> t;
    t.add_number(0)
        .add(' ')
        .add_signed(-9223372036854775807 - 1)
        .add(' ')
        .add_hex(0xFFFFFFFFFFFFFFFF)
        .add(' ');
    t.add_number(18446744073709551615u);
    EXPECT_EQ(t.text(), "0 -9223372036854775808 0xffffffffffffffff 18446744073709551615");
    TextBuffer<20> safe;
    safe.add_safe("a\nb\x80long", 5);
    EXPECT_EQ(safe.text(), "a?b?l...");
}

TEST(CommandWords, SplitsAndLooksUp) {
    const CommandWords<4> w("  load=ne2k verbose\tload=e1000  loader=x ");
    EXPECT_EQ(w.count(), 4u);
    EXPECT_EQ(w[1], "verbose");
    EXPECT_EQ(w[9], "");
    EXPECT_TRUE(w.has("verbose"));
    EXPECT_FALSE(w.has("load"));
    std::string_view v;
    ASSERT_TRUE(w.value("load", v));
    EXPECT_EQ(v, "e1000") << "the last one counts";
    EXPECT_FALSE(w.value("loa", v));
    EXPECT_FALSE(w.too_many());
    EXPECT_TRUE(CommandWords<2>("a b c").too_many());
    EXPECT_EQ(CommandWords<2>("").count(), 0u);
}

TEST(ParseNumber, AcceptsWholeNumbersOnly) {
    u32 n = 0;
    EXPECT_TRUE(parse_number("4294967295", n));
    EXPECT_EQ(n, 0xFFFFFFFF);
    EXPECT_TRUE(parse_number("0xfF", n));
    EXPECT_EQ(n, 255u);
    EXPECT_TRUE(parse_number("300", n, 16));
    EXPECT_EQ(n, 0x300u);
    for (const char* bad : {"", "0x", "4294967296", "12a", "-1", " 1", "1 "})
        EXPECT_FALSE(parse_number(bad, n)) << bad;
    EXPECT_FALSE(parse_number("0x10", n, 10));
}

TEST(JsonWriter, EscapesAndSeparates) {
    char buffer[200];
    JsonWriter w(buffer, sizeof buffer);
    w.begin_object().field("event", "fail\"ure\n").field("us", u64{12}).field("status", -5).field("ok", true);
    w.key("list").begin_array().value(1u).value("x\x01").begin_object().end_object().end_array().end_object();
    EXPECT_STREQ(w.c_str(),
                 R"({"event":"fail\"ure\n","us":12,"status":-5,"ok":true,"list":[1,"x\u0001",{}]})");
    EXPECT_FALSE(w.cut());
    JsonWriter small(buffer, 5);
    small.begin_object().field("a", 1).end_object();
    EXPECT_TRUE(small.cut());
}

TEST(Ring, KeepsOrderAndUsesEveryPlace) {
    Ring<int, 4> r;
    int v = 0;
    EXPECT_FALSE(r.pop(v));
    for (int round = 0; round < 10; ++round) {
        for (int i = 0; i < 4; ++i) ASSERT_TRUE(r.push(i));
        EXPECT_TRUE(r.full());
        EXPECT_FALSE(r.push(9));
        for (int i = 0; i < 4; ++i) {
            ASSERT_TRUE(r.pop(v));
            ASSERT_EQ(v, i);
        }
        EXPECT_TRUE(r.empty());
    }
}

TEST(Ring, BetweenTwoThreads) {
    Ring<u32, 64> r;
    constexpr u32 k_count = 200000;
    std::thread producer([&] {
        for (u32 i = 0; i < k_count;)
            if (r.push(i))
                ++i;
            else
                std::this_thread::yield();
    });
    u32 expected = 0;
    for (u32 v; expected < k_count;)
        if (r.pop(v)) {
            if (v != expected) break;
            ++expected;
        } else {
            std::this_thread::yield();
        }
    EXPECT_EQ(expected, k_count);
    if (expected != k_count) std::abort(); // the producer would never end
    producer.join();
}

struct Item {
    explicit Item(int n) : number(n) {}
    int number;
    ListNode link;
};

TEST(List, OrdersAndUnlinks) {
    List<Item, &Item::link> list;
    Item a(1), b(2), c(3), d(2);
    const auto before = [](const Item& x, const Item& y) { return x.number < y.number; };
    for (Item* i : {&b, &c, &a, &d}) list.insert_sorted(*i, before);
    std::string order;
    list.for_each([&](Item& i) {
        order += std::to_string(i.number) + (&i == &d ? "d" : "");
        if (&i == &b) i.link.unlink();
    });
    EXPECT_EQ(order, "122d3");
    EXPECT_FALSE(b.link.linked());
    EXPECT_EQ(list.next(a), &d);
    EXPECT_EQ(list.next(c), nullptr);
    EXPECT_EQ(list.pop_front(), &a);
    list.push_front(b);
    EXPECT_EQ(list.front(), &b);
}

} // namespace
} // namespace alcove
