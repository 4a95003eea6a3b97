// SPDX-License-Identifier: MIT
// Trials from outside: each verdict, repetition to the instruction, damage that is noticed, wrong input.
#include "tools/common/elf_symbols.h"
#include "tools/common/initrd.h"
#include "tools/common/socket.h"
#include "tools/faults/faults.h"
#include "tools/stress/trial.h"
#include "tools/stress/trial_setup.h"
#include "tools/systest/guest.h"
#include <set>

namespace alcove::systest {
namespace {

using stress::TrialMachine;
using stress::TrialMode;
using stress::TrialResult;
using stress::TrialSetup;
using stress::TrialSpec;

TrialSetup setup_for(Test& test, TrialMode mode, const std::string& driver = "e1000") {
    TrialSetup setup;
    setup.driver = driver;
    setup.mode = mode;
    setup.kernel = test.options().kernel;
    setup.initrd = test.options().initrd;
    return setup;
}

TrialResult run(TrialMachine& machine, const std::string& plan) { return machine.run({0, plan}); }

void require_verdict(Test& test, TrialMachine& machine, const std::string& plan, Verdict verdict) {
    const TrialResult r = run(machine, plan);
    test.require(r.verdict == verdict, "{} ({}) was wanted after \"{}\", but: {}: {}", verdict_name(verdict),
                 mode_name(machine.setup().mode), plan, verdict_name(r.verdict), r.note);
    test.require(r.integrity.empty(), "after \"{}\" the executive is damaged: {}", plan,
                 r.integrity.empty() ? "" : r.integrity.front());
}

void nooks_verdicts(Test& test) {
    TrialMachine machine(setup_for(test, TrialMode::nooks));
    require_verdict(test, machine, "", Verdict::not_activated);
    for (const char* kind : {"null-write", "wild-jump", "stack-overflow", "loop-cli", "leak"})
        require_verdict(test, machine, fmt::format("provoke {}\n", kind), Verdict::recovered_unnoticed);
    const TrialResult r = run(machine, "provoke null-write\n");
    test.require(r.recoveries.size() == 1 && r.failures.size() == 1 && r.failures[0].kind == "page-fault",
                 "{} failures, {} recoveries", r.failures.size(), r.recoveries.size());
    test.require(r.failures[0].backtrace.find("personality:lx_up_provoke+") != std::string::npos &&
                     r.failures[0].backtrace.find("provoke.c:") != std::string::npos,
                 "the backtrace is: {}", r.failures[0].backtrace);
    test.require(machine.restarts() == 0, "QEMU was started again");
}

void native_verdicts(Test& test) {
    TrialMachine machine(setup_for(test, TrialMode::native));
    require_verdict(test, machine, "", Verdict::not_activated);
    require_verdict(test, machine, "provoke null-write\n", Verdict::crash);
    require_verdict(test, machine, "provoke wild-jump\n", Verdict::crash);
    require_verdict(test, machine, "provoke loop\n", Verdict::hang);
    require_verdict(test, machine, "provoke loop-cli\n", Verdict::hang);
    require_verdict(test, machine, "provoke wild-write 0xc0100000\n", Verdict::crash); // a triple fault
    require_verdict(test, machine, "", Verdict::not_activated);
}

/// The work of a disk, on a drive and in memory that is lost with its driver.
void disk_verdicts(Test& test) {
    for (const bool iommu : {false, true}) {
        TrialSetup setup = setup_for(test, TrialMode::nooks, "ide");
        setup.iommu = iommu;
        TrialMachine nooks(setup);
        require_verdict(test, nooks, "", Verdict::not_activated);
        for (const char* kind : {"null-write", "wild-jump", "stack-overflow", "loop-cli"})
            require_verdict(test, nooks, fmt::format("provoke {}\n", kind), Verdict::recovered_unnoticed);
        test.require(nooks.restarts() == 0, "QEMU was started again");
    }
    TrialMachine native(setup_for(test, TrialMode::native, "ide"));
    require_verdict(test, native, "", Verdict::not_activated);
    require_verdict(test, native, "provoke null-write\n", Verdict::crash);
    TrialMachine memory(setup_for(test, TrialMode::nooks, "ramdisk"));
    require_verdict(test, memory, "", Verdict::not_activated);
}

/// A bit of each page that is read: nobody but the application can know.
void disk_wrong_data(Test& test) {
    TrialMachine machine(setup_for(test, TrialMode::nooks, "ide"));
    const TrialResult r = run(machine, "env data-corrupt 1000\n");
    test.require(r.verdict == Verdict::undetected && r.application.wrong_bytes > 0,
                 "{}, {} bytes were wrong: {}", verdict_name(r.verdict), r.application.wrong_bytes, r.note);
}

std::string plan_for(const faults::Planner& planner, std::uint64_t seed) {
    std::string plan;
    faults::Request request;
    request.seed = seed;
    for (const faults::Fault& f : planner.plan(request)) plan += f.line + "\n";
    return plan;
}

/// The same seed: the same verdict after the same number of instructions.
void repeatable(Test& test, const std::string& driver, std::uint64_t first_seed) {
    const TrialSetup setup = setup_for(test, TrialMode::nooks, driver);
    const faults::Planner planner(stress::bundle_objects(setup));
    TrialMachine machine(setup);
    const int times = test.long_run() ? 10 : 3;
    for (std::uint64_t seed = first_seed; seed < first_seed + 3; ++seed) {
        const TrialSpec spec{seed, plan_for(planner, seed)};
        const TrialResult first = machine.run(spec);
        test.require(first.refused == 0, "seed {}: {} lines were refused", seed, first.refused);
        for (int i = 1; i < times; ++i) {
            const TrialResult again = machine.run(spec);
            test.require(again.verdict == first.verdict && again.instructions == first.instructions &&
                             again.record == first.record,
                         "seed {}: {} after {} instructions, then {} after {}", seed,
                         verdict_name(first.verdict), first.instructions, verdict_name(again.verdict),
                         again.instructions);
        }
        test.note(fmt::format("{} {}", seed, verdict_name(first.verdict)));
    }
}

/// A copy of the emulator and a snapshot lead to the same. The counts of instructions may differ: QEMU's
/// cards set timers anew when a snapshot is loaded.
void copies(Test& test) {
    TrialSetup setup = setup_for(test, TrialMode::nooks);
    const faults::Planner planner(stress::bundle_objects(setup));
    TrialMachine copying(setup);
    test.require(copying.no_copies().empty(), "there are no copies: {}", copying.no_copies());
    setup.copies = false;
    TrialMachine loading(setup);
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        const TrialSpec spec{seed, plan_for(planner, seed)};
        const TrialResult a = copying.run(spec), b = loading.run(spec);
        test.require(
            a.verdict == b.verdict && a.activated == b.activated && a.failures.size() == b.failures.size() &&
                a.application.bytes == b.application.bytes && a.application.errors == b.application.errors,
            "seed {}: {} in a copy, {} from a snapshot", seed, verdict_name(a.verdict),
            verdict_name(b.verdict));
    }
    test.require(copying.restarts() == 0 && loading.restarts() == 0, "QEMU was started again");
}

/// A handler that leaves before it has looked at its card: the card asks for ever, and nothing else would
/// run.
void screaming(Test& test) {
    TrialSetup setup = setup_for(test, TrialMode::nooks, "ne2k");
    const faults::Planner planner(stress::bundle_objects(setup));
    TrialMachine machine(setup);
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        const faults::Fault f = planner.plan({seed, 1, {"branch"}}).front();
        if (f.function != "ne2k_interrupt" || f.in_function > 0x30) continue;
        const TrialResult r = run(machine, f.line + "\n");
        if (r.failures.empty() || r.failures[0].kind != "storm") continue; // another branch
        test.require(r.verdict == Verdict::recovered_unnoticed, "{}: {}", verdict_name(r.verdict), r.note);
        return test.note(fmt::format("{} us after it began", r.latency_us));
    }
    test.require(false, "no branch of ne2k_interrupt makes its line a storm");
}

