// SPDX-License-Identifier: MIT
// Partition tables: whole ones, damaged ones, and chains that lead astray.
#include "lib/partition_table.h"
#include <cstring>
#include <gtest/gtest.h>
#include <map>
#include <vector>

namespace alcove {
namespace {

constexpr u64 k_disk = 100000;

/// A disk whose sectors are empty but for those that a test sets.
class PartitionedDisk {
  public:
    void mark(u64 sector) {
        at(sector)[510] = 0x55;
        at(sector)[511] = 0xAA;
    }
    void set(u64 sector, u32 entry, u8 type, u32 first, u32 sectors, u8 status = 0) {
        mark(sector);
        u8* p = at(sector) + 446 + entry * 16;
        p[0] = status;
        p[4] = type;
        for (u32 i = 0; i < 4; i++) {
            p[8 + i] = static_cast<u8>(first >> 8 * i);
            p[12 + i] = static_cast<u8>(sectors >> 8 * i);
        }
    }
    PartitionTable scan(u64 size = k_disk) {
        PartitionTable table;
        reads = 0;
        table.scan(size, [&](u64 sector, u8* to) {
            reads++;
            if (sector == unreadable) return false;
            std::memcpy(to, at(sector), 512);
            return true;
        });
        return table;
    }
    u8* at(u64 sector) { return sectors_.try_emplace(sector, 512).first->second.data(); }
    u64 unreadable = ~0ull;
    u32 reads = 0;

  private:
    std::map<u64, std::vector<u8>> sectors_;
};

TEST(PartitionTable, PrimaryPartitionsKeepTheirNumbers) {
    PartitionedDisk d;
    d.set(0, 0, 0x83, 63, 1000, 0x80);
    d.set(0, 2, 0x0C, 2000, 500);
    const PartitionTable t = d.scan();
    ASSERT_EQ(t.count(), 2u);
    EXPECT_EQ(t[0].number, 1u);
    EXPECT_EQ(t[0].first, 63u);
    EXPECT_EQ(t[0].sectors, 1000u);
    EXPECT_EQ(t[0].type, 0x83);
    EXPECT_EQ(t[1].number, 3u);
    EXPECT_EQ(t[1].first, 2000u);
}

TEST(PartitionTable, NothingWithoutTheMark) {
    PartitionedDisk d;
    d.set(0, 0, 0x83, 63, 1000);
    d.at(0)[511] = 0;
    EXPECT_EQ(d.scan().count(), 0u);
}

TEST(PartitionTable, NothingWhenTheFirstSectorCannotBeRead) {
    PartitionedDisk d;
    d.set(0, 0, 0x83, 63, 1000);
    d.unreadable = 0;
    EXPECT_EQ(d.scan().count(), 0u);
}

TEST(PartitionTable, AFileSystemsBootSectorIsNoTable) {
    PartitionedDisk d;
    d.set(0, 0, 0x83, 63, 1000);
    d.set(0, 1, 0x6F, 0x20726568, 0x20796564, 0x74); // text of a boot sector
    EXPECT_EQ(d.scan().count(), 0u);
}

TEST(PartitionTable, EntriesBeyondTheDiskAreLeftOut) {
    PartitionedDisk d;
    d.set(0, 0, 0x83, 63, k_disk - 63); // to the very end
    d.set(0, 1, 0x83, 64, k_disk - 63); // one too far
    d.set(0, 2, 0x83, 0xFFFFFFFF, 10);  // far out
    d.set(0, 3, 0x83, 0, 10);           // would hold the table itself
    const PartitionTable t = d.scan();
    ASSERT_EQ(t.count(), 1u);
    EXPECT_EQ(t[0].number, 1u);
    EXPECT_EQ(d.scan(0).count(), 0u);
}

TEST(PartitionTable, LogicalPartitionsFollowTheirChain) {
    PartitionedDisk d;
    d.set(0, 0, 0x83, 63, 1000);
    d.set(0, 1, 0x05, 2000, 10000);
    d.set(2000, 0, 0x83, 63, 500);
    d.set(2000, 1, 0x05, 3000, 1000); // relative to the extended one
    d.set(5000, 0, 0x82, 63, 600);
    const PartitionTable t = d.scan();
    ASSERT_EQ(t.count(), 4u);
    EXPECT_EQ(t[2].number, 5u);
    EXPECT_EQ(t[2].first, 2063u);
    EXPECT_EQ(t[3].number, 6u);
    EXPECT_EQ(t[3].first, 5063u);
    EXPECT_EQ(t[3].sectors, 600u);
    EXPECT_EQ(t[3].type, 0x82);
}

TEST(PartitionTable, AChainThatTurnsBackEnds) {
    PartitionedDisk d;
    d.set(0, 0, 0x0F, 2000, 10000);
    d.set(2000, 0, 0x83, 63, 500);
    d.set(2000, 1, 0x05, 3000, 1000);
    d.set(5000, 0, 0x83, 63, 500);
    d.set(5000, 1, 0x05, 0, 1000); // to the first link
    const PartitionTable t = d.scan();
    EXPECT_EQ(t.count(), 3u);
    EXPECT_EQ(d.reads, 3u);
}

TEST(PartitionTable, AChainDoesNotLeaveTheExtendedOne) {
    PartitionedDisk d;
    d.set(0, 0, 0x05, 2000, 1000);
    d.set(2000, 0, 0x83, 63, 2000); // too long
    d.set(2000, 1, 0x05, 5000, 100);
    d.set(7000, 0, 0x83, 63, 10);
    EXPECT_EQ(d.scan().count(), 1u);
}

TEST(PartitionTable, AnEndlessChainEndsAtTheLastName) {
    PartitionedDisk d;
    d.set(0, 0, 0x05, 1000, 90000);
    for (u32 i = 0; i < 100; i++) {
        d.set(1000 + i * 100, 0, 0x83, 10, 20);
        d.set(1000 + i * 100, 1, 0x05, (i + 1) * 100, 100);
    }
    const PartitionTable t = d.scan();
    EXPECT_EQ(t.count(), 12u); // the extended one, and 5 to 15
    EXPECT_EQ(t[11].number, PartitionTable::k_most);
}

} // namespace
} // namespace alcove
