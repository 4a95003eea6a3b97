// SPDX-License-Identifier: MIT
// Tests of the heap: alignment, reuse, growth, every kind of damage, and a long random run.
#include "lib/heap.h"
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <stdlib.h>
#include <string>
#include <vector>

namespace alcove {
namespace {

struct HeapWorld {
    std::map<void*, unsigned> blocks; ///< pages handed out, with their order
    std::vector<std::string> damage;
    u32 pages = 0, limit = 1u << 20;
};

struct HostSource {
    HeapWorld* world;
    void* pages_alloc(unsigned order) {
        if (world->pages + (1u << order) > world->limit) return nullptr;
        const usize bytes = usize{k_page_size} << order;
        void* p = aligned_alloc(bytes, bytes);
        memset(p, 0xCC, bytes);
        world->blocks[p] = order;
        world->pages += 1u << order;
        return p;
    }
    void pages_free(void* p, unsigned order) {
        ASSERT_TRUE(world->blocks.count(p));
        ASSERT_EQ(world->blocks[p], order);
        world->blocks.erase(p);
        world->pages -= 1u << order;
        ::free(p);
    }
    void damaged(const char* what, const void*) { world->damage.push_back(what); }
};

class HeapTest : public testing::Test {
  protected:
    ~HeapTest() override {
        for (auto& [p, order] : world.blocks) ::free(p);
    }
    HeapWorld world;
    Heap<HostSource> heap{HostSource{&world}};
};

TEST_F(HeapTest, EverySizeIsAlignedAndUsable) {
    std::vector<u8*> all;
    for (usize n = 0; n < 9000; n += n < 300 ? 1 : 97) {
        u8* p = static_cast<u8*>(heap.malloc(n));
        ASSERT_NE(p, nullptr);
        ASSERT_EQ(reinterpret_cast<usize>(p) % 16, 0u);
        ASSERT_EQ(heap.size_of(p), n);
        memset(p, 0x5A, n);
        all.push_back(p);
    }
    EXPECT_TRUE(heap.check());
    EXPECT_EQ(heap.blocks(), all.size());
    for (u8* p : all) heap.free(p);
    EXPECT_EQ(heap.blocks(), 0u);
    EXPECT_EQ(heap.bytes(), 0u);
    heap.trim();
    EXPECT_EQ(heap.frames(), 0u);
    EXPECT_TRUE(world.blocks.empty());
    EXPECT_TRUE(world.damage.empty());
}

TEST_F(HeapTest, FreedBlockIsReusedAtOnce) {
    void* p = heap.malloc(100);
    heap.free(p);
    EXPECT_EQ(heap.malloc(97), p);
}

TEST_F(HeapTest, OutOfMemoryIsNull) {
    world.limit = 4;
    EXPECT_EQ(heap.malloc(20000), nullptr);
    u32 n = 0;
    while (heap.malloc(1000)) ++n;
    EXPECT_EQ(n, 14u);
    EXPECT_EQ(heap.malloc(~usize{0}), nullptr);
    EXPECT_EQ(heap.malloc(Heap<HostSource>::k_max_request + 1), nullptr);
    EXPECT_TRUE(heap.check());
}

TEST_F(HeapTest, LargestRequestWorks) {
    void* p = heap.malloc(Heap<HostSource>::k_max_request);
    ASSERT_NE(p, nullptr);
    memset(p, 1, Heap<HostSource>::k_max_request);
    heap.free(p);
    EXPECT_TRUE(world.blocks.empty());
}

TEST_F(HeapTest, MemalignAligns) {
    for (usize a : {16u, 32u, 64u, 4096u, 65536u}) {
        void* p = heap.memalign(a, 5000);
        ASSERT_EQ(reinterpret_cast<usize>(p) % a, 0u);
        memset(p, 2, 5000);
        EXPECT_TRUE(heap.check());
        heap.free(p);
    }
    EXPECT_TRUE(world.damage.empty());
}

TEST_F(HeapTest, ReallocKeepsContents) {
    u8* p = static_cast<u8*>(heap.realloc(nullptr, 10));
    for (int i = 0; i < 10; ++i) p[i] = static_cast<u8>(i);
    for (usize n : {11u, 40u, 500u, 5000u, 100000u, 300u, 12u}) {
        p = static_cast<u8*>(heap.realloc(p, n));
        ASSERT_NE(p, nullptr);
        for (int i = 0; i < 10; ++i) ASSERT_EQ(p[i], i);
        ASSERT_TRUE(heap.check());
        ASSERT_EQ(heap.blocks(), 1u);
        ASSERT_EQ(heap.bytes(), n);
    }
}

TEST_F(HeapTest, DoubleFreeIsReported) {
    for (usize n : {1u, 100u, 3000u}) {
        void* p = heap.malloc(n);
        heap.malloc(n);
        heap.free(p);
        heap.free(p);
        ASSERT_EQ(world.damage.size(), 1u);
        EXPECT_EQ(world.damage[0], "double free");
        world.damage.clear();
    }
}

TEST_F(HeapTest, OverrunByOneByteIsReported) {
    for (usize n : {0u, 1u, 12u, 13u, 100u, 4044u, 4045u, 9000u}) {
        u8* p = static_cast<u8*>(heap.malloc(n));
        p[n] ^= 1;
        EXPECT_FALSE(heap.check());
        heap.free(p);
        ASSERT_EQ(world.damage.size(), 2u) << n;
        EXPECT_EQ(world.damage[1], "guard behind the block overwritten");
        p[n] ^= 1;
        heap.free(p);
        EXPECT_EQ(world.damage.size(), 2u);
        world.damage.clear();
    }
}

TEST_F(HeapTest, UnderrunIsReported) {
    for (usize n : {5u, 6000u})
        for (int at = 1; at <= 16; ++at) {
            if (at > 4 && at <= 8) continue; // the word that links free blocks: unused while alive
            u8* p = static_cast<u8*>(heap.malloc(n));
            p[-at] ^= 0x10;
            heap.free(p);
            ASSERT_EQ(world.damage.size(), 1u) << at;
            p[-at] ^= 0x10;
            heap.free(p);
            world.damage.clear();
        }
}

TEST_F(HeapTest, ForeignPointersAreRefused) {
    u8* p = static_cast<u8*>(heap.malloc(200));
    memset(p, 0, 200);
    heap.free(p + 8);
    heap.free(p + 32);
    ASSERT_EQ(world.damage.size(), 2u);
    EXPECT_EQ(world.damage[0], "not a heap block");
}

TEST_F(HeapTest, WriteIntoAFreeHeaderIsReported) {
    u8* p = static_cast<u8*>(heap.malloc(200));
    heap.malloc(200);
    heap.free(p);
    p[-1] ^= 1;
    EXPECT_FALSE(heap.check());
    world.damage.clear();
    EXPECT_EQ(heap.malloc(200), nullptr);
    EXPECT_EQ(world.damage.at(0), "free block overwritten");
    EXPECT_NE(heap.malloc(200), nullptr);
}

TEST_F(HeapTest, RandomRunKeepsEveryByte) {
    std::mt19937 random(3);
    std::vector<std::pair<u8*, u32>> live;
    usize bytes = 0;
    for (int step = 0; step < 100000; ++step) {
        if (live.size() < 400 && random() % 100 < 53) {
            const u32 n = random() % 20 == 0 ? random() % 30000 : random() % 700;
            u8* p = static_cast<u8*>(heap.malloc(n));
            ASSERT_NE(p, nullptr);
            memset(p, static_cast<u8>(n), n);
            live.push_back({p, n});
            bytes += n;
        } else if (!live.empty()) {
            const usize i = random() % live.size();
            auto [p, n] = live[i];
            for (u32 k = 0; k < n; ++k) ASSERT_EQ(p[k], static_cast<u8>(n));
            heap.free(p);
            bytes -= n;
            live[i] = live.back();
            live.pop_back();
        }
        if (step % 5000 == 0) {
            ASSERT_TRUE(heap.check());
        }
        ASSERT_EQ(heap.bytes(), bytes);
    }
    for (auto [p, n] : live) heap.free(p);
    heap.trim();
    EXPECT_TRUE(world.blocks.empty());
    EXPECT_TRUE(world.damage.empty());
}

} // namespace
} // namespace alcove
