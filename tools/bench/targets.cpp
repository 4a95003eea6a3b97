// SPDX-License-Identifier: MIT
// The table of targets, beside Nooks' published figures (Swift, Bershad, Levy, SOSP 2003).
#include "tools/bench/targets.h"
#include <cmath>

namespace alcove::bench {
namespace {

enum class Bound { at_least, at_most };
enum class Weight { decides, informs }; ///< on the exit status

struct Target {
    std::string name;
    Bound bound;
    double required;
    double aim; ///< as far as it should get; `required` where there is nothing beyond
    Weight weight;
    const char* nooks = "";
};

constexpr const char* k_send_stream = "0.91 (send-stream)";
constexpr const char* k_receive_stream = "0.92 (receive-stream)";

void add_driver(std::vector<Target>& to, const Driver& driver) {
    const std::string net = fmt::format("net.{}.", driver.name);
    to.push_back({net + "tcp.ratio", Bound::at_least, 0.90, 0.97, Weight::decides});
    to.push_back({net + "tcp.send.ratio", Bound::at_least, 0.90, 0.97, Weight::decides, k_send_stream});
    to.push_back({net + "tcp.receive.ratio", Bound::at_least, 0.90, 0.98, Weight::decides, k_receive_stream});
    to.push_back({net + "udp.ratio", Bound::at_least, 0.90, 0.97, Weight::decides});
    for (const char* way : {"tcp", "udp"})
        to.push_back(
            {fmt::format("{}{}.wall_ratio.low", net, way), Bound::at_least, 0.75, 0.90, Weight::informs});
    for (const char* way : {"tcp", "udp"})
        to.push_back({fmt::format("{}{}.directory_loads_per_packet", net, way), Bound::at_most, 0.5, 0.5,
                      Weight::decides});
}

std::vector<Target> targets() {
    std::vector<Target> all = {
        {"xpc.upcall.nooks.instructions", Bound::at_most, 100, 100, Weight::decides,
         "XPC: about 15,000 cycles (derived)"},
        {"xpc.service.nooks.instructions", Bound::at_most, 100, 100, Weight::decides},
    };
    for (const Driver& d : k_drivers) add_driver(all, d);
    all.push_back({"recovery.net.beyond_delays.ms", Bound::at_most, 20, 20, Weight::informs});
    all.push_back({"boot.shell.ms", Bound::at_most, 150, 150, Weight::informs});
    all.push_back({"domain.memory.kib", Bound::at_most, 256, 256, Weight::decides});
    return all;
}

bool holds(const Target& t, double value, double limit) {
    return t.bound == Bound::at_most ? value <= limit : value >= limit;
}

std::string limit_text(const Target& t, double limit) {
    return fmt::format("{} {}", t.bound == Bound::at_most ? "at most" : "at least", number_text(limit));
}

std::string verdict(const Target& t, double value) {
    if (!holds(t, value, t.required)) return t.weight == Weight::decides ? "MISSED" : "missed (host time)";
    if (t.aim == t.required) return "met";
    return holds(t, value, t.aim) ? "met, and the aim" : "met";
}

} // namespace

std::string number_text(double v) {
    if (v == std::floor(v) && std::abs(v) < 1e15) return fmt::format("{:.0f}", v);
    return fmt::format("{:.3f}", v);
}

std::string targets_table(const Results& results) {
    Table table({"target", "measured", "required", "aim", "", "Nooks, 2003"});
    for (const Target& t : targets()) {
        if (!results.has(t.name)) continue;
        const double value = results.get(t.name);
        table.row({t.name, number_text(value), limit_text(t, t.required),
                   t.aim == t.required ? "" : number_text(t.aim), verdict(t, value), t.nooks});
    }
    return table.text();
}

std::vector<std::string> missed(const Results& results) {
    std::vector<std::string> names;
    for (const Target& t : targets())
        if (t.weight == Weight::decides && results.has(t.name) && !holds(t, results.get(t.name), t.required))
            names.push_back(t.name);
    return names;
}

std::string numbers_table(const Results& results) {
    Table table({"measured", "value"});
    for (const auto& [name, value] : results.all()) table.row({name, number_text(value)});
    return table.text();
}

} // namespace alcove::bench
