// SPDX-License-Identifier: MIT
// Guests for measurements: booting, in-kernel transfers, counters of crossings.
#include "tools/bench/bench.h"
#include <sstream>

namespace alcove::bench {

std::unique_ptr<Machine> boot(const Context& context, const std::string& mode, MachineConfig::Icount icount,
                              const std::string& netdev) {
    MachineConfig config;
    config.kernel = context.options.kernel;
    config.initrd = context.options.initrd;
    config.command_line = fmt::format("mode={} load=ne2k ip=dhcp", mode);
    config.icount = icount;
    config.nics[0].netdev = netdev;
    config.label = mode;
    config.wall_limit = std::chrono::seconds(600);
    auto machine = std::make_unique<Machine>(config);
    machine->expect_event(0, "ready", Milliseconds(30000));
    machine->expect_event(0, "link", Milliseconds(30000));
    return machine;
}

TrafficResult run_traffic(Machine& machine, const std::string& command) {
    const std::size_t from = machine.mark();
    machine.must(command, Milliseconds(30000));
    const Message m = machine.expect_event(from, "traffic", Milliseconds(120000));
    if (m.number("error") != 0) machine.fail_with_console(command + ": error " + m.text("error"));
    return {m.number("bytes"), m.number("us"), m.number("busy_cycles")};
}

Crossings Crossings::operator-(const Crossings& o) const {
    return {upcalls - o.upcalls, services - o.services, interrupts - o.interrupts,
            directory_loads - o.directory_loads, packets - o.packets};
}

namespace {

/// The number that follows `words`, or 0.
double number_after(const std::string& line, const std::string& words) {
    const std::size_t at = line.find(words);
    return at == std::string::npos ? 0 : std::strtod(line.c_str() + at + words.size(), nullptr);
}

double last_number(const std::string& line) {
    const std::size_t at = line.find_last_of(' ');
    return at == std::string::npos ? 0 : std::strtod(line.c_str() + at, nullptr);
}

} // namespace

Crossings crossings(Machine& machine) {
    Crossings c;
    for (const Json& json : machine.must("report crossings ne2k").lines) {
        const std::string line = json.value("report", "");
        if (line.find("  upcall ") == 0) c.upcalls += last_number(line);
        if (line.find("  service ") == 0) c.services += last_number(line);
        c.interrupts += number_after(line, ": interrupts ");
        c.directory_loads += number_after(line, "loads (all domains) ");
        c.packets += number_after(line, "packets received ") + number_after(line, "sent ");
    }
    return c;
}

} // namespace alcove::bench
