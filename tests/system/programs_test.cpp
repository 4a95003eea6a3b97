// SPDX-License-Identifier: MIT
// Programs: bad pointers and bad system calls never hurt the executive; the shell's tools work; nothing
// leaks.
#include "tools/systest/guest.h"

namespace alcove::systest {
namespace {

void bad_calls(Test& test) {
    Machine& machine = test.boot("mode=nooks load=ne2k ip=dhcp");
    test.require(run_program_in(machine, "/bin/badcalls", Milliseconds(60000)) == 0, "badcalls:\n{}",
                 machine.console_tail(12));
    require_network(test, machine);
    const Counts before = settled_counts(machine);
    for (int i = 0; i < 3; ++i)
        test.require(run_program_in(machine, "/bin/badcalls", Milliseconds(60000)) == 0, "badcalls:\n{}",
                     machine.console_tail(12));
    require_healthy(test, machine);
    require_counts(test, machine, before);
    require_network(test, machine);
}

/// Programs that start and end leave nothing.
void no_leak(Test& test) {
    Machine& machine = test.boot("mode=nooks load=ne2k ip=dhcp");
    const char* const programs[] = {"/bin/ls /bin", "/bin/ps",       "/bin/lsmod",
                                    "/bin/nim",     "/bin/ifconfig", "/bin/echo a b c"};
    const auto run_all = [&] {
        for (const char* p : programs)
            test.require(run_program_in(machine, p, Milliseconds(10000)) == 0, "{}:\n{}", p,
                         machine.console_tail());
    };
    run_all();
    const Counts before = settled_counts(machine);
    for (int i = 0; i < (test.long_run() ? 100 : 5); ++i) run_all();
    require_counts(test, machine, before);
}

struct Line {
    const char* typed;
    const char* shown;
};
/// What a user types and what must be on the console afterwards.
constexpr Line k_lines[] = {
    {"echo one two", "one two"},
    {"ls /bin", "fetch"},
    {"lsmod", "ne2k"},
    {"nim", "ne2k"},
    {"ifconfig", "10.0.2.15"},
    {"ping -c 1 10.0.2.2", "10.0.2.2"},
    {"dmesg", "Alcove"},
    {"cat /nosuchfile", "No such"},
    {"nosuchprogram", "nosuchprogram"},
};

void shell(Test& test) {
    Machine& machine = test.boot("mode=nooks load=ne2k ip=dhcp");
    int number = 0;
    for (const Line& line : k_lines) {
        // The mark is put together by the shell's echo, so that the typed line itself does not hold it.
        const std::size_t from = machine.console().size();
        machine.send_console(std::string(line.typed) + "\r");
        std::this_thread::sleep_for(Milliseconds(300));
        machine.send_console(fmt::format("echo ma\"\"rk{}\r", ++number));
        test.require(machine.wait_console(fmt::format("mark{}", number), Milliseconds(15000), from),
                     "after '{}' the shell does not answer:\n{}", line.typed, machine.console_tail());
        const std::string output = machine.console().substr(from + std::string(line.typed).size());
        test.require(output.find(line.shown) != std::string::npos, "'{}' does not show '{}':\n{}", line.typed,
                     line.shown, output);
    }
    require_healthy(test, machine);
}

/// `nim fail` by the user, as the README tells it.
void nim_fail(Test& test) {
    Machine& machine = test.boot("mode=nooks load=ne2k ip=dhcp");
    const std::size_t from = machine.mark();
    run_program_in(machine, "/bin/nim fail ne2k null-write", Milliseconds(10000));
    wait_recovered(machine, from);
    require_network(test, machine);
    test.require(run_program_in(machine, "/bin/nim fail ne2k nosuchkind", Milliseconds(10000)) != 0,
                 "a kind that does not exist was accepted");
}

const Register k_programs_tests{
    {"programs", "bad-calls", 120, bad_calls},
    {"programs", "no-leak", 90, no_leak},
    {"programs", "shell", 90, shell},
    {"programs", "nim-fail", 60, nim_fail},
};

} // namespace
} // namespace alcove::systest
