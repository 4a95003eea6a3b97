// SPDX-License-Identifier: MIT
// Tests of the way from the guest's trace lines to Chrome's trace format.
#include "tools/trace/perfetto.h"
#include <gtest/gtest.h>

namespace alcove::trace {
namespace {

Json line(const char* kind, const char* phase, int us, int tid, const char* name, unsigned value = 0,
          const char* domain = "ne2k") {
    return {{"trace", kind}, {"ph", phase},    {"ns", us * 1000}, {"tid", tid},
            {"name", name},  {"value", value}, {"domain", domain}};
}

/// Events of a phase, in order.
std::vector<Json> of_phase(const Json& trace, const std::string& phase) {
    std::vector<Json> found;
    for (const Json& e : trace["traceEvents"])
        if (e["ph"] == phase) found.push_back(e);
    return found;
}

TEST(Perfetto, ServiceLiesInItsUpcall) {
    Perfetto p;
    p.add({{"trace", "thread"}, {"tid", 8}, {"name", "irq/ne2k"}});
    p.add(line("upcall", "B", 10, 8, "irq", 11));
    p.add(line("service", "B", 11, 8, "timer_arm", 99));
    p.add(line("service", "E", 12, 8, "timer_arm", 0));
    p.add(line("upcall", "E", 13, 8, "irq", 1));
    const Json trace = p.finish();
    const auto begins = of_phase(trace, "B"), ends = of_phase(trace, "E");
    ASSERT_EQ(begins.size(), 2u);
    ASSERT_EQ(ends.size(), 2u);
    EXPECT_EQ(begins[0]["cat"], "upcall");
    EXPECT_EQ(begins[0]["args"]["argument"], "0x0000000b");
    EXPECT_EQ(begins[0]["pid"], begins[1]["pid"]);
    EXPECT_EQ(ends[0]["name"], "timer_arm");
    EXPECT_EQ(ends[1]["args"]["result"], 1);
    EXPECT_DOUBLE_EQ(ends[1]["ts"].get<double>(), 13.0);
    bool named = false, process = false;
    for (const Json& e : of_phase(trace, "M")) {
        named |= e["name"] == "thread_name" && e["args"]["name"] == "irq/ne2k";
        process |= e["name"] == "process_name" && e["args"]["name"] == "domain ne2k";
    }
    EXPECT_TRUE(named);
    EXPECT_TRUE(process);
}

TEST(Perfetto, UnwindingClosesWhatIsInside) {
    Perfetto p;
    p.add(line("upcall", "B", 1, 5, "provoke"));
    p.add(line("service", "B", 2, 5, "fail"));
    p.add(line("failure", "i", 3, 5, "bug", 0xC0001234));
    p.add(line("upcall", "E", 4, 5, "provoke", static_cast<unsigned>(-121)));
    const Json trace = p.finish();
    const auto ends = of_phase(trace, "E");
    ASSERT_EQ(ends.size(), 2u);
    EXPECT_EQ(ends[0]["name"], "fail");
    EXPECT_EQ(ends[0]["args"]["unwound"], true);
    EXPECT_EQ(ends[1]["args"]["result"], -121);
    const auto instants = of_phase(trace, "i");
    ASSERT_EQ(instants.size(), 1u);
    EXPECT_EQ(instants[0]["name"], "failure: bug");
}

TEST(Perfetto, LostBeginsAndOpenEnds) {
    Perfetto p;
    p.add(line("upcall", "E", 1, 5, "irq"));
    p.add(line("upcall", "B", 2, 5, "timer"));
    p.add(line("interrupt", "i", 9, 5, "0", 0xC0100000, ""));
    const Json trace = p.finish();
    EXPECT_EQ(p.orphans(), 1u);
    const auto ends = of_phase(trace, "E");
    ASSERT_EQ(ends.size(), 1u);
    EXPECT_DOUBLE_EQ(ends[0]["ts"].get<double>(), 9.0);
}

TEST(Perfetto, FaultBelongsToTheDomainInside) {
    Perfetto p;
    p.add(line("upcall", "B", 1, 5, "provoke"));
    p.add(line("fault", "i", 2, 5, "14", 0, ""));
    p.add(line("fault", "i", 3, 6, "14", 0, ""));
    const Json trace = p.finish();
    const auto begin = of_phase(trace, "B")[0];
    const auto faults = of_phase(trace, "i");
    EXPECT_EQ(faults[0]["pid"], begin["pid"]);
    EXPECT_NE(faults[1]["pid"], begin["pid"]);
}

TEST(Perfetto, SwitchesBecomeStretchesOfRunning) {
    Perfetto p;
    p.add({{"trace", "switch"}, {"ph", "i"}, {"ns", 1000}, {"tid", 1}, {"number", 0}, {"value", 5}});
    p.add({{"trace", "switch"}, {"ph", "i"}, {"ns", 4000}, {"tid", 5}, {"number", 0}, {"value", 1}});
    p.add({{"event", "link"}}); // anything else is passed over
    const Json trace = p.finish();
    const auto runs = of_phase(trace, "X");
    ASSERT_EQ(runs.size(), 2u);
    EXPECT_DOUBLE_EQ(runs[0]["dur"].get<double>(), 3.0);
    EXPECT_EQ(runs[0]["name"], "thread 5");
}

TEST(Perfetto, StepsOfRecovery) {
    Perfetto p;
    p.add(line("step", "B", 1, 7, "restart", 3));
    p.add(line("step", "E", 5, 7, "restart"));
    const Json trace = p.finish();
    const auto begin = of_phase(trace, "B")[0];
    EXPECT_EQ(begin["pid"], 1);
    EXPECT_EQ(begin["args"]["generation"], 3);
    EXPECT_EQ(begin["args"]["domain"], "ne2k");
}

} // namespace
} // namespace alcove::trace