/// A driver that sends an old frame again and again: its card and that at the other end keep each other busy,
/// so that each one's thread leaves the processor to the other's alone.
void busy_together(Test& test) {
    TrialSetup setup = setup_for(test, TrialMode::nooks, "ne2k");
    setup.iommu = false;
    const faults::Planner planner(stress::bundle_objects(setup));
    TrialMachine machine(setup);
    int seen = 0;
    std::set<std::string> tried;
    for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
        const faults::Fault f = planner.plan({seed, 1, {"nop"}}).front();
        if (f.function != "ne2k_sent" || !f.before.starts_with("mov [") || !tried.insert(f.line).second)
            continue;
        const TrialResult r = run(machine, f.line + "\n");
        test.require(r.verdict != Verdict::hang && r.verdict != Verdict::crash, "{}: {}: {}", f.line,
                     verdict_name(r.verdict), r.note);
        if (!r.failures.empty() && r.failures[0].detail.find("it says that it has sent") != std::string::npos)
            seen++;
    }
    test.require(seen > 0, "none of {} stores that were left out made the driver send on its own",
                 tried.size());
    test.note(fmt::format("{} of {} stores", seen, tried.size()));
}

/// Drivers that do not work and don't say so.
void unhealthy(Test& test) {
    const auto all = [&](const char* driver, const char* type, const char* function, const char* wanted) {
        TrialSetup setup = setup_for(test, TrialMode::nooks, driver);
        const faults::Planner planner(stress::bundle_objects(setup));
        TrialMachine machine(setup);
        int seen = 0;
        for (std::uint64_t seed = 1; seed <= 1000 && seen < 2; ++seed) {
            const faults::Fault f = planner.plan({seed, 1, {type}}).front();
            if (f.function != function) continue;
            const TrialResult r = run(machine, f.line + "\n");
            if (r.failures.empty() || r.failures[0].detail.find(wanted) == std::string::npos) continue;
            test.require(r.verdict == Verdict::recovered_unnoticed, "{}: {}: {}", f.line,
                         verdict_name(r.verdict), r.note);
            ++seen;
        }
        test.require(seen, "no {} of {} is seen as \"{}\"", type, function, wanted);
    };
    all("ne2k", "loop", "ne2k_open", "frames were to be sent");
    all("e1000", "loop", "e1000_reset", "does not open any more");
    all("e1000", "destination", "e1000_tx_give", "not finished");
    all("ne2k", "source", "ne2k_sent", "it says that it has sent"); // sends one frame again and again
}

