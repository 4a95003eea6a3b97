// SPDX-License-Identifier: MIT
// TCP and UDP in both modes: instructions per megabyte under -icount, and host time by interleaved pairs.
#include "tools/bench/bench.h"
#include "tools/bench/statistics.h"
#include "tools/common/socket.h"
#include <netinet/in.h>
#include <sys/socket.h>

namespace alcove::bench {
namespace {

constexpr double k_mb = 1e6;
constexpr const char* k_modes[] = {"nooks", "native"};
constexpr double k_datagrams_bytes_per_s = 8e6; // about what a guest takes under -icount
constexpr unsigned short k_guest_udp_port = 7000;

/// One way that data can go.
struct Way {
    const char* name;    ///< in results: net.ne2k.NAME....
    const char* command; ///< of the control channel
    unsigned short (Peer::*port)() const;
    double bytes;
};
const Way k_ways[] = {
    {"tcp.send", "tcp-send", &Peer::sink_port, 2e6},
    {"tcp.receive", "tcp-recv", &Peer::source_port, 2e6},
    {"udp.send", "udp-send", &Peer::udp_port, 2e6},
};

std::string command_of(const Way& way, const Peer& peer, double bytes) {
    return fmt::format("{} {} {} {:.0f}", way.command, k_host_seen_by_guest, (peer.*way.port)(), bytes);
}

std::string key(const Way& way, const std::string& rest) {
    return fmt::format("net.ne2k.{}.{}", way.name, rest);
}

/// Datagrams to a forwarded port, fast enough that the guest has no rest, slow enough that few are lost.
void send_datagrams(unsigned short port, double bytes) {
    unsigned short own;
    const Fd fd = udp_loopback(own);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const std::string datagram(1472, 'u');
    const auto start = SteadyClock::now();
    for (double sent = 0; sent < bytes; sent += static_cast<double>(datagram.size())) {
        sendto(fd.get(), datagram.data(), datagram.size(), 0, reinterpret_cast<sockaddr*>(&to), sizeof to);
        std::this_thread::sleep_until(
            start + std::chrono::nanoseconds(static_cast<long>(sent / k_datagrams_bytes_per_s * 1e9)));
    }
}

double receive_datagrams(Machine& machine, unsigned short host_port, double bytes) {
    const std::size_t from = machine.mark();
    machine.must(fmt::format("udp-recv 0.0.0.0 {} {:.0f}", k_guest_udp_port, bytes));
    send_datagrams(host_port, bytes);
    const Message m = machine.expect_event(from, "traffic", Milliseconds(120000));
    if (m.number("bytes") < bytes / 5) machine.fail_with_console("most of the datagrams were lost");
    return m.number("busy_cycles") / m.number("bytes") * k_mb;
}

void count_crossings(Context& c, Machine& machine, const Way& way) {
    const Crossings before = crossings(machine);
    run_traffic(machine, command_of(way, c.peer, way.bytes));
    const Crossings all = crossings(machine) - before;
    if (all.packets <= 0) return;
    c.results.set(key(way, "crossings_per_packet"), (all.upcalls + all.services) / all.packets);
    c.results.set(key(way, "directory_loads_per_packet"), all.directory_loads / all.packets);
    c.results.set(key(way, "interrupts_per_packet"), all.interrupts / all.packets);
}

void path_length_in(Context& c, const std::string& mode) {
    unsigned short udp_port;
    { const Fd reserve = udp_loopback(udp_port); } // a port that is free now
    const auto machine = boot(c, mode, MachineConfig::Icount::counting,
                              fmt::format("user,hostfwd=udp:127.0.0.1:{}-:{}", udp_port, k_guest_udp_port));
    for (const Way& way : k_ways) {
        std::vector<double> per_mb;
        for (int i = 0; i < (c.options.quick ? 1 : 5); ++i) {
            const TrafficResult r = run_traffic(*machine, command_of(way, c.peer, way.bytes));
            per_mb.push_back(r.busy_cycles / r.bytes * k_mb);
        }
        c.results.set(key(way, mode + ".instructions_per_mb"), median(per_mb));
        if (mode == "nooks") count_crossings(c, *machine, way);
        c.display.line(fmt::format("  {:<12} {:<7} {:.2f} million instructions per MB", way.name, mode,
                                   median(per_mb) / 1e6));
    }
    std::vector<double> received;
    for (int i = 0; i < (c.options.quick ? 1 : 5); ++i)
        received.push_back(receive_datagrams(*machine, udp_port, 1e6));
    c.results.set("net.ne2k.udp.receive." + mode + ".instructions_per_mb", median(received));
    c.display.line(fmt::format("  {:<12} {:<7} {:.2f} million instructions per MB", "udp.receive", mode,
                               median(received) / 1e6));
}

double path_ratio(Context& c, const std::string& way) {
    const std::string name = "net.ne2k." + way;
    const double ratio = c.results.get(name + ".native.instructions_per_mb") /
                         c.results.get(name + ".nooks.instructions_per_mb");
    c.results.set(name + ".ratio", ratio);
    return ratio;
}

/// Throughput in nooks over throughput in native, one value per pair.
std::vector<double> wall_pairs(Context& c, Machine& nooks, Machine& native, const Way& way) {
    const double bytes = 2 * way.bytes;
    const std::string command = command_of(way, c.peer, bytes);
    std::vector<double> ratios, mb_per_s[2];
    for (int i = 0; i < c.options.pairs; ++i) {
        // The order within a pair changes, so that a drift of the host's speed favours neither.
        Machine* const order[2] = {i % 2 ? &native : &nooks, i % 2 ? &nooks : &native};
        double us[2];
        for (Machine* m : order) us[m == &native] = run_traffic(*m, command).us;
        ratios.push_back(us[1] / us[0]);
        for (int mode = 0; mode < 2; ++mode) mb_per_s[mode].push_back(bytes / us[mode]);
    }
    for (int mode = 0; mode < 2; ++mode)
        c.results.set(key(way, fmt::format("{}.mb_per_s", k_modes[mode])), median(mb_per_s[mode]));
    return ratios;
}

} // namespace

void bench_path_length(Context& c) {
    for (const char* mode : k_modes) path_length_in(c, mode);
    const double tcp = std::min(path_ratio(c, "tcp.send"), path_ratio(c, "tcp.receive"));
    const double udp = std::min(path_ratio(c, "udp.send"), path_ratio(c, "udp.receive"));
    c.results.set("net.ne2k.tcp.ratio", tcp); // of both directions the worse one
    c.results.set("net.ne2k.udp.ratio", udp);
    for (const char* what : {"crossings_per_packet", "directory_loads_per_packet"})
        c.results.set(fmt::format("net.ne2k.tcp.{}", what),
                      std::max(c.results.get(fmt::format("net.ne2k.tcp.send.{}", what)),
                               c.results.get(fmt::format("net.ne2k.tcp.receive.{}", what))));
}

void bench_wall(Context& c) {
    const auto nooks = boot(c, "nooks", MachineConfig::Icount::off);
    const auto native = boot(c, "native", MachineConfig::Icount::off);
    std::map<std::string, std::pair<double, Interval>> worst;
    for (const Way& way : k_ways) {
        const auto ratios = wall_pairs(c, *nooks, *native, way);
        const double middle = median(ratios);
        const Interval interval = median_interval(ratios);
        c.results.set(key(way, "wall_ratio"), middle);
        c.results.set(key(way, "wall_ratio.low"), interval.low);
        c.results.set(key(way, "wall_ratio.high"), interval.high);
        c.display.line(fmt::format("  {:<12} nooks/native {:.3f} (95 %: {:.3f} to {:.3f}), {} pairs",
                                   way.name, middle, interval.low, interval.high, ratios.size()));
        const std::string protocol = std::string(way.name).substr(0, 3);
        if (!worst.count(protocol) || middle < worst[protocol].first) worst[protocol] = {middle, interval};
    }
    for (const auto& [protocol, w] : worst) {
        c.results.set("net.ne2k." + protocol + ".wall_ratio", w.first);
        c.results.set("net.ne2k." + protocol + ".wall_ratio.low", w.second.low);
        c.results.set("net.ne2k." + protocol + ".wall_ratio.high", w.second.high);
    }
}

} // namespace alcove::bench
