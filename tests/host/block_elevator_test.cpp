// SPDX-License-Identifier: MIT
// The queue of a disk: what is merged, in which order requests come, that none waits for ever.
#include "lib/block_elevator.h"
#include <deque>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>

namespace alcove {
namespace {

class ElevatorTest : public testing::Test {
  protected:
    BlockPiece& add(u64 sector, u32 sectors = 8, bool write = false) {
        BlockPiece& p = pieces_.emplace_back();
        p.sector = sector;
        p.sectors = sectors;
        p.write = write;
        queue.add(p);
        return p;
    }
    /// First sectors of what comes, in order.
    std::vector<u64> take_all() {
        std::vector<u64> order;
        while (BlockPiece* r = queue.take()) order.push_back(r->sector);
        return order;
    }
    /// The sectors of a request's pieces, which must follow each other.
    static std::vector<u64> chain(const BlockPiece& r) {
        std::vector<u64> sectors;
        u64 at = r.sector;
        u32 count = 0;
        for (const BlockPiece* p = &r; p; p = p->next, count++) {
            EXPECT_EQ(p->sector, at);
            EXPECT_EQ(p->write, r.write);
            at += p->sectors;
            sectors.push_back(p->sector);
            if (!p->next) {
                EXPECT_EQ(p, r.last);
            }
        }
        EXPECT_EQ(at, r.end());
        EXPECT_EQ(count, r.pieces);
        return sectors;
    }
    BlockElevator queue;

  private:
    std::deque<BlockPiece> pieces_;
};

TEST_F(ElevatorTest, PiecesThatFollowEachOtherBecomeOneRequest) {
    add(100);
    add(108);
    add(116);
    ASSERT_EQ(queue.count(), 1u);
    EXPECT_EQ(queue.merges(), 2u);
    EXPECT_EQ(chain(*queue.take()), (std::vector<u64>{100, 108, 116}));
    EXPECT_TRUE(queue.empty());
}

TEST_F(ElevatorTest, APieceInFrontLeadsTheRequest) {
    add(108);
    add(100);
    ASSERT_EQ(queue.count(), 1u);
    EXPECT_EQ(chain(*queue.take()), (std::vector<u64>{100, 108}));
}

TEST_F(ElevatorTest, APieceThatFillsTheGapJoinsBothSides) {
    add(100);
    add(116);
    EXPECT_EQ(queue.count(), 2u);
    add(108);
    ASSERT_EQ(queue.count(), 1u);
    EXPECT_EQ(chain(*queue.take()), (std::vector<u64>{100, 108, 116}));
}

TEST_F(ElevatorTest, ReadsAndWritesStayApart) {
    add(100, 8, false);
    add(108, 8, true);
    EXPECT_EQ(queue.count(), 2u);
}

TEST_F(ElevatorTest, RequestsDoNotGrowBeyondTheLimits) {
    queue.set_limits({24, 16});
    for (u32 i = 0; i < 6; i++) add(i * 8);
    EXPECT_EQ(queue.count(), 2u);
    queue.set_limits({1000, 2});
    for (u32 i = 0; i < 4; i++) add(1000 + i * 8);
    EXPECT_EQ(queue.count(), 4u);
    while (BlockPiece* r = queue.take()) {
        EXPECT_LE(r->total, 24u);
        (void)chain(*r);
    }
}

TEST_F(ElevatorTest, TheOrderIsOneWay) {
    for (u64 s : {500, 100, 300}) add(s);
    EXPECT_EQ(queue.take()->sector, 100u);
    add(50);  // behind: waits for the next round
    add(400); // ahead
    EXPECT_EQ(take_all(), (std::vector<u64>{300, 400, 500, 50}));
}

TEST_F(ElevatorTest, WhatWasPutBackComesNextAndAlone) {
    add(100);
    add(300);
    BlockPiece* r = queue.take();
    r->tries = 1;
    add(200);
    add(108);
    queue.put_back(*r);
    BlockPiece* again = queue.take();
    EXPECT_EQ(again, r);
    EXPECT_EQ(chain(*again), (std::vector<u64>{100}));
    EXPECT_EQ(take_all(), (std::vector<u64>{108, 200, 300}));
}

TEST_F(ElevatorTest, NobodyWaitsForEver) {
    add(1000000); // the head stands far before it, and there is always something in between
    u64 at = 0;
    add(at);
    u32 taken = 0;
    for (;; taken++) {
        BlockPiece* r = queue.take();
        ASSERT_NE(r, nullptr);
        if (r->sector == 1000000) break;
        add(at += 100);
        add(at += 100);
        ASSERT_LT(taken, 1000u);
    }
    EXPECT_LE(taken, BlockElevator::k_most_passed + 2);
}

TEST_F(ElevatorTest, NothingIsLostOrDoubled) {
    std::mt19937 random(1);
    std::map<u64, u32> wanted, seen;
    queue.set_limits({64, 8});
    BlockPiece* out = nullptr;
    const auto finish = [&](BlockPiece& r) {
        for (u64 s : chain(r)) seen[s]++;
    };
    std::set<u64> used;
    for (u32 i = 0; i < 20000; i++) {
        const u64 sector = random() % 4000 * 8;
        if (used.insert(sector).second) {
            wanted[sector]++;
            add(sector, 8, sector % 3 == 0);
        }
        if (random() % 3 == 0) {
            BlockPiece* r = queue.take();
            if (!r) continue;
            if (random() % 4 == 0 && !out) {
                r->tries++;
                out = r;
            } else {
                finish(*r);
            }
        }
        if (out && random() % 8 == 0) {
            queue.put_back(*out);
            out = nullptr;
        }
    }
    if (out) queue.put_back(*out);
    while (BlockPiece* r = queue.take()) finish(*r);
    EXPECT_EQ(wanted, seen);
    EXPECT_EQ(queue.count(), 0u);
}

} // namespace
} // namespace alcove
