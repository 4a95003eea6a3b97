// SPDX-License-Identifier: MIT
// Programs, traffic, counts and failures in a guest, by the control channel.
#include "tools/systest/guest.h"

namespace alcove::systest {

std::string Counts::text() const {
    return fmt::format("handles {}, free frames {}, heap blocks {}, threads {}", handles, frames_free,
                       heap_blocks, threads);
}

Counts counts(Machine& machine) {
    const Json s = machine.must("stats").merged();
    return {s.value("handles", -1L), s.value("frames_free", -1L), s.value("heap_blocks", -1L),
            s.value("threads", -1L)};
}

Counts settled_counts(Machine& machine) {
    Counts last = counts(machine);
    int same = 0;
    for (int i = 0; i < 50 && same < 3; ++i) {
        std::this_thread::sleep_for(Milliseconds(200));
        const Counts now = counts(machine);
        same = now == last ? same + 1 : 0;
        last = now;
    }
    return last;
}

void require_counts(Test& test, Machine& machine, const Counts& before) {
    Counts now = counts(machine);
    for (int i = 0; i < 50 && !(now == before); ++i) {
        std::this_thread::sleep_for(Milliseconds(200));
        now = counts(machine);
    }
    test.require(now == before, "leak: before: {}; after: {}", before.text(), now.text());
}

void require_counts_near(Test& test, Machine& machine, const Counts& before) {
    constexpr long k_handles = 3, k_frames = 12;
    const Counts now = settled_counts(machine);
    test.require(now.heap_blocks == before.heap_blocks && now.threads == before.threads &&
                     std::abs(now.handles - before.handles) <= k_handles &&
                     std::abs(now.frames_free - before.frames_free) <= k_frames,
                 "leak while running: before: {}; after: {}", before.text(), now.text());
}

int start_program(Machine& machine, const std::string& command_line) {
    const int pid = machine.must("run " + command_line).merged().value("pid", -1);
    if (pid < 0) machine.fail_with_console("'run " + command_line + "' named no process");
    return pid;
}

int wait_program(Machine& machine, std::size_t from, int pid, Milliseconds timeout) {
    const auto end = machine.wait(
        from, [&](const Message& m) { return m.event() == "exit" && m.number("pid") == pid; }, timeout);
    if (!end) machine.fail_with_console(fmt::format("process {} did not end", pid));
    return static_cast<int>(end->number("status"));
}

int run_program_in(Machine& machine, const std::string& command_line, Milliseconds timeout) {
    const std::size_t from = machine.mark();
    return wait_program(machine, from, start_program(machine, command_line), timeout);
}

Traffic::Traffic(Test& test, Machine& machine, std::uint64_t bytes, std::uint64_t rate)
    : test_(test), machine_(machine), bytes_(bytes), rate_(rate) {
    test.peer();
}

bool Traffic::over(Milliseconds timeout) {
    const auto end = machine_.wait(
        mark_, [&](const Message& m) { return m.event() == "exit" && m.number("pid") == pid_; }, timeout);
    if (!end) {
        if (!machine_.alive()) machine_.fail_with_console("the machine ended during a transfer");
        return false;
    }
    const int status = static_cast<int>(end->number("status"));
    if (status != 0)
        machine_.fail_with_console(fmt::format("a transfer failed: fetch ended with {}", status));
    ++completed_;
    pid_ = -1;
    return true;
}

void Traffic::keep_going() {
    if (pid_ >= 0 && !over(Milliseconds(0))) return;
    mark_ = machine_.mark();
    pid_ = start_program(machine_, "/bin/fetch -c " + test_.peer().data_url(bytes_, seed_++, rate_));
}

void Traffic::finish(Milliseconds timeout) {
    if (pid_ >= 0 && !over(timeout)) machine_.fail_with_console("a transfer did not end");
}

Message provoke(Machine& machine, const std::string& domain, const std::string& what, Milliseconds timeout) {
    const std::size_t from = machine.mark();
    machine.must(fmt::format("provoke {} {}", domain, what));
    const auto failure = machine.wait(
        from, [&](const Message& m) { return m.event() == "failure" && m.text("domain") == domain; },
        timeout);
    if (!failure) machine.fail_with_console(fmt::format("'{}' was not detected", what));
    return *failure;
}

Message wait_recovered(Machine& machine, std::size_t from, Milliseconds timeout) {
    const auto end = machine.wait(
        from, [](const Message& m) { return m.event() == "recovered" || m.event() == "given_up"; }, timeout);
    if (!end) machine.fail_with_console("no recovery");
    if (end->event() == "given_up") machine.fail_with_console("the extension was given up");
    return *end;
}

Message provoke_and_recover(Machine& machine, const std::string& domain, const std::string& what) {
    const std::size_t from = machine.mark();
    Message failure = provoke(machine, domain, what);
    wait_recovered(machine, from);
    return failure;
}

void require_network(Test& test, Machine& machine) {
    const int status =
        run_program_in(machine, "/bin/fetch -c " + test.peer().data_url(64 * 1024, 99), Milliseconds(30000));
    test.require(status == 0, "the network does not work: fetch ended with {}", status);
}

void require_healthy(Test& test, Machine& machine) {
    const auto panic = machine.wait(0, event_is("panic"), Milliseconds(0));
    test.require(!panic, "panic: {}", panic ? panic->text("message") : "");
    machine.must("ping");
}

std::string log_of(Machine& machine) {
    std::string all;
    for (const Json& line : machine.must("log 60").lines)
        if (line.contains("log")) all += line["log"].get<std::string>() + "\n";
    return all;
}

} // namespace alcove::systest
