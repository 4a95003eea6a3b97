// SPDX-License-Identifier: MIT
// Tests of the reader of link maps and of the benchmarks' statistics.
#include "tools/bench/link_map.h"
#include "tools/bench/statistics.h"
#include <gtest/gtest.h>

namespace alcove::bench {
namespace {

constexpr const char* k_map = R"(Archive member included to satisfy reference by file (symbol)

libc.a(lib_a-memcpy.o)        build/lwip/core/netif.c.o (memcpy)

Discarded input sections

 .comment       0x00000000       0x20 build/boot.o
 .text._ZN6alcove4exec13InterfaceBase5flushEv
                0x00000000        0x1 build/kernel/exec/net/loopback.cpp.o

Linker script and memory map

.text           0xc0101000     0x4000 load address 0x00101000
                0xc0101000                        __text_start = .
 *(.text .text.* .gnu.linkonce.t.*)
 .text          0xc0101000      0x120 build/kernel/arch/x86/entry.asm.o
                0xc0101010                upcall_enter
 *fill*         0xc0101120        0x0 
 .text._ZN6alcove3nim6Domain4failERKNS0_7FailureE
                0xc0101120       0x40 build/kernel/nim/domain.cpp.o
 .text          0xc0102000       0x80 third party/libc.a(lib_a-memcpy.o)
)";

TEST(LinkMap, FindsTheObjectOfAnAddress) {
    const LinkMap map(k_map);
    EXPECT_EQ(map.object_at(0xc0101000), "build/kernel/arch/x86/entry.asm.o");
    EXPECT_EQ(map.object_at(0xc010111f), "build/kernel/arch/x86/entry.asm.o");
    EXPECT_EQ(map.object_at(0xc0101120), "build/kernel/nim/domain.cpp.o");
    EXPECT_EQ(map.object_at(0xc010207f), "third party/libc.a(lib_a-memcpy.o)");
}

TEST(LinkMap, SaysNothingOfGapsAndOfWhatWasDiscarded) {
    const LinkMap map(k_map);
    EXPECT_EQ(map.object_at(0), "");
    EXPECT_EQ(map.object_at(0xc0100fff), "");
    EXPECT_EQ(map.object_at(0xc0101160), "");
    EXPECT_EQ(map.object_at(0xc0102080), "");
    EXPECT_TRUE(LinkMap("").empty());
    EXPECT_TRUE(LinkMap(" .text").empty());
    EXPECT_TRUE(LinkMap(" .text\n 0xzz 0x10").empty());
}

TEST(Statistics, MedianOfOddAndEvenNumbers) {
    EXPECT_EQ(median({}), 0);
    EXPECT_EQ(median({3, 1, 2}), 2);
    EXPECT_EQ(median({4, 1, 2, 3}), 2.5);
}

/// By the table of the sign test: of 20 values the 6th smallest and largest enclose the median with 95.9 %.
TEST(Statistics, IntervalOfTheMedian) {
    std::vector<double> twenty;
    for (int i = 20; i >= 1; --i) twenty.push_back(i);
    const Interval interval = median_interval(twenty);
    EXPECT_EQ(interval.low, 6);
    EXPECT_EQ(interval.high, 15);
    const Interval few = median_interval({2, 1, 3});
    EXPECT_EQ(few.low, 1);
    EXPECT_EQ(few.high, 3);
}

} // namespace
} // namespace alcove::bench
