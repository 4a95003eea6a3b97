// SPDX-License-Identifier: MIT
// Tests of the program reader: a good file, each refusal, truncation and mutation.
#include "elf_builder.h"
#include "lib/elf_program.h"
#include <gtest/gtest.h>
#include <random>

namespace alcove {
namespace {

using namespace elf;
using test::append;
using test::Bytes;

struct Program {
    FileHeader h{{0x7F, 'E', 'L', 'F', 1, 1, 1},
                 k_type_executable,
                 k_machine_386,
                 1,
                 0x08048010,
                 sizeof(FileHeader),
                 0,
                 0,
                 sizeof(FileHeader),
                 sizeof(ProgramHeader),
                 2,
                 sizeof(SectionHeader),
                 0,
                 0};
    ProgramHeader text{k_segment_load, 0x100, 0x08048000, 0, 0x40, 0x40, 5, 4096};
    ProgramHeader data{k_segment_load, 0x140, 0x0804A140, 0, 0x20, 0x2000, 6, 4096};
    Bytes build() const {
        Bytes out;
        append(out, h);
        append(out, text);
        append(out, data);
        out.resize(0x160, 0x90);
        return out;
    }
};

std::string program_message(const Bytes& file) {
    ElfProgram p;
    return p.parse(file).ok() ? "" : p.message();
}
std::string program_message(const Program& p) { return program_message(p.build()); }

TEST(ElfProgram, ListsSegments) {
    const Bytes file = Program().build();
    ElfProgram p;
    ASSERT_TRUE(p.parse(file).ok()) << p.message();
    ASSERT_EQ(p.segment_count(), 2u);
    EXPECT_EQ(p.entry(), 0x08048010u);
    EXPECT_TRUE(p.segment(0).executable);
    EXPECT_FALSE(p.segment(0).writable);
    EXPECT_EQ(p.segment(1).address, 0x0804A140u);
    EXPECT_EQ(p.segment(1).bytes.size(), 0x20u);
    EXPECT_EQ(p.end(), 0x0804C140u);
}

TEST(ElfProgram, RefusesEachWrongThing) {
    const auto changed = [](auto change) {
        Program p;
        change(p);
        return program_message(p);
    };
    EXPECT_EQ(changed([](Program& p) { p.h.entry = 0x0804A150; }),
              "entry point lies in no executable segment");
    EXPECT_EQ(changed([](Program& p) { p.h.entry = 0x08048040; }),
              "entry point lies in no executable segment");
    EXPECT_EQ(changed([](Program& p) { p.h.program_header_count = 0; }), "no program headers");
    EXPECT_EQ(changed([](Program& p) { p.h.program_header_count = 0xFFFF; }),
              "truncated: the program headers lie outside the file");
    EXPECT_EQ(changed([](Program& p) { p.text.virtual_address = 0; }),
              "segment 0: outside the addresses of programs");
    EXPECT_EQ(changed([](Program& p) { p.data.virtual_address = 0xBFFFF000; }),
              "segment 1: outside the addresses of programs");
    EXPECT_EQ(changed([](Program& p) { p.data.virtual_address = 0xFFFFFFF0; }),
              "segment 1: outside the addresses of programs");
    EXPECT_EQ(changed([](Program& p) { p.data.memory_size = 0xFFFFFFFF; }),
              "segment 1: outside the addresses of programs");
    EXPECT_EQ(changed([](Program& p) { p.data.virtual_address = 0x08048020; }),
              "segment 1: overlaps or precedes the segment before it");
    EXPECT_EQ(changed([](Program& p) { p.data.file_size = 0x2001; }),
              "segment 1: larger in the file than in memory");
    EXPECT_EQ(changed([](Program& p) { p.data.offset = 0x150; }),
              "segment 1: truncated: contents lie outside the file");
    EXPECT_EQ(changed([](Program& p) { p.data.memory_size = 0x20000000; }), "segment 1: too large");
    EXPECT_EQ(changed([](Program& p) { p.data.type = k_segment_dynamic; }),
              "segment 1: dynamically linked; only static programs run here");
    EXPECT_EQ(changed([](Program& p) { p.text.type = p.data.type = 6; }), "nothing to load");
    EXPECT_EQ(changed([](Program& p) { p.h.type = k_type_relocatable; }), "not a static executable");
}

TEST(ElfProgram, EveryTruncationIsRefused) {
    const Bytes good = Program().build();
    for (usize n = 0; n < good.size(); ++n)
        ASSERT_NE(program_message(Bytes(good.begin(), good.begin() + static_cast<long>(n))), "") << n;
}

TEST(ElfProgram, MutantsKeepInsideTheirBounds) {
    const Bytes good = Program().build();
    std::mt19937 random(5);
    for (int i = 0; i < 50000; ++i) {
        Bytes bad = good;
        for (u32 n = 1 + random() % 3; n > 0; --n) bad[random() % 116] = static_cast<u8>(random());
        ElfProgram p;
        if (!p.parse(bad)) continue;
        for (u32 k = 0; k < p.segment_count(); ++k) {
            const ElfProgram::Segment& s = p.segment(k);
            ASSERT_GE(s.address, k_page_size);
            ASSERT_LE(u64{s.address} + s.memory_size, k_page_offset);
            if (!s.bytes.empty()) {
                ASSERT_GE(s.bytes.data(), bad.data());
                ASSERT_LE(s.bytes.data() + s.bytes.size(), bad.data() + bad.size());
            }
        }
    }
}

} // namespace
} // namespace alcove
