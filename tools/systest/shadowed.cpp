// SPDX-License-Identifier: MIT
// Boots with the test extension `shadowed` and reads what it says.
#include "tools/systest/shadowed.h"
#include "tools/systest/modules.h"
#include <algorithm>

namespace alcove::systest {

Machine& Shadowed::boot(Test& test, const std::string& parameters, const std::string& command_line) {
    TestInitrd initrd(test);
    initrd.add("lib/modules/shadowed/driver.conf", TestInitrd::conf("shadowed") + parameters + "\n");
    MachineConfig config = test.config(command_line + " ip=10.7.0.2/24");
    config.initrd = initrd.pack();
    return test.boot(config, false);
}

Shadowed::Shadowed(Test& test, const std::string& parameters, const std::string& command_line)
    : test_(test), machine_(boot(test, parameters, command_line)) {}

std::vector<std::string> Shadowed::heard() {
    std::vector<std::string> lines;
    for (const Json& line : machine_.must("log").lines) {
        if (!line.contains("log")) continue;
        const std::string text = line["log"].get<std::string>();
        const std::size_t at = text.find("] shadowed: told: ");
        if (at != std::string::npos) lines.push_back(text.substr(at + 18));
    }
    return lines;
}

std::vector<std::string> Shadowed::heard_from(std::size_t line) {
    std::vector<std::string> all = heard();
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(line, all.size())));
    return all;
}

void Shadowed::expect_heard(const std::string& line, std::size_t from) {
    for (int attempt = 0; attempt < 60; ++attempt) {
        const auto lines = heard_from(from);
        if (std::find(lines.begin(), lines.end(), line) != lines.end()) return;
        std::this_thread::sleep_for(Milliseconds(200));
    }
    test_.require(false, "the driver was not told \"{}\", but: {}", line, fmt::join(heard_from(from), " | "));
}

int Shadowed::run(const std::string& command_line) {
    return run_program_in(machine_, command_line, k_patience);
}

std::string Shadowed::output(const std::string& command_line, const std::string& last) {
    const std::size_t from = machine_.console().size();
    test_.require(run(command_line) == 0, "{} fails", command_line);
    if (!machine_.wait_console(last, k_patience, from))
        machine_.fail_with_console(fmt::format("{} does not show \"{}\"", command_line, last));
    return machine_.console().substr(from);
}

void Shadowed::require_shown(const std::string& text) {
    const std::string all = show();
    test_.require(all.find(text) != std::string::npos, "ifconfig does not show \"{}\", but: {}", text, all);
}

void Shadowed::require_not_shown(const std::string& text) {
    const std::string all = show();
    test_.require(all.find(text) == std::string::npos, "ifconfig shows \"{}\": {}", text, all);
}

void Shadowed::wait_bad_time() {
    for (int attempt = 0; attempt < 100; ++attempt) {
        const std::string text = output("/bin/mii eth0 30", "30  00");
        if (text.find("30  0000") == std::string::npos) return;
        std::this_thread::sleep_for(Milliseconds(100));
    }
    test_.require(false, "the guest's clock stands still");
}

void Shadowed::send_something() { (void)run(fmt::format("/bin/ping -c 1 -W 20 10.7.0.{}", host_++)); }

int Shadowed::count(const std::string& event) const {
    int n = 0;
    for (const Message& m : machine_.messages(0)) n += m.event() == event;
    return n;
}

} // namespace alcove::systest
