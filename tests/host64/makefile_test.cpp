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

} // namespace
} // namespace alcove::outside
