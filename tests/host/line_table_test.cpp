// SPDX-License-Identifier: MIT
// Tests of the table of lines and frames: what is written is found again, and damage is survived.
#include "lib/line_table.h"
#include "tools/linetable/encoder.h"
#include <gtest/gtest.h>
#include <random>

namespace alcove::linetable {
namespace {

using Frame = LineTable::Frame;

std::vector<Section> example() {
    Section text{".text", 3000, {}, {}};
    text.lines = {
        {0, "a.c", 10}, {4, "a.c", 11}, {8, "include/b.h", 300}, {20, "a.c", 9}, {2500, "c.c", 70000}};
    text.frames = {{0, {Frame::esp, 4, 0}}, {1, {Frame::esp, 8, 2}}, {3, {Frame::ebp, 8, 2}}, {90, {}}};
    return {text, {".init.text", 16, {{2, "a.c", 1}}, {}}};
}

TEST(LineTable, FindsLines) {
    const auto bytes = Encoder().encode(example());
    const LineTable t(bytes);
    ASSERT_FALSE(t.empty());
    const auto at = [&](u32 offset) {
        const auto l = t.line_at(".text", offset);
        return std::string(l.file) + ":" + std::to_string(l.line);
    };
    EXPECT_EQ(at(0), "a.c:10");
    EXPECT_EQ(at(3), "a.c:10");
    EXPECT_EQ(at(4), "a.c:11");
    EXPECT_EQ(at(19), "include/b.h:300");
    EXPECT_EQ(at(20), "a.c:9");
    EXPECT_EQ(at(1023), "a.c:9");
    EXPECT_EQ(at(1024), "a.c:9"); // each block begins with what holds there
    EXPECT_EQ(at(2499), "a.c:9");
    EXPECT_EQ(at(2500), "c.c:70000");
    EXPECT_EQ(at(2999), "c.c:70000");
    EXPECT_EQ(at(3000), ":0");
    EXPECT_EQ(t.line_at(".init.text", 1).line, 0u); // before the first row
    EXPECT_EQ(t.line_at(".init.text", 2).line, 1u);
    EXPECT_EQ(t.line_at(".fixup", 0).line, 0u);
}

TEST(LineTable, FindsFrames) {
    const auto bytes = Encoder().encode(example());
    const LineTable t(bytes);
    EXPECT_EQ(t.frame_at(".text", 0), (Frame{Frame::esp, 4, 0}));
    EXPECT_EQ(t.frame_at(".text", 2), (Frame{Frame::esp, 8, 2}));
    EXPECT_EQ(t.frame_at(".text", 89), (Frame{Frame::ebp, 8, 2}));
    EXPECT_EQ(t.frame_at(".text", 2048).base, Frame::unknown);
    EXPECT_EQ(t.frame_at(".init.text", 3).base, Frame::unknown);
}

TEST(LineTable, OfRandomRows) {
    std::mt19937 random(7);
    for (int round = 0; round < 50; ++round) {
        Section s{".text", 1 + static_cast<u32>(random() % 9000), {}, {}};
        for (u32 at = random() % 50; at < s.size; at += 1 + random() % 300) {
            s.lines.push_back(
                {at, "f" + std::to_string(random() % 5), static_cast<u32>(random() % 100000 + 1)});
            s.frames.push_back({at,
                                {random() % 2 ? Frame::esp : Frame::ebp, static_cast<u32>(random() % 200) * 4,
                                 static_cast<u32>(random() % 300)}});
        }
        const auto bytes = Encoder().encode({s});
        const LineTable t(bytes);
        for (u32 at = 0, i = 0; at < s.size; at++) {
            while (i < s.lines.size() && s.lines[i].offset <= at) i++;
            const auto line = t.line_at(".text", at);
            ASSERT_EQ(line.line, i ? s.lines[i - 1].line : 0u);
            if (i) {
                ASSERT_EQ(line.file, s.lines[i - 1].file);
                ASSERT_EQ(t.frame_at(".text", at), s.frames[i - 1].frame);
            }
        }
    }
}

TEST(LineTable, SurvivesDamage) {
    const auto good = Encoder().encode(example());
    std::mt19937 random(3);
    for (int round = 0; round < 3000; ++round) {
        std::vector<u8> bytes(good.begin(), good.begin() + static_cast<long>(random() % (good.size() + 1)));
        for (u32 i = 0; i < 1 + random() % 6 && !bytes.empty(); ++i)
            bytes[random() % (round % 2 ? bytes.size() : std::min<std::size_t>(20, bytes.size()))] =
                static_cast<u8>(random());
        // On the heap at its exact size, so that a sanitizer or valgrind would see a read outside.
        const LineTable t(bytes);
        for (u32 at : {0u, 5u, 1500u, 2999u, 0xFFFFFFFFu}) {
            (void)t.line_at(".text", at);
            (void)t.frame_at(".text", at);
        }
    }
    EXPECT_TRUE(LineTable(std::span<const u8>()).empty());
}

TEST(LineTable, TidyKeepsTheLastOfAnOffset) {
    std::vector<LineRow> rows = {{4, "a", 2}, {0, "a", 1}, {4, "a", 3}, {8, "a", 3}, {9, "a", 4}};
    tidy(rows, [](const LineRow& a, const LineRow& b) { return a.file == b.file && a.line == b.line; });
    EXPECT_EQ(rows, (std::vector<LineRow>{{0, "a", 1}, {4, "a", 3}, {9, "a", 4}}));
}

} // namespace
} // namespace alcove::linetable
