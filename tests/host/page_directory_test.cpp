// SPDX-License-Identifier: MIT
// Tests of a domain's page directory against a fake memory that looks at each store.
#include "lib/page_directory.h"
#include <array>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>
#include <vector>

namespace alcove {
namespace {

struct FakePaging {
    std::map<PhysAddr, std::array<u32, 1024>> tables;
    PhysAddr next = 0x100000;
    u32 allocated = 0, limit = 1000, stores = 0;
    std::vector<VirtAddr> invalidated;
    std::function<void(PhysAddr, u32, u32)> on_store;

    PhysAddr add() {
        const PhysAddr p = next += 0x1000;
        tables[p].fill(0xDEADBEE2); // whatever lay in the frame before
        return p;
    }
};

struct FakeFrames {
    FakePaging* m;
    u32 read(PhysAddr t, u32 i) { return m->tables.at(t).at(i); }
    void write(PhysAddr t, u32 i, u32 e) {
        ++m->stores;
        m->tables.at(t).at(i) = e;
        if (m->on_store) m->on_store(t, i, e);
    }
    Result<PhysAddr> allocate_table() {
        if (m->allocated == m->limit) return Error::no_memory;
        ++m->allocated;
        return m->add();
    }
    void free_table(PhysAddr t) {
        ASSERT_EQ(m->tables.erase(t), 1u);
        --m->allocated;
    }
    void invalidate(VirtAddr v) { m->invalidated.push_back(v); }
};

using Directory = DomainDirectory<FakeFrames>;
constexpr u32 k_rw = page::k_present | page::k_write;
constexpr VirtAddr k_kernel_text = 0xC0100000;

/// An executive as H builds it: the kernel image by small pages, linear map by large ones, vmap tables.
struct DirectoryWorld {
    FakePaging machine;
    PhysAddr executive, image_table, vmap_table;
    Directory directory{FakeFrames{&machine}};

