// SPDX-License-Identifier: MIT
// Tests of a device's page table against a fake memory, walked as a remapping unit would.
#include "lib/dma_table.h"
#include <array>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <vector>

namespace alcove {
namespace {

struct Machine {
    std::map<PhysAddr, std::array<u64, 512>> tables;
    PhysAddr next = 0x100000;
    u32 limit = 1000;
    std::vector<std::pair<PhysAddr, u32>> added, removed;

    bool walk(PhysAddr root, u32 levels, PhysAddr a, u64 right) const {
        PhysAddr t = root;
        for (u32 level = levels; level > 0; level--) {
            const u64 e = tables.at(t).at(u64{a} >> (12 + 9 * (level - 1)) & 511);
            if ((e & right) == 0) return false;
            if (level == 1) return (e & 0xFFFFF000) == (a & ~0xFFFu);
            if (level == 2 && (e & 0x80)) return (e & 0xFFE00000) == (a & 0xFFE00000);
            t = static_cast<PhysAddr>(e & 0xFFFFF000);
        }
        return false;
    }
};

struct FakeMemory {
    Machine* m;
    u64 read(PhysAddr t, u32 i) { return m->tables.at(t).at(i); }
    void write(PhysAddr t, u32 i, u64 e) {
        // Bits that the unit checks to be zero: 8 to 11, and the machine's unused address bits.
        EXPECT_EQ(e & 0x400FFFFF00000F7Cull & ~0x80ull, 0u) << std::hex << e;
        m->tables.at(t).at(i) = e;
    }
    Result<PhysAddr> allocate_table() {
        if (m->tables.size() == m->limit) return Error::no_memory;
        m->tables[m->next += 0x1000].fill(0);
        return m->next;
    }
    void free_table(PhysAddr t) { ASSERT_EQ(m->tables.erase(t), 1u); }
    void added(PhysAddr p, u32 n) { m->added.emplace_back(p, n); }
    void removed(PhysAddr p, u32 n) { m->removed.emplace_back(p, n); }
};

using Table = DmaTable<FakeMemory>;

struct World {
    Machine machine;
    Table table{FakeMemory{&machine}};
    u32 levels;
    explicit World(u32 l = 3) : levels(l) { EXPECT_TRUE(table.create(l).ok()); }
    bool reads(PhysAddr a) const { return machine.walk(table.root(), levels, a, 1); }
    bool writes(PhysAddr a) const { return machine.walk(table.root(), levels, a, 2); }
};

TEST(DmaTable, MapsJustWhatItIsTold) {
    for (u32 levels : {3u, 4u, 5u}) {
        World w(levels);
        ASSERT_TRUE(w.table.map(0x345000, 3, true).ok());
        ASSERT_TRUE(w.table.map(0x900000, 1, false).ok());
        EXPECT_TRUE(w.reads(0x345FFC) && w.writes(0x345000) && w.writes(0x347FFF));
        EXPECT_FALSE(w.reads(0x344FFF) || w.writes(0x348000) || w.reads(0) || w.reads(0xFFFFF000));
        EXPECT_TRUE(w.reads(0x900000));
        EXPECT_FALSE(w.writes(0x900000));
        EXPECT_EQ(w.table.may_write(0x345000), w.writes(0x345000));
        EXPECT_EQ(w.table.tables(), levels + 1);
        EXPECT_EQ(w.machine.tables.size(), w.table.tables());
    }
}

TEST(DmaTable, NothingIsMappedTwice) {
    World w;
    ASSERT_TRUE(w.table.map(0x2000, 1, false).ok());
    EXPECT_EQ(w.table.map(0x1000, 2, true).error(), Error::exists);
    EXPECT_FALSE(w.reads(0x1000)); // all or nothing
    EXPECT_TRUE(w.reads(0x2000));
    EXPECT_FALSE(w.writes(0x2000));
}

TEST(DmaTable, UnmappingIsAnnouncedBeforeTheTableGoes) {
    World w;
    ASSERT_TRUE(w.table.map(0x1FF000, 4, true).ok()); // over a border of tables
    const u32 tables = w.table.tables();
    w.table.unmap(0x1FF000, 2);
    EXPECT_EQ(w.machine.removed, (std::vector<std::pair<PhysAddr, u32>>{{0x1FF000, 1}, {0x200000, 1}}));
    EXPECT_EQ(w.table.tables(), tables - 1); // the first table is empty
    EXPECT_FALSE(w.reads(0x1FF000) || w.reads(0x200000));
    EXPECT_TRUE(w.writes(0x201000));
    w.table.unmap(0, 4096); // the rest, and much that is not mapped
    EXPECT_EQ(w.machine.removed.size(), 3u);
    EXPECT_EQ(w.table.tables(), 2u);
}

TEST(DmaTable, WithoutMemoryNothingIsMapped) {
    for (u32 limit = 0; limit < 5; limit++) {
        Machine m;
        m.limit = limit;
        Table t{FakeMemory{&m}};
        if (!t.create(4).ok()) continue;
        ASSERT_FALSE(t.map(0x1FF000, 2, true).ok());
        EXPECT_FALSE(m.walk(t.root(), 4, 0x1FF000, 1) || m.walk(t.root(), 4, 0x200000, 1));
        t.destroy();
        EXPECT_TRUE(m.tables.empty());
    }
}

TEST(DmaTable, LendingNestsAndLeavesOwnPagesAlone) {
    World w;
    ASSERT_TRUE(w.table.map(0x5000, 1, true).ok());
    ASSERT_TRUE(w.table.lend(0x4F80, 0x100).ok()); // the page before, and the domain's own
    ASSERT_TRUE(w.table.lend(0x4000, 64).ok());
    EXPECT_TRUE(w.reads(0x4000));
    EXPECT_FALSE(w.writes(0x4000));
    w.table.take_back(0x4F80, 0x100);
    EXPECT_TRUE(w.reads(0x4000) && w.writes(0x5000));
    EXPECT_TRUE(w.machine.removed.empty());
    w.table.take_back(0x4000, 64);
    EXPECT_FALSE(w.reads(0x4000));
    EXPECT_TRUE(w.writes(0x5000));
    w.table.take_back(0x4000, 64); // once too often: nothing
    EXPECT_EQ(w.machine.removed.size(), 1u);
    for (u32 i = 0; i < dma_entry::k_most_count; i++) ASSERT_TRUE(w.table.lend(0x9000, 1).ok());
    EXPECT_EQ(w.table.lend(0x8000, 0x1001).error(), Error::quota);
    EXPECT_FALSE(w.reads(0x8000)); // all or nothing
}

TEST(DmaTable, LargePages) {
    World w;
    ASSERT_TRUE(w.table.map_large(0, 2048).ok()); // 4 GiB
    EXPECT_EQ(w.table.tables(), 5u);
    for (const PhysAddr a : {0u, 0x1FFFFFu, 0x200000u, 0x12345678u, 0xFFFFFFFFu})
        EXPECT_TRUE(w.reads(a) && w.writes(a)) << a;
    EXPECT_EQ(w.table.map(0x5000, 1, true).error(), Error::exists);
    w.table.unmap(0x5000, 1);
    EXPECT_TRUE(w.writes(0x5000));
    w.table.destroy();
    EXPECT_TRUE(w.machine.tables.empty());
}

TEST(DmaTable, RandomBlocksAgainstAModel) {
    World w(4);
    std::mt19937 random(7);
    std::map<PhysAddr, std::pair<u32, bool>> blocks;
    std::map<PhysAddr, bool> pages;
    for (int step = 0; step < 3000; step++) {
        const u32 count = 1u << random() % 6;
        const PhysAddr first = random() % 2048 / count * count * 0x1000;
        bool free = true;
        for (u32 i = 0; i < count; i++) free = free && !pages.count(first + i * 0x1000);
        if (!blocks.empty() && random() % 2) {
            auto b = std::next(blocks.begin(), random() % blocks.size());
            w.table.unmap(b->first, b->second.first);
            for (u32 i = 0; i < b->second.first; i++) pages.erase(b->first + i * 0x1000);
            blocks.erase(b);
        } else {
            const bool writable = random() % 2;
            ASSERT_EQ(w.table.map(first, count, writable).ok(), free);
            if (!free) continue;
            blocks[first] = {count, writable};
            for (u32 i = 0; i < count; i++) pages[first + i * 0x1000] = writable;
        }
        const PhysAddr probe = random() % 2048 * 0x1000;
        const auto p = pages.find(probe);
        ASSERT_EQ(w.reads(probe), p != pages.end());
        ASSERT_EQ(w.writes(probe), p != pages.end() && p->second);
    }
    for (const auto& [first, b] : blocks) w.table.unmap(first, b.first);
    EXPECT_EQ(w.table.tables(), 3u); // the levels above tables of pages
}

} // namespace
} // namespace alcove
