// SPDX-License-Identifier: MIT
// Tests of .modinfo and of load parameters: types, counts, and that a wrong one stores nothing.
#include "lib/modinfo.h"
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace alcove {
namespace {

using namespace std::string_literals;
const std::string k_section = "author=A. Nyone\0license=GPL\0"
                              "parm_io=1-4i\0parm_desc_io=port numbers\0parm_debug=i\0"
                              "parm_mode=b\0parm_port=2h\0parm_name=s\0parm_odd=9q\0parm_gone=l\0noise\0"
                              "parm_tag=c4\0parm_tags=1-2c3\0parm_last=l"s;

std::span<const u8> bytes(const std::string& s) { return {reinterpret_cast<const u8*>(s.data()), s.size()}; }

struct FakeModule {
    std::map<std::string, u32> variables{{"io", 0x100},   {"debug", 0x200}, {"mode", 0x300},
                                         {"port", 0x400}, {"name", 0x500},  {"odd", 0x600},
                                         {"last", 0x700}, {"tag", 0x800},   {"tags", 0x900}};
    std::map<u32, std::pair<u32, u32>> stores; ///< address -> value, width
    std::vector<std::string> texts;
    Error text_error = Error::none;

    Result<u32> find(std::string_view name) {
        const auto it = variables.find(std::string(name));
        if (it == variables.end()) return Error::not_found;
        return it->second;
    }
    Result<void> store(u32 address, u32 value, u32 width) {
        stores[address] = {value, width};
        return {};
    }
    Result<u32> store_text(std::string_view text) {
        if (text_error != Error::none) return text_error;
        texts.emplace_back(text);
        return 0x9000 + static_cast<u32>(texts.size());
    }
};

struct Outcome {
    FakeModule module;
    std::string message;
    Error error;
};
Outcome apply(std::string_view words) {
    Outcome o;
    const Modinfo info(bytes(k_section));
    ModuleParameters p(info);
    o.error = p.apply(words, o.module).error();
    o.message = p.message();
    return o;
}

TEST(Modinfo, FindsValuesAndTypes) {
    const Modinfo info(bytes(k_section));
    EXPECT_EQ(info.value("author"), "A. Nyone");
    EXPECT_EQ(info.value("licens"), "");
    EXPECT_EQ(info.parameter("io"), "1-4i");
    EXPECT_EQ(info.parameter("last"), "l") << "the last string may lack its NUL";
    EXPECT_EQ(info.parameter("i"), "");
    EXPECT_EQ(Modinfo({}).value("x"), "");
}

TEST(Modinfo, ParsesTypes) {
    ParameterType t{};
    for (const char* bad : {"", "q", "1", "0i", "3-2i", "i3", "1-i", "-2i", "1-99999i", "1--2i", "ii", "c",
                            "c0", "2c", "cc", "s4"})
        EXPECT_FALSE(ParameterType::parse(bad, t)) << bad;
    ASSERT_TRUE(ParameterType::parse("1-8h", t));
    EXPECT_EQ(t.least, 1u);
    EXPECT_EQ(t.most, 8u);
    EXPECT_EQ(t.width(), 2u);
    ASSERT_TRUE(ParameterType::parse("1-4c16", t));
    EXPECT_EQ(t.most, 4u);
    EXPECT_EQ(t.width(), 16u);
}

TEST(ModuleParameters, StoresCharactersInPlace) {
    const Outcome o = apply("tag=abc tags=\"x \",yz");
    ASSERT_EQ(o.error, Error::none) << o.message;
    const std::map<u32, std::pair<u32, u32>> expected{
        {0x800, {'a', 1}}, {0x801, {'b', 1}}, {0x802, {'c', 1}}, {0x803, {0, 1}},   {0x900, {'x', 1}},
        {0x901, {' ', 1}}, {0x902, {0, 1}},   {0x903, {'y', 1}}, {0x904, {'z', 1}}, {0x905, {0, 1}}};
    EXPECT_EQ(o.module.stores, expected);
    const Outcome long_one = apply("tag=abcd");
    EXPECT_EQ(long_one.error, Error::invalid);
    EXPECT_EQ(long_one.message, "parameter tag: too long: abcd");
    EXPECT_TRUE(long_one.module.stores.empty());
}

TEST(ModuleParameters, StoresByType) {
    const Outcome o =
        apply("  io=0x300,0340 debug=-1 mode=255  port=1,-32768 name=\"a b,c\" last=4294967295 ");
    ASSERT_EQ(o.error, Error::none) << o.message;
    const std::map<u32, std::pair<u32, u32>> expected{
        {0x100, {0x300, 4}},  {0x104, {0340, 4}},      {0x200, {0xFFFFFFFF, 4}},
        {0x300, {255, 1}},    {0x400, {1, 2}},         {0x402, {static_cast<u32>(-32768), 2}},
        {0x500, {0x9001, 4}}, {0x700, {0xFFFFFFFF, 4}}};
    EXPECT_EQ(o.module.stores, expected);
    EXPECT_EQ(o.module.texts, std::vector<std::string>{"a b,c"});
    EXPECT_EQ(apply("").error, Error::none);
}

TEST(ModuleParameters, WrongOnesSayWhyAndStoreNothing) {
    const std::pair<const char*, const char*> cases[] = {
        {"colour=1", "parameter colour: the module has no such parameter"},
        {"io", "parameter io: not NAME=VALUE"},
        {"=3", "parameter =3: not NAME=VALUE"},
        {"io=1,2,3,4,5", "parameter io: takes 1 to 4 values"},
        {"port=1", "parameter port: takes 2 values"},
        {"debug=1,2", "parameter debug: takes 1 value"},
        {"debug=ten", "parameter debug: not a number that fits: ten"},
        {"debug=", "parameter debug: not a number that fits: "},
        {"io=1,,2", "parameter io: not a number that fits: "},
        {"mode=256", "parameter mode: not a number that fits: 256"},
        {"mode=-129", "parameter mode: not a number that fits: -129"},
        {"last=4294967296", "parameter last: not a number that fits: 4294967296"},
        {"last=09", "parameter last: not a number that fits: 09"},
        {"odd=1", "parameter odd: the module declares it with an unknown type"},
        {"gone=1", "parameter gone: declared, but the module has no such variable"},
    };
    for (const auto& [words, message] : cases) {
        const Outcome o = apply(std::string("debug=7 ") + words);
        EXPECT_EQ(o.error, Error::invalid) << words;
        EXPECT_EQ(o.message, message);
        EXPECT_TRUE(o.module.stores.empty()) << words;
    }
}

TEST(ModuleParameters, TargetsErrorsArePassedOn) {
    FakeModule m;
    m.text_error = Error::no_memory;
    const Modinfo info(bytes(k_section));
    ModuleParameters p(info);
    EXPECT_EQ(p.apply("name", "x", m).error(), Error::no_memory);
    EXPECT_STREQ(p.message(), "parameter name: out of memory");
}

TEST(ModuleParameters, RandomTextIsSafe) {
    std::mt19937 random(6);
    const std::string letters = "io=debug,name\"-0x19 \t=mode";
    for (int i = 0; i < 20000; ++i) {
        std::string s;
        for (u32 n = random() % 30; n > 0; --n) s += letters[random() % letters.size()];
        apply(s);
        const Modinfo info(bytes(s));
        info.for_each([](std::string_view, std::string_view) { return true; });
    }
}

} // namespace
} // namespace alcove
