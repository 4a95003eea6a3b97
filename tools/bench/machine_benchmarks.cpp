// SPDX-License-Identifier: MIT
// Crossings, recovery, boot and memory.
#include "tools/bench/bench.h"
#include "tools/bench/statistics.h"

namespace alcove::bench {

const std::vector<Benchmark> k_benchmarks = {
    {"xpc", "null upcall and null service, instructions under -icount", bench_xpc},
    {"path", "TCP and UDP, instructions per MB under -icount", bench_path_length},
    {"wall", "TCP and UDP, host time by interleaved pairs", bench_wall},
    {"recovery", "failure to first packet sent", bench_recovery},
    {"boot", "start of QEMU to shell", bench_boot},
    {"memory", "memory of a domain", bench_memory},
};

void bench_xpc(Context& c) {
    for (const char* mode : {"nooks", "native"}) {
        const auto machine = boot(c, mode, MachineConfig::Icount::counting);
        for (const Json& line : machine->must("bench xpc ne2k", Milliseconds(60000)).lines) {
            if (!line.contains("bench")) continue;
            const std::string name = line["bench"];
            c.results.set(name, line["value"].get<double>());
            c.display.line(fmt::format("  {:<34} {:.0f}", name, line["value"].get<double>()));
        }
    }
}

void bench_recovery(Context& c) {
    const auto machine = boot(c, "nooks", MachineConfig::Icount::off);
    std::vector<double> total, delays, beyond;
    const int rounds = c.options.quick ? 3 : 15;
    for (int i = 0; i < rounds; ++i) {
        // Failures stay further apart than the policy's half second, and a transfer gives it packets to send.
        std::this_thread::sleep_for(Milliseconds(700));
        const std::size_t from = machine->mark();
        machine->must(fmt::format("tcp-recv {} {} 20000000", k_host_seen_by_guest, c.peer.source_port()));
        std::this_thread::sleep_for(Milliseconds(200));
        machine->must("provoke ne2k null-write");
        const Message recovered = machine->expect_event(from, "recovered", Milliseconds(20000));
        const Message first = machine->expect_event(from, "first_packet", Milliseconds(20000));
        machine->expect_event(from, "traffic", Milliseconds(60000));
        total.push_back(first.number("us_since_failure") / 1000);
        delays.push_back(recovered.number("delays_us") / 1000);
        beyond.push_back(total.back() - delays.back());
    }
    c.results.set("recovery.net.ms", median(total));
    c.results.set("recovery.net.delays.ms", median(delays));
    c.results.set("recovery.net.beyond_delays.ms", median(beyond));
    c.display.line(
        fmt::format("  failure to first packet sent: {:.2f} ms, {:.2f} of them the driver's own delays",
                    median(total), median(delays)));
}

void bench_boot(Context& c) {
    std::vector<double> ms;
    for (int i = 0; i < (c.options.quick ? 3 : 15); ++i) {
        MachineConfig config;
        config.kernel = c.options.kernel;
        config.initrd = c.options.initrd;
        config.command_line = "load=ne2k ip=dhcp";
        config.label = "boot";
        Machine machine(config);
        const Message ready = machine.expect_event(0, "ready", Milliseconds(20000));
        ms.push_back(std::chrono::duration<double, std::milli>(ready.at - machine.started()).count());
    }
    c.results.set("boot.shell.ms", median(ms));
    c.display.line(fmt::format("  QEMU's start to the shell: {:.1f} ms", median(ms)));
}

void bench_memory(Context& c) {
    const auto machine = boot(c, "nooks", MachineConfig::Icount::off);
    double total = 0, own = 0;
    for (const Json& json : machine->must("report domains").lines) {
        const std::string line = json.value("report", "");
        if (line.rfind("ne2k", 0) != 0) continue;
        char mode[16], state[16];
        unsigned generation, kib;
        if (std::sscanf(line.c_str(), "%*s %15s %15s %u %u", mode, state, &generation, &kib) == 4)
            total = kib;
    }
    for (const Json& json : machine->must("report quotas ne2k").lines) {
        const std::string line = json.value("report", "");
        const std::size_t at = line.find("memory ");
        if (at != std::string::npos) own = std::strtod(line.c_str() + at + 7, nullptr);
    }
    if (total <= 0) machine->fail_with_console("the report on domains names no memory of the ne2k");
    c.results.set("domain.memory.kib", total - own);
    c.results.set("domain.memory.own.kib", own);
    c.display.line(
        fmt::format("  domain ne2k: {:.0f} KiB, {:.0f} of them the driver's own allocations", total, own));
}

} // namespace alcove::bench
