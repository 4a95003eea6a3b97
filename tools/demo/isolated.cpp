// SPDX-License-Identifier: MIT
// The isolated half: three failures during one transfer, each detected and recovered from.
#include "tools/common/error.h"
#include "tools/demo/demo.h"

namespace alcove::tools {
namespace {

struct Step {
    const char* key; ///< field of the "recovered" event, without "_us"
    const char* name;
};

constexpr Step k_steps[] = {{"quiesce", "quiesce"}, {"unwind", "unwind"},   {"release", "release"},
                            {"decide", "decide"},   {"restart", "restart"}, {"resume", "resume"}};

struct Break {
    double at; ///< part of the transfer
    const char* kind;
    bool with_address;
    const char* what;
};

constexpr Break k_breaks[] = {
    {0.25, "null-write", false, "the driver stores through a null pointer"},
    {0.50, "loop-cli", false, "the driver loops for ever with its interrupts off"},
    {0.75, "wild-write", true, "the driver overwrites 64 KiB of the executive"},
};

std::string steps_text(const Message& recovered) {
    std::string text;
    for (const Step& s : k_steps)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", s.name,
                            duration_text(recovered.number(fmt::format("{}_us", s.key).c_str())));
    return text;
}

void show_recovery(Machine& machine, std::size_t from, const DemoOptions& options, Display& display,
                   FailureShown& shown) {
    const auto over = machine.wait(
        from, [](const Message& m) { return m.event() == "recovered" || m.event() == "given_up"; },
        patient(options, 60000));
    if (!over || over->event() != "recovered") {
        display.line(over ? "    recovery   given up" : "    recovery   did not happen");
        return;
    }
    shown.recovered = true;
    shown.total_us = over->number("total_us");
    // The guest's own clock knows better than the host, which also sees the way of command and event.
    if (over->number("detect_us") > 0) shown.detect_us = over->number("detect_us");
    display.line(fmt::format("               {} after it was called", duration_text(shown.detect_us)));
    display.line(fmt::format("    recovery   {}", steps_text(*over)));
    const auto first = machine.wait(from, event_is("first_packet"), patient(options, 2000));
    if (first) shown.first_packet_us = first->number("us_since_failure");
    display.line(fmt::format(
        "               running again after {}, of which {} are delays the driver asks for{}",
        duration_text(shown.total_us), duration_text(over->number("delays_us")),
        first ? fmt::format("; first packet sent after {}", duration_text(shown.first_packet_us)) : ""));
}

FailureShown break_once(RunningTransfer& transfer, const Break& how, int number, const DemoOptions& options,
                        Display& display) {
    Machine& machine = transfer.machine();
    FailureShown shown;
    shown.kind = how.kind;
    const std::string address = how.with_address ? fmt::format(" 0x{:08x}", options.address) : "";
    display.line(display.strong(fmt::format("  failure {}  {}{}: {}", number, how.kind, address, how.what)));
    const std::size_t from = machine.mark();
    const auto start = SteadyClock::now();
    machine.send_line(fmt::format("provoke {} {}{}", options.driver, how.kind, address));
    const auto failure = machine.wait(from, event_is("failure"), patient(options, 30000));
    if (!failure) {
        display.line("    detected   no");
        return shown;
    }
    shown.detected = true;
    shown.detect_us = std::chrono::duration<double, std::micro>(failure->at - start).count();
    shown.detected_as = failure->text("kind");
    display.line(fmt::format("    detected   {}: {}", shown.detected_as, failure->text("detail")));
    const std::string line = failure->text("file").empty()
                                 ? ""
                                 : fmt::format(" ({}:{})", failure->text("file"), failure->number("line"));
    display.line(fmt::format("               in {}{}, generation {} of domain {}",
                             failure->text("where", "?"), line, failure->text("generation"),
                             failure->text("domain")));
    if (failure->json.contains("backtrace") && !failure->json["backtrace"].empty())
        display.line("               from " + failure->json["backtrace"][0].get<std::string>());
    show_recovery(machine, from, options, display, shown);
    return shown;
}

} // namespace

HalfResult show_isolated(Machine& machine, Peer& peer, const DemoOptions& options, Display& display) {
    HalfResult result;
    RunningTransfer transfer(machine, peer, options);
    int number = 0;
    for (const Break& how : k_breaks) {
        if (!transfer.wait_for(how.at, display, patient(options, 30000))) break;
        result.ran = true;
        result.failures.push_back(break_once(transfer, how, ++number, options, display));
    }
    transfer.wait_for(1, display, patient(options, 60000));
    display.end_progress();
    const Transfer state = transfer.state();
    result.requested = state.requested;
    result.sent = transfer.arrived();
    result.seconds = transfer.seconds();
    result.transfer_right = transfer.status() == 0 && state.requested > 0;
    bool all = result.failures.size() == std::size(k_breaks);
    for (const FailureShown& f : result.failures) all = all && f.detected && f.recovered;
    result.right = all && result.transfer_right;
    if (result.transfer_right)
        display.line(fmt::format("  transfer   {} in {:.1f} s; checksum {:08x} at both ends",
                                 bytes_text(state.requested), result.seconds, state.crc));
    else
        display.line(fmt::format("  transfer   failed after {} of {} (status of fetch: {})",
                                 bytes_text(result.sent), bytes_text(state.requested), transfer.status()));
    const auto panic = machine.wait(0, event_is("panic"), Milliseconds(0));
    if (panic) display.line("  panic      " + panic->text("message"));
    if (panic)
        result.outcome = "the executive panicked: " + panic->text("message");
    else if (!machine.alive())
        result.outcome = "the machine went down";
    else
        result.outcome = result.right            ? "the machine went on"
                         : result.transfer_right ? "a failure went unseen or was not recovered from"
                                                 : "the transfer failed";
    return result;
}

} // namespace alcove::tools
