// SPDX-License-Identifier: MIT
// Throughput by host time in both modes, as interleaved pairs.
#include "tools/bench/statistics.h"
#include "tools/bench/traffic.h"

namespace alcove::bench {
namespace {

constexpr double k_wall_bytes = 2 * k_bytes;

/// Throughput in nooks over throughput in native, one value per pair.
std::vector<double> wall_pairs(Context& c, const Guest& nooks, const Guest& native, const Way& way) {
    std::vector<double> ratios, mb_per_s[2];
    for (int i = 0; i < c.options.pairs; ++i) {
        c.status(fmt::format("{}, pair {} of {}", way.name, i + 1, c.options.pairs));
        // The order within a pair changes, so that a drift of the host's speed favours neither.
        const Guest* const order[2] = {i % 2 ? &native : &nooks, i % 2 ? &nooks : &native};
        double us[2];
        for (const Guest* g : order) us[g == &native] = way.run(c, *g, k_wall_bytes).us;
        ratios.push_back(us[1] / us[0]);
        for (int mode = 0; mode < 2; ++mode) mb_per_s[mode].push_back(k_wall_bytes / us[mode]);
    }
    for (int mode = 0; mode < 2; ++mode)
        c.results.set(key(nooks.driver, way, fmt::format("{}.mb_per_s", k_modes[mode])),
                      median(mb_per_s[mode]));
    return ratios;
}

void set_ratio(Context& c, const std::string& name, double middle, const Interval& interval) {
    c.results.set(name, middle);
    c.results.set(name + ".low", interval.low);
    c.results.set(name + ".high", interval.high);
}

} // namespace

void bench_wall(Context& c, const Driver& driver) {
    const Guest nooks = boot(c, driver, "nooks", MachineConfig::Icount::off);
    const Guest native = boot(c, driver, "native", MachineConfig::Icount::off);
    std::map<std::string, std::pair<double, Interval>> worst;
    for (const Way& way : k_ways) {
        if (!way.saturates) continue; // the sender's rate would be measured
        const auto ratios = wall_pairs(c, nooks, native, way);
        const double middle = median(ratios);
        const Interval interval = median_interval(ratios);
        set_ratio(c, key(driver, way, "wall_ratio"), middle, interval);
        c.display.line(fmt::format("  {:<12} nooks/native {:.3f} (95 %: {:.3f} to {:.3f}), {} pairs",
                                   way.name, middle, interval.low, interval.high, ratios.size()));
        const std::string protocol = std::string(way.name).substr(0, 3);
        if (!worst.count(protocol) || middle < worst[protocol].first) worst[protocol] = {middle, interval};
    }
    for (const auto& [protocol, w] : worst)
        set_ratio(c, fmt::format("net.{}.{}.wall_ratio", driver.name, protocol), w.first, w.second);
}

} // namespace alcove::bench
