// SPDX-License-Identifier: MIT
// Tests of the buddy allocator against a model, and of the bitmap it stands on.
#include "lib/buddy.h"
#include <gtest/gtest.h>
#include <bit>
#include <map>
#include <random>
#include <set>
#include <vector>

namespace alcove {
namespace {

class Frames {
  public:
    explicit Frames(u32 count) : storage_(BuddyAllocator::storage_bytes(count) / 4 + 1) {
        buddy.init(count, storage_.data());
    }
    BuddyAllocator buddy;

  private:
    std::vector<u32> storage_;
};

TEST(BitmapTree, FindsWhatTheModelFinds) {
    for (u32 bits : {1u, 31u, 32u, 33u, 1024u, 1025u, 40000u}) {
        std::vector<u32> words(BitmapTree::words_needed(bits));
        BitmapTree tree;
        tree.init(words.data(), bits);
        std::set<u32> model;
        std::mt19937 random(bits);
        for (int i = 0; i < 4000; ++i) {
            const u32 bit = random() % bits;
            if (random() % 2) {
                tree.set(bit);
                model.insert(bit);
            } else {
                tree.clear(bit);
                model.erase(bit);
            }
            const u32 from = random() % bits;
            const auto it = model.lower_bound(from);
            ASSERT_EQ(tree.find_from(from), it == model.end() ? bits : *it);
            ASSERT_EQ(tree.empty(), model.empty());
        }
    }
}

TEST(Buddy, NothingIsUsableBeforeItIsAdded) {
    Frames f(64);
    EXPECT_EQ(f.buddy.alloc(0).error(), Error::no_memory);
    EXPECT_EQ(f.buddy.free(3, 0).error(), Error::invalid);
}

TEST(Buddy, SplitsAndMergesBack) {
    Frames f(4096);
    f.buddy.add_range(0, 4096);
    EXPECT_EQ(f.buddy.free_count(), 4096u);
    EXPECT_EQ(f.buddy.free_blocks(10), 4u);
    auto a = f.buddy.alloc(0);
    ASSERT_TRUE(a.ok());
    EXPECT_EQ(a.value(), 0u);
    EXPECT_EQ(f.buddy.free_blocks(10), 3u);
    EXPECT_TRUE(f.buddy.free(a.value(), 0).ok());
    EXPECT_EQ(f.buddy.free_blocks(10), 4u);
}

TEST(Buddy, DoubleFreeAndWrongOrderAreRefused) {
    Frames f(64);
    f.buddy.add_range(0, 64);
    const u32 a = f.buddy.alloc(1).value();
    EXPECT_EQ(f.buddy.free(a, 0).error(), Error::invalid);
    EXPECT_EQ(f.buddy.free(a + 1, 0).error(), Error::invalid);
    EXPECT_EQ(f.buddy.free(64, 0).error(), Error::invalid);
    EXPECT_EQ(f.buddy.free(a, 11).error(), Error::invalid);
    EXPECT_TRUE(f.buddy.free(a, 1).ok());
    EXPECT_EQ(f.buddy.free(a, 1).error(), Error::exists);
    EXPECT_EQ(f.buddy.free(a + 1, 0).error(), Error::exists);
    EXPECT_EQ(f.buddy.free_count(), 64u);
}

TEST(Buddy, HonoursTheZone) {
    Frames f(8192);
    f.buddy.add_range(1, 8191);
    const u32 high = f.buddy.alloc(0, 4096, 8192).value();
    EXPECT_EQ(high, 4096u);
    u32 n = 0;
    while (f.buddy.alloc(0, 0, 4096).ok()) ++n;
    EXPECT_EQ(n, 4095u);
    EXPECT_EQ(f.buddy.free_count(), 4095u);
}

TEST(Buddy, SmallBlocksStayTogether) {
    Frames f(4096);
    f.buddy.add_range(0, 4096);
    for (u32 i = 0; i < 1024; ++i) EXPECT_LT(f.buddy.alloc(0).value(), 1024u);
}

TEST(Buddy, AddingTwiceCountsOnce) {
    Frames f(128);
    f.buddy.add_range(10, 50);
    f.buddy.add_range(20, 500);
    EXPECT_EQ(f.buddy.total(), 118u);
    EXPECT_EQ(f.buddy.free_count(), 118u);
}

TEST(Buddy, RandomOperationsMatchAModel) {
    constexpr u32 k_frames = 5000;
    Frames f(k_frames);
    f.buddy.add_range(3, 1500);
    f.buddy.add_range(1800, k_frames);
    std::vector<bool> used(k_frames, true);
    for (u32 i = 3; i < 1503; ++i) used[i] = false;
    for (u32 i = 1800; i < k_frames; ++i) used[i] = false;
    const u32 total = f.buddy.total();
    std::map<u32, unsigned> live;
    std::mt19937 random(7);
    for (int step = 0; step < 60000; ++step) {
        if (random() % 100 < 55) {
            const unsigned order = random() % 4 == 0 ? random() % 11 : random() % 3;
            const auto got = f.buddy.alloc(order);
            if (!got.ok()) continue;
            ASSERT_EQ(got.value() % (1u << order), 0u);
            for (u32 i = 0; i < 1u << order; ++i) {
                ASSERT_FALSE(used[got.value() + i]);
                used[got.value() + i] = true;
            }
            live[got.value()] = order;
        } else if (!live.empty()) {
            auto it = live.lower_bound(random() % k_frames);
            if (it == live.end()) it = live.begin();
            ASSERT_TRUE(f.buddy.free(it->first, it->second).ok());
            for (u32 i = 0; i < 1u << it->second; ++i) used[it->first + i] = false;
            live.erase(it);
        }
        u32 held = 0;
        if (step % 512 == 0) {
            for (auto& [frame, order] : live) held += 1u << order;
            ASSERT_EQ(f.buddy.free_count(), total - held);
        }
    }
    for (auto& [frame, order] : live) ASSERT_TRUE(f.buddy.free(frame, order).ok());
    EXPECT_EQ(f.buddy.free_count(), total);
}

TEST(Buddy, RunsTakeNoMoreThanTheyAre) {
    Frames f(64);
    f.buddy.add_range(0, 64);
    const u32 run = f.buddy.alloc_run(22, 0, 64).value(); // 16 + 4 + 2 of a block of 32
    EXPECT_EQ(run % 32, 0u);
    EXPECT_EQ(f.buddy.free_count(), 42u);
    EXPECT_EQ(f.buddy.alloc(3, 0, 32).value(), 24u);
    EXPECT_EQ(f.buddy.free_run(run, 21).error(), Error::invalid); // the pieces 16 and 4 are free now
    EXPECT_EQ(f.buddy.free_run(run, 22).error(), Error::exists);
    EXPECT_TRUE(f.buddy.free_run(run + 20, 2).ok());
    EXPECT_EQ(f.buddy.free_run(run + 20, 2).error(), Error::exists);
    EXPECT_EQ(f.buddy.alloc_run(0, 0, 64).error(), Error::invalid);
    EXPECT_EQ(f.buddy.alloc_run(1025, 0, 64).error(), Error::invalid);
    EXPECT_EQ(f.buddy.alloc_run(33, 0, 64).error(), Error::no_memory);
}

TEST(Buddy, RandomRunsMatchAModel) {
    constexpr u32 k_frames = 5000;
    Frames f(k_frames);
    f.buddy.add_range(3, k_frames);
    std::vector<bool> used(k_frames, false);
    std::map<u32, u32> live;
    u32 held = 0;
    std::mt19937 random(11);
    for (int step = 0; step < 40000; ++step) {
        if (random() % 100 < 55) {
            const u32 count = 1 + random() % (random() % 4 == 0 ? 1024 : 40);
            const auto got = f.buddy.alloc_run(count, 0, k_frames);
            if (!got.ok()) continue;
            ASSERT_EQ(got.value() % std::bit_ceil(count), 0u);
            for (u32 i = 0; i < count; ++i) {
                ASSERT_FALSE(used[got.value() + i]);
                used[got.value() + i] = true;
            }
            live[got.value()] = count;
            held += count;
        } else if (!live.empty()) {
            auto it = live.lower_bound(random() % k_frames);
            if (it == live.end()) it = live.begin();
            ASSERT_TRUE(f.buddy.free_run(it->first, it->second).ok());
            for (u32 i = 0; i < it->second; ++i) used[it->first + i] = false;
            held -= it->second;
            live.erase(it);
        }
        ASSERT_EQ(f.buddy.free_count(), f.buddy.total() - held);
    }
    for (auto& [first, count] : live) ASSERT_TRUE(f.buddy.free_run(first, count).ok());
    EXPECT_EQ(f.buddy.free_count(), f.buddy.total());
    EXPECT_EQ(f.buddy.free_blocks(10), 3u); // 1024-4095 is whole again
}

} // namespace
} // namespace alcove
