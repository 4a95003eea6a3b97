// SPDX-License-Identifier: MIT
// Crossings, recovery, boot and memory.
#include "tools/bench/bench.h"
#include "tools/bench/statistics.h"

namespace alcove::bench {

std::vector<Benchmark> all_benchmarks() {
    using DriverBenchmark = void (*)(Context&, const Driver&);
    const struct {
        const char* name;
        const char* what;
        DriverBenchmark run;
    } of_drivers[] = {
        {"path", "TCP and UDP, instructions per MB under -icount", bench_path},
        {"steps", "the same by step of a packet's way", bench_steps},
        {"wall", "TCP and UDP, host time by interleaved pairs", bench_wall},
        {"recovery", "failure to first packet sent", bench_recovery},
        {"memory", "memory of a domain", bench_memory},
    };
    std::vector<Benchmark> all = {
        {"xpc", "null upcall and null service, instructions under -icount", bench_xpc},
        {"boot", "start of QEMU to shell", bench_boot},
    };
    for (const auto& b : of_drivers)
        for (const Driver& d : k_drivers)
            all.push_back(
                {fmt::format("{}.{}", b.name, d.name), b.what, [&d, run = b.run](Context& c) { run(c, d); }});
    return all;
}

namespace {

/// ne2k's numbers are the ones without a driver's name.
std::string name_for(const Driver& driver, const char* format_of_first, const char* format_of_others) {
    return &driver == &k_drivers[0] ? format_of_first
                                    : fmt::format(fmt::runtime(format_of_others), driver.name);
}

} // namespace

void bench_xpc(Context& c) {
    for (const char* mode : {"nooks", "native"}) {
        const auto machine = boot(c, k_drivers[0], mode, MachineConfig::Icount::counting).machine;
        for (const Json& line : machine->must("bench xpc ne2k", Milliseconds(60000)).lines) {
            if (!line.contains("bench")) continue;
            const std::string name = line["bench"];
            c.results.set(name, line["value"].get<double>());
            c.display.line(fmt::format("  {:<34} {:.0f}", name, line["value"].get<double>()));
        }
    }
}

void bench_recovery(Context& c, const Driver& driver) {
    const auto machine = boot(c, driver, "nooks", MachineConfig::Icount::off).machine;
    std::vector<double> total, delays, beyond;
    const int rounds = c.options.quick ? 3 : 15;
    for (int i = 0; i < rounds; ++i) {
        c.status(fmt::format("failure {} of {}", i + 1, rounds));
        // Failures stay further apart than the policy's half second, and a transfer gives it packets to send.
        std::this_thread::sleep_for(Milliseconds(700));
        const std::size_t from = machine->mark();
        machine->must(fmt::format("tcp-recv {} {} 20000000", k_host_seen_by_guest, c.peer.source_port()));
        std::this_thread::sleep_for(Milliseconds(200));
        machine->must(fmt::format("provoke {} null-write", driver.name));
        const Message recovered = machine->expect_event(from, "recovered", Milliseconds(20000));
        const Message first = machine->expect_event(from, "first_packet", Milliseconds(20000));
        machine->expect_event(from, "traffic", Milliseconds(60000));
        total.push_back(first.number("us_since_failure") / 1000);
        delays.push_back(recovered.number("delays_us") / 1000);
        beyond.push_back(total.back() - delays.back());
    }
    const std::string name = name_for(driver, "recovery.net", "recovery.{}");
    c.results.set(name + ".ms", median(total));
    c.results.set(name + ".delays.ms", median(delays));
    c.results.set(name + ".beyond_delays.ms", median(beyond));
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
        c.status(fmt::format("boot {}", i + 1));
        Machine machine(config);
        const Message ready = machine.expect_event(0, "ready", Milliseconds(20000));
        ms.push_back(std::chrono::duration<double, std::milli>(ready.at - machine.started()).count());
    }
    c.results.set("boot.shell.ms", median(ms));
    c.display.line(fmt::format("  QEMU's start to the shell: {:.1f} ms", median(ms)));
}

void bench_memory(Context& c, const Driver& driver) {
    const auto machine = boot(c, driver, "nooks", MachineConfig::Icount::off).machine;
    double total = 0, own = 0;
    for (const Json& json : machine->must("report domains").lines) {
        const std::string line = json.value("report", "");
        if (line.rfind(driver.name, 0) != 0) continue;
        char mode[16], state[16];
        unsigned generation, kib;
        if (std::sscanf(line.c_str(), "%*s %15s %15s %u %u", mode, state, &generation, &kib) == 4)
            total = kib;
    }
    for (const Json& json : machine->must(fmt::format("report quotas {}", driver.name)).lines) {
        const std::string line = json.value("report", "");
        const std::size_t at = line.find("memory ");
        if (at != std::string::npos) own = std::strtod(line.c_str() + at + 7, nullptr);
    }
    if (total <= 0) machine->fail_with_console("the report on domains names no memory of the driver");
    const std::string name = name_for(driver, "domain.memory", "domain.{}.memory");
    c.results.set(name + ".kib", total - own);
    c.results.set(name + ".own.kib", own);
    c.display.line(fmt::format("  domain {}: {:.0f} KiB, {:.0f} of them the driver's own allocations",
                               driver.name, total, own));
}

} // namespace alcove::bench
