// SPDX-License-Identifier: MIT
// Guests for measurements: booting, counters of crossings.
#include "tools/bench/bench.h"
#include "tools/common/socket.h"

namespace alcove::bench {

const std::vector<Driver> k_drivers = {
    {"ne2k", "ne2k_pci"}, {"e1000", "e1000"}, {"pcnet32", "pcnet"}, {"rtl8139", "rtl8139"}};

namespace {

constexpr std::chrono::seconds k_limit(600); // of a machine
constexpr Milliseconds k_boot_limit(30000);

} // namespace

Guest boot(const Context& context, const Driver& driver, const std::string& mode,
           MachineConfig::Icount icount, const std::vector<std::string>& extra) {
    Guest guest;
    { const Fd reserve = udp_loopback(guest.udp_port); } // a port that is free now
    guest.driver = driver;
    guest.mode = mode;
    MachineConfig config;
    config.kernel = context.options.kernel;
    config.initrd = context.options.initrd;
    config.command_line = fmt::format("mode={} load={} ip=dhcp", mode, driver.name);
    config.icount = icount;
    config.nics[0].model = driver.device;
    config.nics[0].netdev =
        fmt::format("user,hostfwd=udp:127.0.0.1:{}-:{}", guest.udp_port, k_guest_udp_port);
    config.label = fmt::format("{}, {}", driver.name, mode);
    config.extra = extra;
    config.wall_limit = k_limit;
    guest.machine = std::make_unique<Machine>(config);
    guest.machine->expect_event(0, "ready", k_boot_limit);
    guest.machine->expect_event(0, "link", k_boot_limit);
    return guest;
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

Crossings crossings(const Guest& guest) {
    Crossings c;
    for (const Json& json :
         guest.machine->must(fmt::format("report crossings {}", guest.driver.name)).lines) {
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
