// SPDX-License-Identifier: MIT
// What a whole-system test works with: machines by configuration, the peer, the table of cases.
#include "tools/systest/test.h"
#include <algorithm>

namespace alcove::systest {

std::vector<TestCase>& test_cases() {
    static std::vector<TestCase> cases;
    return cases;
}

std::vector<TestCase> with_more_drivers(std::vector<TestCase> cases) {
    const std::size_t count = cases.size();
    const std::vector<std::string>& ordinary = k_by_default_with_more_drivers;
    for (const NetDriver& d : k_more_drivers)
        for (std::size_t i = 0; i < count; ++i) {
            if (!cases[i].any_driver) continue;
            TestCase c = cases[i];
            c.only_long |= std::ranges::find(ordinary, c.full_name()) == ordinary.end();
            c.name += fmt::format("-{}", d.bundle);
            c.driver = d.bundle;
            c.nic = d.nic;
            cases.push_back(c);
        }
    return cases;
}

Test::Test(const RunOptions& options, std::string name, std::chrono::seconds limit)
    : options_(options), name_(std::move(name)), limit_(limit) {}

MachineConfig Test::config(const std::string& command_line) const {
    MachineConfig c;
    c.kernel = options_.kernel;
    c.initrd = options_.initrd;
    c.command_line = command_line;
    if (!options_.check.empty())
        c.command_line += fmt::format(" check.{}={}", options_.driver, options_.check);
    c.nics[0].model = options_.nic;
    c.wall_limit = limit_;
    c.label = name_;
    return c;
}

Machine& Test::start(MachineConfig config) {
    config.console_copy = fmt::format("{}/{}{}.log", options_.log_folder, name_,
                                      machines_.empty() ? "" : fmt::format("-{}", machines_.size() + 1));
    machines_.push_back(std::make_unique<Machine>(std::move(config)));
    return *machines_.back();
}

Machine& Test::boot(MachineConfig config, bool network) {
    const int patience = config.emulator == Emulator::bochs ? 60 : 20;
    Machine& machine = start(std::move(config));
    machine.expect_event(0, "ready", std::chrono::seconds(patience));
    if (!network) return machine;
    const auto link = machine.wait(
        0, [](const Message& m) { return m.event() == "link" || m.event() == "load_failed"; },
        std::chrono::seconds(patience));
    if (!link) machine.fail_with_console("the network does not come up");
    if (link->event() == "load_failed") machine.fail_with_console("loading failed: " + link->text("message"));
    return machine;
}

Machine& Test::boot(const std::string& command_line, bool network) {
    return boot(config(command_line), network);
}

Peer& Test::peer() {
    if (!peer_) peer_ = std::make_unique<Peer>();
    return *peer_;
}

} // namespace alcove::systest
