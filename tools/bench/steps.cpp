// SPDX-License-Identifier: MIT
// Instructions per packet of each step of its way: QEMU counts each instruction of a transfer
// (tools/counter), and their sum is compared with what the guest itself counted.
#include "tools/bench/attribution.h"
#include "tools/bench/traffic.h"
#include <algorithm>
#include <cmath>
#include <sstream>

namespace alcove::bench {
namespace {

constexpr double k_most_difference = 0.03; ///< of the sum from the guest's own count

/// Instructions per packet in one way and mode.
struct Profile {
    double steps[static_cast<std::size_t>(Step::count)] = {};
    double sum = 0;     ///< of the steps but for idle
    double counted = 0; ///< by the guest: its TSC without idle time
    std::map<std::string, double> functions;
    double difference() const { return sum / counted - 1; }
};
using Profiles = std::map<std::string, Profile>; // by "WAY MODE"

std::string column(const Way& way, const std::string& mode) { return fmt::format("{} {}", way.name, mode); }

/// QEMU with the plugin that writes `out` at the end of each transfer.
Guest boot_counted(const Context& c, const Driver& driver, const std::string& mode, const std::string& out) {
    const ElfSymbols symbols(c.options.kernel);
    const std::string plugin =
        fmt::format("{},from={:#x},to={:#x},out={}", c.options.counter,
                    symbols.address("alcove_transfer_begins"), symbols.address("alcove_transfer_ends"), out);
    return boot(c, driver, mode, MachineConfig::Icount::counting, {"-plugin", plugin});
}

void add_counts(Profile& p, const Attribution& attribution, const std::string& counts, double packets) {
    std::istringstream in(counts);
    std::uint64_t address, count;
    while (in >> std::hex >> address >> count) {
        const Step step = attribution.step_of(address);
        const double per_packet = static_cast<double>(count) / packets;
        p.steps[static_cast<std::size_t>(step)] += per_packet;
        if (step == Step::idle) continue;
        p.sum += per_packet;
        p.functions[attribution.function_of(address)] += per_packet;
    }
}

Profile profile(const Context& c, const Guest& guest, const Attribution& attribution, const Way& way,
                const std::string& out) {
    Profile p;
    for (int i = 0; i < c.options.repetitions(); ++i) {
        c.status(fmt::format("{}, {}, {} of {}", guest.mode, way.name, i + 1, c.options.repetitions()));
        write_file(out, "");
        const Traffic t = way.run(c, guest, k_bytes);
        // A share of all repetitions together, so that the mean comes out.
        const double packets = t.bytes / way.packet * c.options.repetitions();
        add_counts(p, attribution, read_file(out), packets);
        p.counted += t.busy_cycles / packets;
    }
    if (p.sum == 0) guest.machine->fail_with_console("QEMU's plugin counted nothing");
    return p;
}

void keep(Context& c, const Driver& driver, const Way& way, const std::string& mode, const Profile& p) {
    const auto set = [&](const std::string& what, double value) {
        c.results.set(key(driver, way, mode + "." + what), value);
    };
    for (std::size_t s = 0; s < static_cast<std::size_t>(Step::idle); ++s)
        set(fmt::format("steps.{}", step_name(static_cast<Step>(s))), p.steps[s]);
    set("steps.sum", p.sum);
    set("steps.difference", p.difference());
    set("instructions_per_packet", p.counted);
}

std::string steps_table(const Profiles& profiles) {
    std::vector<std::string> heading = {"instructions per packet"};
    for (const Way& way : k_ways)
        for (const char* mode : k_modes) heading.push_back(column(way, mode));
    Table table(heading);
    const auto row = [&](const std::string& title, const auto& cell) {
        std::vector<std::string> cells = {title};
        for (std::size_t i = 1; i < heading.size(); ++i) cells.push_back(cell(profiles.at(heading[i])));
        table.row(cells);
    };
    for (std::size_t s = 0; s < static_cast<std::size_t>(Step::idle); ++s)
        row(step_text(static_cast<Step>(s)),
            [&](const Profile& p) { return fmt::format("{:.0f}", p.steps[s]); });
    row("sum", [](const Profile& p) { return fmt::format("{:.0f}", p.sum); });
    row("the guest's own count", [](const Profile& p) { return fmt::format("{:.0f}", p.counted); });
    row("difference", [](const Profile& p) { return fmt::format("{:+.2f} %", 100 * p.difference()); });
    return table.text();
}

/// The most expensive functions of one way, by the isolated mode.
std::string functions_table(const Profiles& profiles, const Way& way, std::size_t rows) {
    const Profile& nooks = profiles.at(column(way, "nooks"));
    const Profile& native = profiles.at(column(way, "native"));
    std::vector<std::pair<double, std::string>> order;
    for (const auto& [function, n] : nooks.functions) order.emplace_back(n, function);
    std::sort(order.rbegin(), order.rend());
    if (order.size() > rows) order.resize(rows);
    Table table({way.name, "nooks", "native"});
    for (const auto& [n, function] : order) {
        const auto it = native.functions.find(function);
        table.row({function, fmt::format("{:.1f}", n),
                   fmt::format("{:.1f}", it == native.functions.end() ? 0 : it->second)});
    }
    return table.text();
}

} // namespace

void bench_steps(Context& c, const Driver& driver) {
    const TempDir folder;
    const std::string out = folder.file("counts");
    Profiles profiles;
    for (const char* mode : k_modes) {
        const Guest guest = boot_counted(c, driver, mode, out);
        const Attribution attribution(c, guest);
        for (const Way& way : k_ways) {
            const Profile p = profile(c, guest, attribution, way, out);
            keep(c, driver, way, mode, p);
            profiles[column(way, mode)] = p;
        }
    }
    c.display.line(steps_table(profiles));
    if (c.options.functions)
        for (const Way& way : k_ways) c.display.line(functions_table(profiles, way, c.options.functions));
    for (const auto& [name, p] : profiles)
        if (std::abs(p.difference()) > k_most_difference)
            fail("{}: the steps' sum is off the guest's own count by {:.1f} %", name, 100 * p.difference());
}

} // namespace alcove::bench
