// SPDX-License-Identifier: MIT
// Two extensions on one interrupt line: both are served, and neither suffers from the other's end.
#include "tools/systest/guest.h"
#include "tools/systest/modules.h"

namespace alcove::systest {
namespace {

constexpr int k_reports = 3; ///< reports of twenty interrupts each

struct Row {
    int fired = 0, seen = 0, foreign = 0;
};

/// What the extension on that card has said from byte `from` of the console on.
std::vector<Row> rows(const Machine& machine, int slot, std::size_t from) {
    std::vector<Row> found;
    const std::string console = machine.console(), start = fmt::format("sharer {}: fired", slot);
    for (std::size_t at = console.find(start, from); at != std::string::npos;
         at = console.find(start, at + 1)) {
        Row r;
        if (std::sscanf(console.c_str() + at + start.size(), "%d seen %d foreign %d", &r.fired, &r.seen,
                        &r.foreign) == 3)
            found.push_back(r);
    }
    return found;
}

/// From now on it gets every interrupt that its card asks for (the last may be on its way).
void require_served(Test& test, Machine& machine, int slot) {
    const std::size_t from = machine.console().size();
    const auto end = SteadyClock::now() + k_patience;
    while (rows(machine, slot, from).size() < k_reports && machine.alive() && SteadyClock::now() < end)
        std::this_thread::sleep_for(Milliseconds(50));
    const std::vector<Row> all = rows(machine, slot, from);
    if (all.size() < k_reports) machine.fail_with_console(fmt::format("sharer {} stands still", slot));
    const Row &first = all.front(), &last = all.back();
    const int fired = last.fired - first.fired, seen = last.seen - first.seen;
    test.require(std::abs(fired - seen) <= 1, "sharer {}: {} of {} interrupts came", slot, seen, fired);
}

/// Both cards on PCI devices whose lines are wired together (PIIX3: device number modulo 4).
Machine& start(Test& test, TestInitrd& initrd) {
    MachineConfig config = test.config("ip=none");
    config.initrd = initrd.pack();
    config.nics.clear();
    config.extra = {"-device", "ne2k_pci,addr=3", "-device", "ne2k_pci,addr=7"};
    return test.boot(config, false);
}

void both_served(Test& test, const std::string& mode) {
    TestInitrd initrd(test);
    Machine& machine = start(test, initrd);
    machine.must("load sharer:one " + mode + " slot=3", k_patience);
    machine.must("load sharer:two " + mode + " slot=7", k_patience);
    require_served(test, machine, 3);
    require_served(test, machine, 7);
    test.require(rows(machine, 7, 0).back().foreign > 0, "they do not share a line");
    machine.must("unload sharer:one", k_patience);
    require_served(test, machine, 7);
    machine.must("load sharer:one " + mode + " slot=3", k_patience);
    require_served(test, machine, 3);
    require_healthy(test, machine);
}

/// The one fails in its handler while its card still asks, and stays down: the line stays the other's.
void one_fails(Test& test, const std::string& how) {
    TestInitrd initrd(test);
    Machine& machine = start(test, initrd);
    machine.must("load sharer:two nooks slot=7", k_patience);
    require_served(test, machine, 7);
    const std::size_t from = machine.mark();
    machine.must("load sharer:one nooks slot=3 " + how + "=50", k_patience);
    const Message m = machine.expect_event(from, "given_up", k_patience);
    test.require(m.text("domain") == "sharer:one", "{} was given up", m.text("domain"));
    require_served(test, machine, 7);
    for (const Message& e : machine.messages(0))
        test.require(e.event() != "failure" || e.text("domain") == "sharer:one", "{} failed: {}",
                     e.text("domain"), e.text("detail"));
    // Loaded anew it works, and the other still does.
    machine.must("unload sharer:one", k_patience);
    machine.must("load sharer:one nooks slot=3", k_patience);
    require_served(test, machine, 3);
    require_served(test, machine, 7);
    require_healthy(test, machine);
}

const Register k_shared_line_tests{
    {"personality", "shared-line-nooks", 60, [](Test& t) { both_served(t, "nooks"); }},
    {"personality", "shared-line-native", 60, [](Test& t) { both_served(t, "native"); }},
    {"personality", "shared-line-crash", 60, [](Test& t) { one_fails(t, "crash"); }},
    {"personality", "shared-line-hang", 60, [](Test& t) { one_fails(t, "hang"); }},
};

} // namespace
} // namespace alcove::systest