/// A driver that floods the wire in one upcall leaves most of the processor to those who receive it, and has
/// its deadline all the same.
void flooding(Test& test) {
    TrialSetup setup = setup_for(test, TrialMode::nooks, "ne2k");
    const faults::Planner planner(stress::bundle_objects(setup));
    TrialMachine machine(setup);
    constexpr std::int64_t k_most_us = 300000;
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        const faults::Fault f = planner.plan({seed, 1, {"branch"}}).front();
        if (f.function != "ne2k_start_xmit") continue;
        const TrialResult r = run(machine, f.line + "\n");
        if (r.failures.empty() || r.failures[0].detail.find("net_transmit: ran for") == std::string::npos)
            continue;
        test.require(r.verdict == Verdict::recovered_unnoticed && r.latency_us < k_most_us,
                     "{}: {} after {} us: {}", f.line, verdict_name(r.verdict), r.latency_us, r.note);
        return test.note(fmt::format("{} us after it began", r.latency_us));
    }
    test.require(false, "no branch of ne2k_start_xmit makes it send for ever");
}

/// An executive without one of its protections: what a domain then damages is seen.
void weakened(Test& test) {
    TrialSetup setup = setup_for(test, TrialMode::nooks);
    setup.kernel = test.options().test_kernel;
    const std::uint32_t canary = ElfSymbols(setup.kernel).address("alcove_integrity_canary");
    const std::string plan = fmt::format("provoke write-at 0x{:x}\n", canary + 64);
    {
        TrialMachine machine(setup);
        require_verdict(test, machine, plan, Verdict::recovered_unnoticed);
    }
    setup.command_line = "weaken";
    TrialMachine machine(setup);
    const TrialResult r = run(machine, plan);
    test.require(r.integrity.size() == 1 && r.integrity[0].starts_with("canary"), "{} parts are damaged ({})",
                 r.integrity.size(), verdict_name(r.verdict));
}

template <typename F>
std::string error_of(F f) {
    try {
        f();
    } catch (const Error& e) {
        return e.what();
    }
    return "";
}

