// SPDX-License-Identifier: MIT
// Tests of what is taken over from the makefile beside a driver's source.
#include "tools/outside/makefile.h"
#include <gtest/gtest.h>

namespace alcove::outside {
namespace {

using Flags = std::vector<std::string>;

TEST(Makefile, TakesDefinesAndFoldersOfTheDriversOwn) {
    const std::string text =
        "O_TARGET := x.o\nEXTRA_CFLAGS += -I. -DPCI -Wno-strict-prototypes \\\n\t-UDEBUG $(DBGDEF)\n"
        "#EXTRA_CFLAGS += -DCOMMENT\nCFLAGS_a.o := -DONLY_A -I/abs\nCFLAGS_b.o := -DONLY_B\n"
        "EXTRA_CFLAGS_nostdinc = -DOTHER\n";
    EXPECT_EQ(makefile_flags(text, "a", "/d/net"),
              (Flags{"-I/d/net/", "-DPCI", "-UDEBUG", "-DONLY_A", "-I/abs"}));
    EXPECT_EQ(makefile_flags(text, "b", "/d/net"), (Flags{"-I/d/net/", "-DPCI", "-UDEBUG", "-DONLY_B"}));
}

TEST(Makefile, LeavesConditionalsAndVariablesAlone) {
    const std::string text =
        "ifeq ($(CONFIG_X),y)\nifdef Y\nEXTRA_CFLAGS += -DINNER\nendif\nEXTRA_CFLAGS += -DOUTER\n"
        "endif\nEXTRA_CFLAGS += -DAFTER -I$(TOPDIR)/x\n";
    EXPECT_EQ(makefile_flags(text, "a", "/d"), Flags{"-DAFTER"});
    EXPECT_EQ(makefile_flags("", "a", "/d"), Flags{});
}

TEST(Makefile, SetsTheOptionThatMakesASourceAModule) {
    const std::string text = "obj-$(CONFIG_A) \t+= a.o aa.o # b.o\nobj-$(CONFIG_LONG)\t+= \\\n long.o\n"
                             "ifeq ($(CONFIG_X),y)\nobj-$(CONFIG_X) += b.o\nendif\nobj-y += c.o\n"
                             "obj-$(CONFIG_ONE) += d.o\nobj-$(CONFIG_TWO) += d.o\n";
    EXPECT_EQ(makefile_flags(text, "a", "/d"), Flags{"-DCONFIG_A_MODULE=1"});
    EXPECT_EQ(makefile_flags(text, "aa", "/d"), Flags{"-DCONFIG_A_MODULE=1"});
    EXPECT_EQ(makefile_flags(text, "long", "/d"), Flags{"-DCONFIG_LONG_MODULE=1"});
    for (const char* none : {"b", "c", "d", "A"})
        EXPECT_EQ(makefile_flags(text, none, "/d"), Flags{}) << none;
}

} // namespace
} // namespace alcove::outside
