// SPDX-License-Identifier: MIT
// Tests of handles: types, staleness, order, limits, and a random run against a model.
#include "lib/handle_table.h"
#include <gtest/gtest.h>
#include <random>
#include <vector>

namespace alcove {
namespace {

constexpr unsigned k_types = 4;
using IntTable = HandleTable<int, k_types>;

TEST(HandleTable, InsertLookupRemove) {
    IntTable t;
    const Handle h = t.insert(2, 77).value();
    EXPECT_NE(h, 0u);
    EXPECT_EQ(*t.lookup(h, 2).value(), 77);
    EXPECT_EQ(t.type_of(h).value(), 2u);
    EXPECT_EQ(t.count(2), 1u);
    EXPECT_EQ(t.remove(h, 2).value(), 77);
    EXPECT_EQ(t.total(), 0u);
}

TEST(HandleTable, WrongTypeIsRefused) {
    IntTable t;
    const Handle h = t.insert(1, 5).value();
    EXPECT_EQ(t.lookup(h, 0).error(), Error::invalid);
    EXPECT_EQ(t.remove(h, 3).error(), Error::invalid);
    EXPECT_EQ(t.lookup(h, 200).error(), Error::invalid);
    EXPECT_EQ(t.insert(k_types, 1).error(), Error::invalid);
    EXPECT_EQ(t.total(), 1u);
}

TEST(HandleTable, StaleAndForgedHandlesAreRefused) {
    IntTable t;
    EXPECT_EQ(t.lookup(0, 0).error(), Error::bad_descriptor);
    EXPECT_EQ(t.lookup(0x00010000, 0).error(), Error::bad_descriptor);
    const Handle h = t.insert(0, 1).value();
    ASSERT_TRUE(t.remove(h, 0).ok());
    EXPECT_EQ(t.lookup(h, 0).error(), Error::bad_descriptor);
    EXPECT_EQ(t.remove(h, 0).error(), Error::bad_descriptor);
    EXPECT_EQ(t.lookup(h + 0x10000, 0).error(), Error::bad_descriptor) << "next generation, but free";
    for (u32 i = 0; i < 70000; ++i) EXPECT_FALSE(t.lookup(i * 65521u, 1).ok());
}

TEST(HandleTable, ReuseChangesTheGenerationAndNeverGivesZero) {
    IntTable t;
    for (u32 i = 0; i < 64; ++i) ASSERT_TRUE(t.insert(0, 0).ok());
    const Handle h = t.find(0, [](int&) { return true; });
    Handle last = h;
    for (u32 i = 0; i < 70000; ++i) {
        ASSERT_TRUE(t.remove(last, 0).ok());
        const Handle next = t.insert(0, static_cast<int>(i)).value();
        ASSERT_EQ(handle_index(next), handle_index(last));
        ASSERT_NE(next, last);
        ASSERT_NE(handle_generation(next), 0);
        ASSERT_FALSE(t.lookup(last, 0).ok());
        last = next;
    }
}

TEST(HandleTable, LimitIsAQuota) {
    IntTable t(3);
    const Handle h = t.insert(0, 1).value();
    ASSERT_TRUE(t.insert(1, 1).ok());
    ASSERT_TRUE(t.insert(2, 1).ok());
    EXPECT_EQ(t.insert(0, 1).error(), Error::quota);
    ASSERT_TRUE(t.remove(h, 0).ok());
    EXPECT_TRUE(t.insert(0, 1).ok());
}

TEST(HandleTable, ForEachGoesFromOldToYoungAndMayRemove) {
    IntTable t;
    for (int i = 0; i < 200; ++i) ASSERT_TRUE(t.insert(i % 2, i).ok());
    int expected = 0;
    EXPECT_EQ(*t.lookup(t.youngest(0), 0).value(), 198);
    t.for_each(0, [&](Handle h, int& v) {
        EXPECT_EQ(v, expected);
        expected += 2;
        if (v % 4 == 0) {
            ASSERT_TRUE(t.remove(h, 0).ok());
        }
    });
    EXPECT_EQ(t.count(0), 50u);
    EXPECT_EQ(t.count(1), 100u);
}

TEST(HandleTable, RandomRunMatchesAModel) {
    struct Item {
        Handle h;
        unsigned type;
        int value;
    };
    IntTable t(1000);
    std::vector<Item> live, dead;
    std::mt19937 random(11);
    for (int step = 0; step < 40000; ++step) {
        if (random() % 100 < 55) {
            const unsigned type = random() % k_types;
            const auto h = t.insert(type, step);
            ASSERT_EQ(h.ok(), live.size() < 1000);
            if (h.ok()) live.push_back({h.value(), type, step});
        } else if (!live.empty()) {
            const usize i = random() % live.size();
            ASSERT_EQ(t.remove(live[i].h, live[i].type).value(), live[i].value);
            dead.push_back(live[i]);
            live[i] = live.back();
            live.pop_back();
        }
        if (!dead.empty()) {
            const Item& d = dead[random() % dead.size()];
            ASSERT_FALSE(t.lookup(d.h, d.type).ok());
        }
        if (!live.empty()) {
            const Item& l = live[random() % live.size()];
            ASSERT_EQ(*t.lookup(l.h, l.type).value(), l.value);
        }
        ASSERT_EQ(t.total(), live.size());
    }
}

} // namespace
} // namespace alcove