/// One clear line for each.
void wrong_input(Test& test) {
    const auto refused = [&](const char* what, TrialSetup setup, const char* because) {
        const std::string error = error_of([&] { TrialMachine machine(setup); });
        test.require(error.find(because) != std::string::npos && error.find('\n') == std::string::npos,
                     "{}: \"{}\" was wanted, but: {}", what, because, error);
    };
    TrialSetup setup = setup_for(test, TrialMode::nooks, "nosuch");
    refused("unknown driver", setup, "which of QEMU's cards");
    setup.nic = "e1000";
    refused("unknown driver with a card", setup, "no such driver");
    setup = setup_for(test, TrialMode::nooks);
    setup.nic = "nosuchcard";
    refused("unknown card", setup, "nosuchcard");
    setup = setup_for(test, TrialMode::nooks);
    setup.kernel = "build/nosuch.elf";
    refused("no kernel", setup, "build/nosuch.elf is missing");
    setup = setup_for(test, TrialMode::nooks);
    setup.workload = "-z"; // the program ends at once
    setup.host_limit_s = 5;
    refused("no work", setup, "does not come to the point");
}

/// `stress` at the shell, in a machine without snapshots, twin or host that watches: its connection goes out
/// to the host and comes back by a forwarded port.
void at_the_shell(Test& test, Emulator emulator) {
    const faults::Planner planner({"build/modules/ne2k.o"});
    std::string plans = "trial none\ntrial null-write\nprovoke null-write\n";
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        plans += fmt::format("trial {}\n", seed);
        for (const faults::Fault& f : planner.plan({seed, 5, {}})) plans += f.line + "\n";
    }
    Initrd files(test.options().initrd);
    files.add("plans/ne2k", plans);
    unsigned short port;
    { const Fd reserve = listen_loopback(port); } // a port that is free now
    MachineConfig config = test.config("mode=nooks load=ne2k ip=10.0.2.15/24,10.0.2.2");
    config.emulator = emulator;
    config.bochs_goes_on = true; // faulty drivers drive devices in every way
    config.initrd = files.pack();
    config.nics[0].netdev = fmt::format("user,hostfwd=tcp:127.0.0.1:{}-10.0.2.15:7777", port);
    config.nics[0].bochs_slirp = fmt::format("hostfwd = tcp:127.0.0.1:{}-10.0.2.15:7777\n", port);
    Machine& machine = test.boot(config);
    const std::size_t from = machine.mark();
    const int pid = start_program(machine, fmt::format("/bin/stress -b 16 -p 4 -H {} -P {} ne2k /plans/ne2k",
                                                       k_host_seen_by_guest, port));
    const int status = wait_program(machine, from, pid, Milliseconds(200000));
    const std::string console = machine.console();
    const auto row = [&](const char* seed, const char* verdict) {
        const std::size_t at = console.find(fmt::format("{:<10} ", seed));
        const std::string line =
            at == std::string::npos ? "" : console.substr(at, console.find('\n', at) - at);
        test.require(line.find(" failures,") != std::string::npos && line.find(verdict) != std::string::npos,
                     "trial {}: \"{}\"", seed, line);
        test.require(line.find("DAMAGED") == std::string::npos, "{}", line);
    };
    row("none", "not_activated");
    row("null-write", "recovered_unnoticed");
    for (const char* seed : {"1", "2", "3"})
        row(seed, ""); // what it ends in is the host's clock's matter, too
    test.require(console.find("5 trials:") != std::string::npos && status == 0, "status {}, no totals",
                 status);
}

const Register k_stress_tests{
    {"stress", "shell", 90, [](Test& t) { at_the_shell(t, Emulator::qemu); }},
    {"stress", "shell-bochs", 240, [](Test& t) { at_the_shell(t, Emulator::bochs); }},
    {"stress", "nooks-verdicts", 120, nooks_verdicts},
    {"stress", "native-verdicts", 120, native_verdicts},
    {"stress", "repeatable", 120, [](Test& t) { repeatable(t, "e1000", 1); }},
    {"stress", "repeatable-disk", 120, [](Test& t) { repeatable(t, "ide", 6); }},
    {"stress", "disk-verdicts", 120, disk_verdicts},
    {"stress", "disk-wrong-data", 60, disk_wrong_data},
    {"stress", "weakened", 120, weakened},
    {"stress", "busy-together", 120, busy_together},
    {"stress", "screaming", 120, screaming},
    {"stress", "unhealthy", 180, unhealthy},
    {"stress", "flooding", 120, flooding},
    {"stress", "wrong-input", 60, wrong_input},
    {"stress", "copies", 120, copies},
};

} // namespace
} // namespace alcove::systest
