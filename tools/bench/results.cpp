// SPDX-License-Identifier: MIT
// build/bench.json and the table with the targets beside the numbers.
#include "tools/bench/bench.h"
#include "tools/common/temp_dir.h"
#include <cmath>
#include <filesystem>

namespace alcove::bench {
namespace {

struct Target {
    const char* name;
    bool at_most; ///< else: at least
    double value;
};
constexpr Target k_targets[] = {
    {"xpc.upcall.nooks.instructions", true, 100},
    {"xpc.service.nooks.instructions", true, 100},
    {"net.ne2k.tcp.ratio", false, 0.90},
    {"net.ne2k.tcp.wall_ratio.low", false, 0.75},
    {"net.ne2k.udp.ratio", false, 0.90},
    {"net.ne2k.udp.wall_ratio.low", false, 0.75},
    {"net.ne2k.tcp.directory_loads_per_packet", true, 0.5},
    {"recovery.net.beyond_delays.ms", true, 20},
    {"boot.shell.ms", true, 150},
    {"domain.memory.kib", true, 256},
};

const Target* target_of(const std::string& name) {
    for (const Target& t : k_targets)
        if (name == t.name) return &t;
    return nullptr;
}

std::string number_text(double v) {
    if (v == std::floor(v) && std::abs(v) < 1e15) return fmt::format("{:.0f}", v);
    return fmt::format("{:.3f}", v);
}

} // namespace

double Results::get(const std::string& name) const {
    const auto it = values_.find(name);
    return it == values_.end() ? 0 : it->second;
}

void Results::merge_into(const std::string& path) const {
    Json all = Json::object();
    if (std::filesystem::exists(path)) {
        const Json old = Json::parse(read_file(path), nullptr, false);
        if (old.is_object()) all = old;
    }
    for (const auto& [name, value] : values_) all[name] = value;
    write_file(path, all.dump(2) + "\n");
}

std::string Results::table() const {
    Table table({"measured", "value", "target", ""});
    for (const auto& [name, value] : values_) {
        const Target* t = target_of(name);
        if (!t) {
            table.row({name, number_text(value), "", ""});
            continue;
        }
        const bool met = t->at_most ? value <= t->value : value >= t->value;
        table.row({name, number_text(value),
                   fmt::format("{} {}", t->at_most ? "at most" : "at least", number_text(t->value)),
                   met ? "met" : "not met"});
    }
    return table.text();
}

} // namespace alcove::bench
