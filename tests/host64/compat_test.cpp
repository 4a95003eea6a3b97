// SPDX-License-Identifier: MIT
// Tests of `make compat`: tables, the generated conformance test, figures.
#include "tools/common/error.h"
#include "tools/compat/figures.h"
#include "tools/compat/probe.h"
#include <gtest/gtest.h>

namespace alcove::compat {
namespace {

Row row_of(Kind kind, const std::string& name, const std::string& detail, const std::string& owner = "") {
    Row row;
    row.kind = kind;
    row.name = name;
    row.detail = detail;
    row.owner = owner;
    row.files = {{"net", 3}};
    return row;
}

TEST(Compat, TablesGiveRowsByTheirHead) {
    const auto rows = parse_tsv("name\tvalue\n# a remark\nX\t1\nY\t\n", "t");
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].at("value"), "1");
    EXPECT_EQ(rows[1].at("name"), "Y");
    EXPECT_THROW(parse_tsv("name\tvalue\nX\n", "t"), tools::Error);
    EXPECT_EQ(parse_uses("net=131,fs=2"), (std::map<std::string, int>{{"net", 131}, {"fs", 2}}));
    EXPECT_TRUE(parse_uses("").empty());
}

TEST(Compat, AFunctionIsCalledWithTheListedTypes) {
    const auto attempts = attempts_for(
        row_of(Kind::function, "f", "int f(struct a * x,int (* g)(char *,int),char s[])"), {}, {});
    ASSERT_EQ(attempts.size(), 1u);
    EXPECT_EQ(attempts[0][0], "static void lx_probe_NUMBER(struct a * x, int (* g)(char *,int), char s[]) "
                              "{ int lx_result = f(x, g, s); (void)lx_result; }");
    EXPECT_EQ(attempts_for(row_of(Kind::function, "f", "void f(int,struct a *)"), {}, {})[0][0],
              "static void lx_probe_NUMBER(int lx_0, struct a * lx_1) { f(lx_0, lx_1); }");
    EXPECT_EQ(attempts_for(row_of(Kind::function, "f", "void f(void)"), {}, {})[0][0],
              "static void lx_probe_NUMBER(void) { f(); }");
}

TEST(Compat, AMacroTakesAsManyArguments) {
    const auto lines = attempts_for(row_of(Kind::macro, "M", "M(a,rest...)"), {}, {})[0];
    EXPECT_EQ(lines[1], "static const char lx_probe_NUMBER[] = lx_text(M(lx_a, lx_more));");
    EXPECT_EQ(lines[3], "enum { lx_probe_NUMBER = sizeof(M(0, 0)) };");
}

TEST(Compat, AConstantHasItsValueUnlessItDiffersOnPurpose) {
    Tables tables;
    const Row number = row_of(Kind::constant, "N", "0x10");
    EXPECT_EQ(attempts_for(number, {}, tables).size(), 1u); // nothing laxer
    EXPECT_EQ(attempts_for(number, {}, tables)[0][0], "_Static_assert((N) == (0x10), \"\");");
    tables.differs["N"] = {"17", "why"};
    EXPECT_EQ(attempts_for(number, {}, tables)[0][0], "_Static_assert((N) == (17), \"\");");
    EXPECT_EQ(attempts_for(row_of(Kind::constant, "S", "\"<6>\""), {}, tables)[0][0],
              "_Static_assert(!__builtin_strcmp(S, \"<6>\"), \"\");");
    // a value of other names may be made of names that Alcove hasn't: then it must exist
    EXPECT_EQ(attempts_for(row_of(Kind::constant, "A", "B_OTHER"), {}, tables).size(), 3u);
}

TEST(Compat, AFieldMayLieInAnUnnamedUnion) {
    const auto attempts = attempts_for(row_of(Kind::field, "g", "void *", "inode"), {"u"}, {});
    ASSERT_EQ(attempts.size(), 6u); // struct, union, type name; with and without u
    EXPECT_NE(attempts[1][0].find("struct inode *p"), std::string::npos);
    EXPECT_NE(attempts[1][0].find("p->u.g"), std::string::npos);
    Tables tables;
    tables.differs["inode.g"] = {"int", "why"};
    EXPECT_NE(attempts_for(row_of(Kind::field, "g", "void *", "inode"), {}, tables)[0][0].find("p->g), int)"),
              std::string::npos);
    EXPECT_EQ(attempts_for(row_of(Kind::field, "b", "unsigned:1", "s"), {}, {})[0][0],
              "static void lx_probe_NUMBER(struct s *p) { p->b = p->b; }");
}

TEST(Compat, MessagesAreOfTheirAttempts) {
    EXPECT_NE(probe_text({"linux/x.h"}, {{"linux/x.h", "#define M 2"}}, {{"int NUMBER;"}})
                  .find("#define M 2\n#include <linux/x.h>\n#line 1 \"probe\"\nint 0;"),
              std::string::npos);
    const Verdict v = read_messages("probe:1:2: warning: x\nprobe:3:1: error: static assertion failed: \"\"\n"
                                    "probe:5: error: y\n");
    EXPECT_EQ(v.failed, (std::set<std::size_t>{2, 4}));
    EXPECT_EQ(v.wrong, std::set<std::size_t>{2});
    EXPECT_FALSE(v.header_broken);
    EXPECT_TRUE(read_messages("linux/x.h:3: fatal error: y.h: No such file\n").header_broken);
}

TEST(Compat, FiguresAreWeightedByFiles) {
    Tables tables;
    tables.rows = {row_of(Kind::symbol, "a", ""), row_of(Kind::symbol, "b", ""), row_of(Kind::macro, "c", ""),
                   row_of(Kind::macro, "d", "")};
    tables.rows[0].files["net"] = 7;
    tables.bare["d"] = "says nothing";
    Judgement judgement;
    judgement.present = {true, false, true, true};
    const Known known = {{"a"}, {"b"}};
    const Figures figures = add_up(tables, judgement, known);
    const ClassFigures& net = figures.classes.at("net");
    EXPECT_EQ(net.symbols.have, 7);
    EXPECT_EQ(net.symbols.of, 10);
    EXPECT_EQ(net.works.have, 7);
    EXPECT_EQ(net.works.of, 13);
    EXPECT_EQ(net.stopped.have, 3);
    EXPECT_EQ(figures.stop_stubs, 1u);
    EXPECT_EQ(missing_in(tables, judgement, "net").at(0).name, "b");
    EXPECT_EQ(untested_in(tables, known, "net").at(0).name, "c");
    EXPECT_DOUBLE_EQ(flat(figures).at("net.symbols.present"), 70.0);
    EXPECT_DOUBLE_EQ(flat(figures).at("fs.symbols.present"), 100.0); // nothing is asked for
}

TEST(Compat, FiguresMayOnlyRiseAndStopStubsOnlyFall) {
    EXPECT_TRUE(
        fallen({{"net.works", 50.0}, {"stop_stubs", 9}}, {{"net.works", 50.1}, {"stop_stubs", 8}}).empty());
    EXPECT_EQ(
        fallen({{"net.works", 50.0}, {"stop_stubs", 9}, {"x", 1}}, {{"net.works", 49.9}, {"stop_stubs", 10}})
            .size(),
        3u);
}

TEST(Compat, TestedFunctionsAreTheSecondWords) {
    EXPECT_EQ(tested_functions("# x y\n[m]\ncheck f\nother g asm/x.h extern\n\n"),
              (std::set<std::string>{"f", "g"}));
}

} // namespace
} // namespace alcove::compat
