// SPDX-License-Identifier: MIT
// Path lengths: instructions per megabyte under -icount in both modes, and what crosses per packet.
#include "tools/bench/statistics.h"
#include "tools/bench/traffic.h"

namespace alcove::bench {
namespace {

constexpr double k_mb = 1e6;
constexpr const char* k_per_packet[] = {"crossings_per_packet", "directory_loads_per_packet",
                                        "interrupts_per_packet"};

void count_crossings(Context& c, const Guest& guest, const Way& way) {
    const Crossings before = crossings(guest);
    way.run(c, guest, k_bytes);
    const Crossings all = crossings(guest) - before;
    if (all.packets <= 0) guest.machine->fail_with_console("the report on crossings names no packets");
    const double values[] = {all.upcalls + all.services, all.directory_loads, all.interrupts};
    for (int i = 0; i < 3; ++i)
        c.results.set(key(guest.driver, way, k_per_packet[i]), values[i] / all.packets);
}

void path_length(Context& c, const Guest& guest, const Way& way) {
    std::vector<double> per_mb, share, arrived;
    for (int i = 0; i < c.options.repetitions(); ++i) {
        c.status(fmt::format("{}, {}, {} of {}", guest.mode, way.name, i + 1, c.options.repetitions()));
        const Traffic t = way.run(c, guest, k_bytes);
        per_mb.push_back(t.busy_cycles / t.bytes * k_mb);
        share.push_back(t.busy_cycles / t.cycles);
        arrived.push_back(t.arrived);
    }
    const auto set = [&](const char* what, double value) {
        c.results.set(key(guest.driver, way, fmt::format("{}.{}", guest.mode, what)), value);
    };
    set("instructions_per_mb", median(per_mb));
    if (!way.saturates) set("processor_share", median(share));
    if (median(arrived) < 1) set("arrived", median(arrived));
    c.display.line(fmt::format("  {:<12} {:<7} {:.3f} million instructions per MB", way.name, guest.mode,
                               median(per_mb) / 1e6));
}

/// Of both directions the worse one stands for the protocol.
void summarize(Context& c, const Driver& driver, const std::string& protocol) {
    const std::string name = fmt::format("net.{}.{}", driver.name, protocol);
    double ratio = 1e9;
    for (const char* direction : {"send", "receive"})
        ratio = std::min(ratio, c.results.get(fmt::format("{}.{}.ratio", name, direction)));
    c.results.set(name + ".ratio", ratio);
    for (const char* what : k_per_packet)
        c.results.set(fmt::format("{}.{}", name, what),
                      std::max(c.results.get(fmt::format("{}.send.{}", name, what)),
                               c.results.get(fmt::format("{}.receive.{}", name, what))));
}

} // namespace

void bench_path(Context& c, const Driver& driver) {
    for (const char* mode : k_modes) {
        const Guest guest = boot(c, driver, mode, MachineConfig::Icount::counting);
        for (const Way& way : k_ways) {
            path_length(c, guest, way);
            if (guest.mode == "nooks") count_crossings(c, guest, way);
        }
    }
    for (const Way& way : k_ways)
        c.results.set(key(driver, way, "ratio"),
                      c.results.get(key(driver, way, "native.instructions_per_mb")) /
                          c.results.get(key(driver, way, "nooks.instructions_per_mb")));
    for (const char* protocol : {"tcp", "udp"}) summarize(c, driver, protocol);
}

} // namespace alcove::bench
