// SPDX-License-Identifier: MIT
// The native half: one wild write with the executive's own rights, and whatever follows from it.
#include "tools/common/elf_symbols.h"
#include "tools/common/error.h"
#include "tools/demo/demo.h"

namespace alcove::tools {
namespace {

constexpr double k_break_at = 0.5;

constexpr std::size_t k_message_shown = 56;

/// The panic's message without the registers; damage can empty it, then what the console still said.
std::string panic_text(Machine& machine, const Message& panic) {
    std::string message = panic.text("message");
    const std::string console = machine.console();
    const std::size_t at = console.rfind("panic: ");
    if (message.empty() && at != std::string::npos)
        message = console.substr(at + 7, console.find('\n', at) - at - 7);
    if (message.empty()) return "without a message";
    const std::size_t registers = message.find(", cr2");
    return message.substr(0, std::min(registers, k_message_shown));
}

std::optional<std::string> machine_down(Machine& machine) {
    if (const auto panic = machine.wait(0, event_is("panic"), Milliseconds(0)))
        return "the machine panicked: " + panic_text(machine, *panic);
    if (machine.alive()) return std::nullopt;
    if (machine.ending() == Ending::exited) return "the machine reset itself (triple fault or reboot)";
    return "the machine had to be killed at its time limit";
}

bool answers(Machine& machine, const DemoOptions& options) {
    return machine.command("ping", patient(options, 5000)).answered;
}

/// After a transfer that went well: is the rest of the machine all right?
std::string look_further(Machine& machine, Peer& peer, DemoOptions options, Display& display) {
    if (!answers(machine, options))
        return machine_down(machine).value_or("the machine hung after the transfer");
    options.bytes = std::min<std::uint64_t>(options.bytes, 256 * 1024);
    try {
        RunningTransfer again(machine, peer, options);
        again.wait_for(1, display, patient(options, 15000), "another");
        display.end_progress();
        if (const auto down = machine_down(machine)) return *down + " (in the next transfer)";
        if (again.status() != 0) return "the transfer went well, the next one failed";
    } catch (const Error&) {
        display.end_progress();
        return machine_down(machine).value_or("the transfer went well, then programs could not be started");
    }
    return "the machine survived: nothing that was used afterwards had been hit";
}

std::string classify(RunningTransfer& transfer, bool finished, Machine& machine, Peer& peer,
                     const DemoOptions& options, Display& display) {
    // A panic's message may still be on its way.
    std::this_thread::sleep_for(patient(options, 300));
    if (const auto down = machine_down(machine)) return *down;
    if (!answers(machine, options))
        return machine_down(machine).value_or("the machine hung: no answer on the control channel");
    const int status = transfer.status();
    if (status == 0 && finished) return look_further(machine, peer, options, display);
    if (status == -1) return "the transfer stalled for ever; the control channel still answers";
    return fmt::format("the transfer failed (status of fetch: {}); the machine still answers", status);
}

const char* section_of(const ElfSymbols& symbols, std::uint32_t address) {
    static constexpr struct {
        const char *start, *end, *name;
    } k_sections[] = {{"__text_start", "__text_end", "executive's code"},
                      {"__rodata_start", "__rodata_end", "executive's constants"},
                      {"__data_start", "__data_end", "executive's data"},
                      {"__bss_start", "__bss_end", "executive's zero-initialised data"}};
    for (const auto& s : k_sections) {
        const auto start = symbols.find(s.start), end = symbols.find(s.end);
        if (start && end && address >= *start && address < *end) return s.name;
    }
    return "executive's image";
}

} // namespace

HalfResult show_native(Machine& machine, Peer& peer, const DemoOptions& options, Display& display) {
    HalfResult result;
    const ElfSymbols symbols(options.kernel);
    RunningTransfer transfer(machine, peer, options);
    if (!transfer.wait_for(k_break_at, display, patient(options, 30000))) {
        result.outcome = "the transfer failed before anything was broken";
        display.line("  transfer   " + result.outcome);
        return result;
    }
    result.ran = true;
    display.line(display.strong(fmt::format("  failure    wild-write 0x{:08x}: 64 KiB from the {} on, at {}",
                                            options.address, section_of(symbols, options.address),
                                            symbols.describe(options.address))));
    machine.send_line(fmt::format("provoke {} wild-write 0x{:08x}", options.driver, options.address));
    result.failures.emplace_back().kind = "wild-write";
    const bool finished = transfer.wait_for(1, display, patient(options, 15000));
    display.end_progress();
    result.outcome = classify(transfer, finished, machine, peer, options, display);
    const Transfer state = transfer.state();
    result.requested = state.requested;
    result.sent = transfer.arrived();
    result.seconds = transfer.seconds();
    result.transfer_right = transfer.status() == 0 && finished;
    display.line(
        fmt::format("  transfer   {}", result.transfer_right
                                           ? "complete, checksums agree"
                                           : fmt::format("broken off after {} of {}", bytes_text(result.sent),
                                                         bytes_text(state.requested))));
    display.line("  outcome    " + result.outcome);
    return result;
}

} // namespace alcove::tools
