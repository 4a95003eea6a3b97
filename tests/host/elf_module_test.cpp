// SPDX-License-Identifier: MIT
// Tests of the module loader: layout, relocation, symbols, and every way a file can be wrong.
#include "elf_builder.h"
#include "lib/elf_module.h"
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>

namespace alcove {
namespace {

using namespace elf;
using test::Bytes;
using test::ObjectBuilder;

constexpr u32 k_text_base = 0xC1000000, k_data_base = 0xC1400000;

/// A module like a driver's: two functions, strings, data that points at things, .bss and COMMON.
struct Sample {
    ObjectBuilder b;
    u32 text, rodata, data, bss, modinfo, debug;
    u32 printk, weak, section_symbol;
    Sample() {
        text = b.add_section(".text", k_section_progbits, k_flag_alloc | k_flag_execute, Bytes(64, 0x90), 16);
        data = b.add_section(".data", k_section_progbits, k_flag_alloc | k_flag_write, Bytes(24, 0), 32);
        bss = b.add_bss(".bss", 100, 64);
        rodata = b.add_section(".rodata", k_section_progbits, k_flag_alloc, Bytes(10, 'r'), 4);
        const std::string info = std::string("parm_io=1-8i") + '\0';
        modinfo =
            b.add_section(".modinfo", k_section_progbits, k_flag_alloc, Bytes(info.begin(), info.end()), 1);
        debug = b.add_section(".debug_info", k_section_progbits, 0, Bytes(12, 0), 1);
        b.add_symbol("ne2k.c", k_bind_local, k_symbol_file, k_index_absolute, 0);
        section_symbol = b.add_symbol("", k_bind_local, k_symbol_section, static_cast<u16>(rodata), 0);
        const u32 helper =
            b.add_symbol("helper", k_bind_local, k_symbol_function, static_cast<u16>(text), 32, 16);
        const u32 init =
            b.add_symbol("init_module", k_bind_global, k_symbol_function, static_cast<u16>(text), 0, 20);
        printk = b.add_symbol("printk", k_bind_global, k_symbol_none, k_index_undefined, 0);
        weak = b.add_symbol("maybe", k_bind_weak, k_symbol_none, k_index_undefined, 0);
        const u32 counter =
            b.add_symbol("counter", k_bind_global, k_symbol_object, static_cast<u16>(bss), 8, 4);
        const u32 shared = b.add_symbol("shared", k_bind_global, k_symbol_object, k_index_common, 16, 40);
        b.add_symbol("later", k_bind_global, k_symbol_object, k_index_common, 32, 4);
        b.add_relocation(text, 1, printk, k_reloc_pc32);
        b.add_relocation(text, 8, helper, k_reloc_plt32);
        b.add_relocation(text, 16, section_symbol, k_reloc_32);
        b.add_relocation(text, 24, counter, k_reloc_32);
        b.add_relocation(text, 60, 0, k_reloc_none);
        b.add_relocation(data, 0, init, k_reloc_32);
        b.add_relocation(data, 4, weak, k_reloc_32);
        b.add_relocation(data, 8, shared, k_reloc_32);
        b.add_relocation(debug, 0, printk, 77); // of debug information nothing is asked
    }
};

Result<u32> resolve_all(std::string_view name) {
    if (name != "printk") return Error::not_found;
    return 0xC0123456;
}

struct Loaded {
    ElfModule m;
    Bytes text, data;
    Result<void> load(const Bytes& file) {
        const Result<void> r = m.parse(file);
        if (!r) return r;
        text.assign(m.text_size() + 8, 0xEE);
        data.assign(m.data_size() + 8, 0xEE);
        m.place(k_text_base, k_data_base, text.data(), data.data());
        return m.relocate(resolve_all);
    }
    bool fences_whole() const {
        for (int i = 1; i <= 8; ++i)
            if (text[text.size() - i] != 0xEE || data[data.size() - i] != 0xEE) return false;
        return true;
    }
};

TEST(ElfModule, LaysOutByRights) {
    const Bytes file = Sample().b.build();
    ElfModule m;
    ASSERT_TRUE(m.parse(file).ok()) << m.message();
    EXPECT_EQ(m.text_size(), 64u + 10 + 13);
    // .data 24, .bss at 64 for 100 bytes, COMMON at 176 (40) and 224 (4).
    EXPECT_EQ(m.data_size(), 228u);
}

TEST(ElfModule, RelocatesForAddressesOtherThanTheMemory) {
    const Bytes file = Sample().b.build();
    Loaded l;
    ASSERT_TRUE(l.load(file).ok()) << l.m.message();
    EXPECT_TRUE(l.fences_whole());
    EXPECT_EQ(load_u32(&l.text[1]), 0x90909090 + 0xC0123456 - (k_text_base + 1));
    EXPECT_EQ(load_u32(&l.text[8]), 0x90909090 + (k_text_base + 32) - (k_text_base + 8));
    EXPECT_EQ(load_u32(&l.text[16]), 0x90909090 + k_text_base + 64);
    EXPECT_EQ(load_u32(&l.text[24]), 0x90909090 + k_data_base + 64 + 8);
    EXPECT_EQ(load_u32(&l.data[0]), k_text_base);
    EXPECT_EQ(load_u32(&l.data[4]), 0u) << "a weak symbol nobody has is 0";
    EXPECT_EQ(load_u32(&l.data[8]), k_data_base + 176);
    EXPECT_EQ(l.data[100], 0);
}

TEST(ElfModule, PlacesAnewFromOneParse) {
    const Bytes file = Sample().b.build();
    Loaded l;
    ASSERT_TRUE(l.load(file).ok());
    const Bytes text = l.text, data = l.data;
    l.data[0] ^= 0xFF;
    l.data[150] = 3;
    l.m.place(k_text_base, k_data_base, l.text.data(), l.data.data());
    ASSERT_TRUE(l.m.relocate(resolve_all).ok());
    EXPECT_EQ(l.text, text);
    EXPECT_EQ(l.data, data);
}

TEST(ElfModule, FindsSymbolsAndSections) {
    const Bytes file = Sample().b.build();
    Loaded l;
    ASSERT_TRUE(l.load(file).ok());
    EXPECT_EQ(l.m.find_symbol("init_module").value(), k_text_base);
    EXPECT_EQ(l.m.find_symbol("later").value(), k_data_base + 224);
    EXPECT_EQ(l.m.find_symbol("helper").error(), Error::not_found);
    EXPECT_EQ(l.m.find_symbol("helper", true).value(), k_text_base + 32);
    EXPECT_EQ(l.m.find_symbol("printk", true).error(), Error::not_found);
    EXPECT_EQ(l.m.find_symbol("ne2k.c", true).error(), Error::not_found);
    const auto info = l.m.find_section(".modinfo");
    ASSERT_TRUE(info.ok());
    EXPECT_EQ(info.value().bytes.size(), 13u);
    EXPECT_EQ(info.value().address, k_text_base + 74);
    EXPECT_FALSE(l.m.find_section(".debug_info").ok());

    std::set<std::string> needed, defined;
    l.m.for_each_undefined(
        [&](std::string_view n, bool weak) { needed.insert(std::string(n) + (weak ? "?" : "")); });
    l.m.for_each_defined([&](const ElfModule::SymbolInfo& s) { defined.insert(std::string(s.name)); });
    EXPECT_EQ(needed, (std::set<std::string>{"printk", "maybe?"}));
    EXPECT_EQ(defined, (std::set<std::string>{"init_module", "counter", "shared", "later"}));
}

TEST(ElfModule, NamesTheFunctionOfAnAddress) {
    const Bytes file = Sample().b.build();
    Loaded l;
    ASSERT_TRUE(l.load(file).ok());
    EXPECT_EQ(l.m.nearest_function(k_text_base + 18).name, "init_module");
    EXPECT_EQ(l.m.nearest_function(k_text_base + 18).offset, 18u);
    EXPECT_EQ(l.m.nearest_function(k_text_base + 33).name, "helper");
    EXPECT_EQ(l.m.nearest_function(k_text_base + 64).name, "");
    EXPECT_EQ(l.m.nearest_function(k_data_base).name, "");
    EXPECT_EQ(l.m.nearest_function(0).name, "");
}

TEST(ElfModule, NamesWhatIsMissing) {
    Sample s;
    const u32 missing = s.b.add_symbol("kmalloc", k_bind_global, k_symbol_none, k_index_undefined, 0);
    s.b.add_relocation(s.data, 16, missing, k_reloc_32);
    const Bytes file = s.b.build();
    Loaded l;
    EXPECT_EQ(l.load(file).error(), Error::not_found);
    EXPECT_STREQ(l.m.message(), "unresolved symbol kmalloc");
}

std::string message_of(const Bytes& file) {
    Loaded l;
    const Result<void> r = l.load(file);
    return r ? "" : l.m.message();
}

TEST(ElfModule, RefusesOtherFiles) {
    const Bytes good = Sample().b.build();
    EXPECT_EQ(message_of({}), "not an ELF file");
    EXPECT_EQ(message_of(Bytes(200, 'x')), "not an ELF file");
    EXPECT_EQ(message_of({0x7F, 'E', 'L', 'F'}), "truncated in the ELF header");
    const std::map<usize, std::pair<u8, std::string>> patches{
        {4, {2, "not a 32-bit ELF file"}},
        {5, {2, "unknown ELF encoding or version"}},
        {16, {2, "not a relocatable object"}},
        {18, {62, "not for the i386"}},
        {46, {41, "section headers of a wrong size"}},
        {48, {0, "no section table"}},
        {49, {200, "too many sections"}},
        {35, {0x7F, "truncated: the section table lies outside the file"}},
        {50, {1, "the section of section names is none"}},
    };
    for (const auto& [at, patch] : patches) {
        Bytes bad = good;
        bad[at] = patch.first;
        EXPECT_EQ(message_of(bad), patch.second);
    }
}

TEST(ElfModule, RefusesBadRelocations) {
    const std::vector<std::tuple<u32, u32, u8, std::string>> cases{
        {0, 5, 10, "unsupported type"},
        {0, 5, 3, "unsupported type"},
        {61, 5, 1, "lies outside its section"},
        {0xFFFFFFFF, 5, 1, "lies outside its section"},
        {0, 4000, 1, "names a symbol that doesn't exist"},
    };
    for (const auto& [offset, symbol, type, text] : cases) {
        Sample s;
        s.b.add_relocation(s.text, offset, symbol, type);
        const std::string message = message_of(s.b.build());
        EXPECT_NE(message.find(text), std::string::npos) << message;
        EXPECT_NE(message.find(".rel.text"), std::string::npos) << message;
    }
    Sample s;
    const u32 in_debug = s.b.add_symbol("d", k_bind_local, k_symbol_object, static_cast<u16>(s.debug), 0);
    s.b.add_relocation(s.text, 0, in_debug, k_reloc_32);
    EXPECT_NE(message_of(s.b.build()).find("isn't loaded"), std::string::npos);
    Sample t;
    t.b.add_relocation(t.bss, 0, t.printk, k_reloc_32);
    EXPECT_NE(message_of(t.b.build()).find("without contents"), std::string::npos);
}

TEST(ElfModule, RefusesBadSymbolsAndSections) {
    const auto with_symbol = [](u16 section, u32 value, u32 size = 0) {
        Sample s;
        s.b.add_symbol("odd", k_bind_global, k_symbol_object, section, value, size);
        return message_of(s.b.build());
    };
    EXPECT_NE(with_symbol(60, 0).find("section that doesn't exist"), std::string::npos);
    EXPECT_NE(with_symbol(0xFF10, 0).find("unknown special section"), std::string::npos);
    EXPECT_NE(with_symbol(1, 65).find("outside its section"), std::string::npos);
    EXPECT_NE(with_symbol(k_index_common, 3).find("bad alignment"), std::string::npos);
    EXPECT_NE(with_symbol(k_index_common, 4, 0xFFFFFFF0).find("too large"), std::string::npos);
    Sample s;
    s.b.add_section(".odd", k_section_progbits, k_flag_alloc, Bytes(4), 3);
    EXPECT_NE(message_of(s.b.build()).find("no power of two"), std::string::npos);
    Sample t;
    t.b.add_section(".page", k_section_progbits, k_flag_alloc, Bytes(4), 8192);
    EXPECT_NE(message_of(t.b.build()).find("beyond a page"), std::string::npos);
    Sample u;
    for (int i = 0; i < 3; ++i) u.b.add_bss(".huge", 40u << 20, 4);
    EXPECT_NE(message_of(u.b.build()).find("module too large"), std::string::npos);
    Sample v;
    v.b.add_bss(".huger", 0xFFFFFFFF, 4);
    EXPECT_NE(message_of(v.b.build()).find("too large"), std::string::npos);
}

TEST(ElfModule, EveryTruncationIsRefused) {
    const Bytes good = Sample().b.build();
    for (usize n = 0; n < good.size(); ++n) {
        const Bytes bad(good.begin(),
                        good.begin() + static_cast<long>(n)); // own allocation: ASan sees past its end
        ASSERT_NE(message_of(bad), "") << n;
    }
}

/// Whatever a mutation does: no access outside the file or the two parts, and an error has a message.
void load_mutant(const Bytes& bad) {
    Loaded l;
    ElfModule& m = l.m;
    if (!m.parse(bad)) {
        ASSERT_NE(std::string(m.message()), "");
        EXPECT_FALSE(m.find_symbol("helper", true).ok() && m.find_section(".text").ok() &&
                     m.text_size() == 0);
        return;
    }
    if (m.text_size() > 1u << 20 || m.data_size() > 1u << 20) return; // a quota would refuse it
    const Result<void> r = l.load(bad);
    if (!r) {
        ASSERT_NE(std::string(m.message()), "");
    }
    ASSERT_TRUE(l.fences_whole());
    m.for_each_defined([](const ElfModule::SymbolInfo& s) { ASSERT_LE(s.name.size(), 4096u); });
    m.for_each_undefined([](std::string_view, bool) {});
    (void)m.nearest_function(k_text_base + 40);
}

TEST(ElfModule, EveryByteMayBeHostile) {
    const Bytes good = Sample().b.build();
    for (usize at = 0; at < good.size(); ++at)
        for (u8 value : {0x00, 0x01, 0x7F, 0x80, 0xFF, good[at] ^ 0x04}) {
            Bytes bad = good;
            bad[at] = value;
            load_mutant(bad);
        }
}

TEST(ElfModule, RandomMutationsAreSafe) {
    const Bytes good = Sample().b.build();
    std::mt19937 random(2);
    static constexpr u32 k_nasty[] = {0,          1,          3,          4,          0x7FFFFFFF,
                                      0x80000000, 0xFFFFFFFF, 0xFFFFFFFC, 0xFFFF0000, 4096};
    for (int i = 0; i < 30000; ++i) {
        Bytes bad = good;
        for (u32 n = 1 + random() % 3; n > 0; --n) {
            const usize at = random() % (bad.size() - 4);
            if (random() % 2)
                store_u32(&bad[at & ~usize{3}], k_nasty[random() % std::size(k_nasty)]);
            else
                bad[at] = static_cast<u8>(random());
        }
        load_mutant(bad);
    }
}

} // namespace
} // namespace alcove