    DirectoryWorld() {
        executive = machine.add();
        image_table = machine.add();
        vmap_table = machine.add();
        auto& e = machine.tables[executive];
        e.fill(0);
        e[1] = 0x00800000 | k_rw | page::k_user | page::k_large; // a program's memory
        e[768] = image_table | k_rw;
        for (u32 i = 0; i < 1024; ++i) {
            const bool text = i >= 256 && i < 400;
            machine.tables[image_table][i] = i << 12 | (text ? page::k_present : k_rw);
            machine.tables[vmap_table][i] =
                i % 3 == 0 ? 0 : 0xFE000000 + (i << 12) + (k_rw | page::k_no_cache);
        }
        for (u32 i = 1; i < 32; ++i)
            e[768 + i] = i << 22 | k_rw | page::k_large | page::k_dirty | page::k_accessed;
        e[page::region_of(k_vmap_base)] = vmap_table | k_rw;
    }
    u32 entry(VirtAddr v) {
        const u32 d = machine.tables[directory.physical()][v >> 22];
        if (!(d & page::k_present) || (d & page::k_large)) return d;
        const u32 t = machine.tables.at(d & page::k_frame_mask)[page::slot_of(v)];
        return d & page::k_write ? t : t & ~page::k_write;
    }
    bool writable(VirtAddr v) { return (entry(v) & k_rw) == k_rw; }
    PhysAddr physical(PhysAddr dir, VirtAddr v) {
        const u32 d = machine.tables[dir][v >> 22];
        if (!(d & page::k_present)) return 1;
        if (d & page::k_large) return (d & page::k_large_mask) + (v & 0x3FF000);
        const u32 t = machine.tables.at(d & page::k_frame_mask)[page::slot_of(v)];
        return t & page::k_present ? t & page::k_frame_mask : 1;
    }
    /// Every page of the kernel half: writable if and only if it is in `granted`, same frame as the
    /// executive's.
    void check(const std::set<VirtAddr>& granted, const std::set<VirtAddr>& remapped = {}) {
        auto& d = machine.tables[directory.physical()];
        for (u32 i = 0; i < 768; ++i) ASSERT_EQ(d[i], 0u);
        for (u32 i = 768; i < 1024; ++i) {
            ASSERT_EQ(d[i] & (page::k_user | page::k_global), 0u);
            const bool table = (d[i] & page::k_present) && !(d[i] & page::k_large);
            for (u32 s = 0; s < 1024; s += table ? 1 : 341) {
                const VirtAddr v = i << 22 | s << 12;
                ASSERT_EQ(writable(v), granted.count(v) != 0) << std::hex << v;
                if (writable(v)) {
                    ASSERT_TRUE(directory.may_write(v, k_page_size));
                }
                if (!remapped.count(v)) {
                    ASSERT_EQ(physical(directory.physical(), v), physical(executive, v)) << std::hex << v;
                }
            }
        }
    }
};

TEST(PageDirectory, StartsWithNothingWritable) {
    DirectoryWorld w;
    ASSERT_TRUE(w.directory.create(w.executive).ok());
    w.check({});
    EXPECT_EQ(w.machine.allocated, 1u) << "one page is all a domain costs";
    EXPECT_EQ(w.directory.tables(), 0u);
    EXPECT_TRUE(w.directory.may_read(0xC0400000));
    EXPECT_FALSE(w.directory.may_read(0x00400000));
    EXPECT_FALSE(w.directory.may_read(0xE0000000));
}

TEST(PageDirectory, GrantSplitsALargePage) {
    DirectoryWorld w;
    ASSERT_TRUE(w.directory.create(w.executive).ok());
    ASSERT_TRUE(w.directory.grant_write(0xC0801000).ok());
    EXPECT_EQ(w.entry(0xC0801000) & ~page::k_private, 0x00801000u | k_rw | page::k_dirty | page::k_accessed);
    w.check({0xC0801000});
    EXPECT_EQ(w.machine.allocated, 2u);
    EXPECT_EQ(w.machine.invalidated, std::vector<VirtAddr>{0xC0801000});
    EXPECT_TRUE(w.directory.may_write(0xC0801000, 4096));
    EXPECT_FALSE(w.directory.may_write(0xC0801000, 4097));
    EXPECT_FALSE(w.directory.may_write(0xC0800FFF, 2));
    EXPECT_FALSE(w.directory.may_write(0xC0801000, 0));
    EXPECT_FALSE(w.directory.may_write(0xC0801000, 0xFFFFFFFF));
    ASSERT_TRUE(w.directory.revoke(0xC0801000).ok());
    w.check({});
    EXPECT_EQ(w.machine.allocated, 1u) << "the table goes with the last grant";
}

TEST(PageDirectory, KernelImageRegionKeepsItsRights) {
    DirectoryWorld w;
    ASSERT_TRUE(w.directory.create(w.executive).ok());
    EXPECT_EQ(w.directory.grant_write(k_kernel_text).error(), Error::not_permitted);
    ASSERT_TRUE(w.directory.grant_write(0xC0300000, 2).ok());
    w.check({0xC0300000, 0xC0301000});
}

TEST(PageDirectory, RefusesAndChangesNothing) {
    DirectoryWorld w;
    ASSERT_TRUE(w.directory.create(w.executive).ok());
    ASSERT_TRUE(w.directory.grant_write(0xC0803000).ok());
    const u32 stores = w.machine.stores;
    EXPECT_EQ(w.directory.grant_write(0xC0800001).error(), Error::invalid);
    EXPECT_EQ(w.directory.grant_write(0x00400000).error(), Error::invalid);
    EXPECT_EQ(w.directory.grant_write(0xC0800000, 0).error(), Error::invalid);
    EXPECT_EQ(w.directory.grant_write(0xFFFFF000, 2).error(), Error::invalid);
    EXPECT_EQ(w.directory.grant_write(0xC0800000, 0x80000000).error(), Error::invalid);
    EXPECT_EQ(w.directory.grant_write(0xE0000000).error(), Error::bad_address);
    EXPECT_EQ(w.directory.grant_write(0xC0801000, 4).error(), Error::exists);
    EXPECT_EQ(w.directory.revoke(0xC0802000, 2).error(), Error::not_found);
    EXPECT_EQ(w.directory.revoke(0xC0900000).error(), Error::not_found);
    EXPECT_EQ(w.directory.map_io(0xC0801000, 1).error(), Error::invalid);
    EXPECT_EQ(w.directory.map_io(k_vmap_end - k_page_size, 2).error(), Error::invalid);
    EXPECT_EQ(w.directory.map_private(0xC0803000, 0x5000, true).error(), Error::exists);
    EXPECT_EQ(w.machine.stores, stores);
    w.check({0xC0803000});
}

TEST(PageDirectory, OutOfMemoryLeavesNothingBehind) {
    DirectoryWorld w;
    w.machine.limit = 0;
    EXPECT_EQ(w.directory.create(w.executive).error(), Error::no_memory);
    w.machine.limit = 2;
    ASSERT_TRUE(w.directory.create(w.executive).ok());
    // Two regions, memory for one table only.
    EXPECT_EQ(w.directory.grant_write(0xC0BFF000, 2).error(), Error::no_memory);
    w.check({});
    EXPECT_EQ(w.machine.allocated, 1u);
}

TEST(PageDirectory, GlobalMappingsAreRefused) {
    DirectoryWorld w;
    w.machine.tables[w.executive][770] |= page::k_global;
    EXPECT_EQ(w.directory.create(w.executive).error(), Error::invalid);
    EXPECT_EQ(w.machine.allocated, 0u);
}

TEST(PageDirectory, DeviceMemoryStaysUncached) {
    DirectoryWorld w;
    ASSERT_TRUE(w.directory.create(w.executive).ok());
    const VirtAddr v = k_vmap_base + 0x1000;
    ASSERT_TRUE(w.directory.map_io(v, 2).ok());
    EXPECT_NE(w.entry(v) & page::k_no_cache, 0u);
    w.check({v, v + 0x1000});
    EXPECT_EQ(w.directory.map_io(k_vmap_base, 1).error(), Error::bad_address);
    ASSERT_TRUE(w.directory.unmap_io(v, 2).ok());
    w.check({});
}

TEST(PageDirectory, PrivateMappingReplacesTheExecutives) {
    DirectoryWorld w;
    ASSERT_TRUE(w.directory.create(w.executive).ok());
    ASSERT_TRUE(w.directory.map_private(0xC0300000, 0x00999000, false).ok());
    EXPECT_EQ(w.physical(w.directory.physical(), 0xC0300000), 0x00999000u);
    w.check({}, {0xC0300000});
    ASSERT_TRUE(w.directory.revoke(0xC0300000).ok());
    w.check({});
    ASSERT_TRUE(w.directory.map_private(0xC0300000, 0x00999000, true).ok());
    w.check({0xC0300000}, {0xC0300000});
}

TEST(PageDirectory, ClosedPagesAreNotEvenReadable) {
    DirectoryWorld w;
    ASSERT_TRUE(w.directory.create(w.executive).ok());
    ASSERT_TRUE(w.directory.grant_write(0xC0300000, 2).ok());
    w.directory.close(0xC0301000, 2); // the second was never granted, and stays as the executive has it
    EXPECT_TRUE(w.directory.may_read(0xC0300000));
    EXPECT_FALSE(w.directory.may_read(0xC0301000));
    EXPECT_FALSE(w.directory.may_write(0xC0301000, 1));
    EXPECT_TRUE(w.directory.may_read(0xC0302000));
    ASSERT_TRUE(w.directory.revoke(0xC0300000, 2).ok());
    w.check({});
    EXPECT_TRUE(w.directory.may_read(0xC0301000));
}

TEST(PageDirectory, SyncFollowsTheExecutive) {
    DirectoryWorld w;
    ASSERT_TRUE(w.directory.create(w.executive).ok());
    const VirtAddr hole = k_vmap_base, granted = k_vmap_base + 0x1000;
    ASSERT_TRUE(w.directory.map_io(granted, 1).ok());
    w.machine.tables[w.vmap_table][0] = 0x00777000 | k_rw;
    EXPECT_FALSE(w.directory.may_read(hole)) << "its own copy is older";
    EXPECT_TRUE(w.directory.sync(hole));
    EXPECT_FALSE(w.directory.sync(hole));
    EXPECT_FALSE(w.directory.sync(granted));
    w.check({granted});
    w.machine.tables[w.vmap_table][0] = 0;
    EXPECT_TRUE(w.directory.sync(hole));
    w.check({granted});
    const PhysAddr fresh = w.machine.add(); // a new table of the executive's
    w.machine.tables[fresh].fill(0x00123000 | k_rw);
    w.machine.tables[w.executive][page::region_of(k_vmap_base) + 1] = fresh | k_rw;
    EXPECT_TRUE(w.directory.sync(k_vmap_base + k_region_size));
    w.check({granted});
    EXPECT_FALSE(w.directory.sync(0x1000));
}

TEST(PageDirectory, DestroyFreesAll) {
    DirectoryWorld w;
    ASSERT_TRUE(w.directory.create(w.executive).ok());
    ASSERT_TRUE(w.directory.grant_write(0xC0801000, 3000).ok());
    ASSERT_TRUE(w.directory.map_io(k_vmap_base + 0x1000, 1).ok());
    w.directory.destroy();
    EXPECT_EQ(w.machine.allocated, 0u);
    EXPECT_EQ(w.directory.physical(), 0u);
}

/// Random operations against a model; after each, and at each single store, nothing is writable but
/// what is granted or just being granted.
TEST(PageDirectory, NothingButGrantsIsEverWritable) {
    DirectoryWorld w;
    std::set<VirtAddr> granted, allowed;
    ASSERT_TRUE(w.directory.create(w.executive).ok());
    w.machine.on_store = [&](PhysAddr table, u32 index, u32 e) {
        auto& d = w.machine.tables[w.directory.physical()];
        const auto check_table = [&](u32 region, u32 slot, u32 small) {
            if ((small & k_rw) == k_rw) {
                ASSERT_TRUE(allowed.count(region << 22 | slot << 12));
            }
        };
        if (table == w.directory.physical()) {
            if (!(e & page::k_write)) return;
            ASSERT_FALSE(e & page::k_large);
            for (u32 s = 0; s < 1024; ++s)
                check_table(index, s, w.machine.tables.at(e & page::k_frame_mask)[s]);
            return;
        }
        ASSERT_TRUE(table != w.executive && table != w.vmap_table && table != w.image_table);
        for (u32 i = 768; i < 1024; ++i)
            if ((d[i] & page::k_present) && !(d[i] & page::k_large) && (d[i] & page::k_frame_mask) == table)
                check_table(i, index, e);
    };
    std::mt19937 random(1);
    static constexpr VirtAddr k_areas[] = {0xC0200000, 0xC0400000, 0xC0BF0000, 0xC3FF0000, k_vmap_base};
    for (int step = 0; step < 3000; ++step) {
        const VirtAddr v = k_areas[random() % std::size(k_areas)] + (random() % 32 << 12);
        const u32 pages = 1 + random() % 6;
        w.machine.limit = random() % 8 == 0 ? w.machine.allocated : 1000;
        if (random() % 100 < 55) {
            allowed = granted;
            for (u32 i = 0; i < pages; ++i) allowed.insert(v + (i << 12));
            if (w.directory.grant_write(v, pages).ok()) granted = allowed;
        } else {
            allowed = granted;
            std::set<VirtAddr> rest = granted;
            u32 had = 0;
            for (u32 i = 0; i < pages; ++i) had += static_cast<u32>(rest.erase(v + (i << 12)));
            ASSERT_EQ(w.directory.revoke(v, pages).ok(), had == pages);
            if (had == pages) granted = rest;
        }
        allowed = granted;
        if (random() % 4 == 0) { // the executive maps or unmaps something in its vmap zone
            const u32 slot = random() % 40;
            if (!granted.count(k_vmap_base + (slot << 12))) {
                w.machine.tables[w.vmap_table][slot] = random() % 2 ? 0xFE000000 + (slot << 12) + k_rw : 0;
                w.directory.sync(k_vmap_base + (slot << 12));
            }
        }
        if (step % 20 == 0) w.check(granted);
        if (HasFatalFailure()) return;
    }
    while (!granted.empty()) {
        ASSERT_TRUE(w.directory.revoke(*granted.begin()).ok());
        granted.erase(granted.begin());
    }
    EXPECT_EQ(w.machine.allocated, 1u);
    w.check({});
}

} // namespace
} // namespace alcove
