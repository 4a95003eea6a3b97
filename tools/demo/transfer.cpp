// SPDX-License-Identifier: MIT
// Booting a machine for the demonstration, and its checked TCP transfer.
#include "tools/common/error.h"
#include "tools/demo/demo.h"

namespace alcove::tools {

Milliseconds patient(const DemoOptions& options, int ms) {
    return Milliseconds(static_cast<long>(ms * options.patience));
}

std::unique_ptr<Machine> boot_demo(const DemoOptions& options, const std::string& mode, Display& display) {
    MachineConfig config;
    config.emulator = options.emulator;
    config.kernel = options.kernel;
    config.initrd = options.initrd;
    config.command_line = fmt::format("mode={} load={} ip=dhcp", mode, options.driver);
    config.nics[0].model = options.nic;
    config.label = fmt::format("{} half", mode);
    config.wall_limit = std::chrono::seconds(static_cast<long>(240 * options.patience));
    if (!options.console_prefix.empty())
        config.console_copy = fmt::format("{}-{}.log", options.console_prefix, mode);
    auto machine = std::make_unique<Machine>(config);
    const Message ready = machine->expect_event(0, "ready", patient(options, 20000));
    const std::chrono::duration<double, std::micro> shell = ready.at - machine->started();
    const Message link = machine->expect_event(0, "link", patient(options, 20000));
    display.line(fmt::format("  boot       shell {} after {} was started (guest's clock: {}); {} is {}",
                             duration_text(shell.count()), emulator_name(options.emulator),
                             duration_text(ready.number("us")), link.text("interface"),
                             link.text("address")));
    return machine;
}

namespace {

constexpr Milliseconds k_ask_every(50);
constexpr double k_header_bytes = 54; // Ethernet, IP and TCP without options

/// Payload that came in by the interface so far, by the executive's counters; nothing without an answer.
std::optional<double> payload_received(Machine& machine) {
    for (const Json& line : machine.command("net", Milliseconds(1000)).lines)
        if (line.value("interface", "") == "eth0")
            return line.value("rx_bytes", 0.0) - k_header_bytes * line.value("rx_packets", 0.0);
    return std::nullopt;
}

} // namespace

RunningTransfer::RunningTransfer(Machine& machine, Peer& peer, const DemoOptions& options)
    : machine_(machine), peer_(peer), index_(peer.transfers()), mark_(machine.mark()) {
    received_before_ = payload_received(machine).value_or(0);
    const Reply reply = machine.must(
        fmt::format("run /bin/fetch -c {}", peer.data_url(options.bytes, options.seed, options.rate)),
        patient(options, 10000));
    pid_ = reply.merged().value("pid", -1.0);
    if (pid_ < 0) machine.fail_with_console("'run /bin/fetch' named no process");
    start_ = SteadyClock::now();
}

bool RunningTransfer::ended() { return status() != -1 || !machine_.alive(); }

int RunningTransfer::status() {
    if (status_ != -1) return status_;
    const auto exit = machine_.wait(
        mark_, [&](const Message& m) { return m.event() == "exit" && m.number("pid") == pid_; },
        Milliseconds(0));
    if (exit) {
        status_ = static_cast<int>(exit->number("status"));
        end_ = exit->at;
    }
    return status_;
}

std::uint64_t RunningTransfer::arrived() {
    const Transfer now = state();
    if (ended()) return status_ == 0 ? now.requested : arrived_;
    if (SteadyClock::now() - asked_ < k_ask_every) return arrived_;
    asked_ = SteadyClock::now();
    if (const auto received = payload_received(machine_)) {
        const double bytes = std::max(0.0, *received - received_before_);
        arrived_ = std::min(now.sent, static_cast<std::uint64_t>(bytes));
    }
    return arrived_;
}

double RunningTransfer::seconds() const {
    const auto end = status_ == -1 ? SteadyClock::now() : end_;
    return std::chrono::duration<double>(end - start_).count();
}

bool RunningTransfer::wait_for(double part, Display& display, Milliseconds stall, const char* label) {
    std::uint64_t last = 0;
    auto moved = SteadyClock::now();
    for (;;) {
        const std::uint64_t requested = state().requested, now = arrived();
        display.progress(fmt::format("  {:<11}", label), now, requested, seconds());
        const bool there = requested > 0 && static_cast<double>(now) >= part * static_cast<double>(requested);
        if (there && (part < 1 || ended())) return true;
        if (ended()) return false;
        if (now != last) moved = SteadyClock::now();
        last = now;
        if (SteadyClock::now() - moved > stall) return false;
        if (machine_.wait(mark_, event_is("panic"), Milliseconds(0))) return false;
        std::this_thread::sleep_for(Milliseconds(5));
    }
}

} // namespace alcove::tools
