// SPDX-License-Identifier: MIT
// Character devices and their drivers: what programs do with them, and that files stay open over failures.
#include "tools/systest/guest.h"
#include "tools/systest/modules.h"

namespace alcove::systest {
namespace {

/// A machine without a network, with this extension.
MachineConfig device_config(Test& test, const std::string& mode, const std::string& driver) {
    MachineConfig config = test.config(fmt::format("mode={} load={} ip=none", mode, driver));
    config.nics.clear();
    return config;
}

/// What a program prints, up to and with the line in which `last` stands; its status must be 0.
std::string output_of(Test& test, Machine& machine, const std::string& command_line,
                      const std::string& last) {
    const std::size_t from = machine.console().size();
    test.require(run_program_in(machine, command_line, k_patience) == 0, "{} fails: {}", command_line,
                 machine.console().substr(from));
    if (!machine.wait_console(last, k_patience, from))
        machine.fail_with_console(fmt::format("{} does not show \"{}\"", command_line, last));
    return machine.console().substr(from);
}

// --- the clock -------------------------------------------------------------------------------------------

void use_clock(Test& test, Machine& machine) {
    output_of(test, machine, "/bin/hwclock -p 64 -n 32", "32 interrupts at 64 Hz");
    output_of(test, machine, "/bin/hwclock -p 128 -n 32 -w", " interrupts at 128 Hz");
    output_of(test, machine, "/bin/hwclock -s 2028-02-28,23:59:58", "2028-02-28 23:59:5");
    std::this_thread::sleep_for(Milliseconds(2500));
    output_of(test, machine, "/bin/hwclock", "2028-02-29 00:00:0"); // 2028 is a leap year
    for (const char* wrong :
         {"-s 2027-02-29,00:00:00", "-s 1950-01-01,00:00:00", "-s 2027-01-01,24:00:00", "-p 3", "-p 16384"})
        test.require(run_program_in(machine, std::string("/bin/hwclock ") + wrong, k_patience) == 1,
                     "hwclock {} is not refused", wrong);
}

void clock(Test& test, const std::string& mode) {
    Machine& machine = test.boot(device_config(test, mode, "rtc"), false);
    machine.must("unload rtc");
    test.require(run_program_in(machine, "/bin/hwclock", k_patience) == 1,
                 "/dev/rtc is there without a driver");
    const Counts unloaded = settled_counts(machine);
    machine.must("load rtc " + mode);
    use_clock(test, machine);
    machine.must("unload rtc");
    require_counts(test, machine, unloaded);
}

void clock_in_bochs(Test& test) {
    MachineConfig config = test.config("mode=nooks load=rtc ip=none"); // bochsrc has its network card
    config.emulator = Emulator::bochs;
    Machine& machine = test.boot(config, false);
    output_of(test, machine, "/bin/hwclock -p 64 -n 16 -w", " interrupts at 64 Hz");
    output_of(test, machine, "/bin/hwclock -s 2028-02-28,23:59:58", "2028-02-28 23:59:5");
}

/// A program that waits for the clock's interrupts goes on, whatever the driver does meanwhile.
void clock_fails(Test& test) {
    std::vector<const char*> kinds = {"null-write", "divide", "double-free", "bug", "bad-argument"};
    if (test.long_run())
        kinds.insert(kinds.end(), {"loop", "loop-cli", "stack-overflow", "leak", "privileged 0", "port 0x20",
                                   "bad-stack 0x1000", "wild-write 0xc0100000"});
    Machine& machine = test.boot(device_config(test, "nooks", "rtc"), false);
    machine.must("unload rtc");
    const Counts unloaded = settled_counts(machine);
    machine.must("load rtc nooks");
    const std::size_t start = machine.mark();
    // Three seconds more than the failures take.
    const int interrupts = 64 * (3 + static_cast<int>(kinds.size()));
    const int pid = start_program(machine, fmt::format("/bin/hwclock -p 64 -n {}", interrupts));
    std::this_thread::sleep_for(Milliseconds(500));
    double longest = 0;
    for (const char* kind : kinds) {
        const std::size_t from = machine.mark();
        provoke_and_recover(machine, "rtc", kind);
        const Message back = machine.expect_event(from, "device_resumed", k_patience);
        longest = std::max(longest, back.number("us_since_failure"));
        std::this_thread::sleep_for(k_row_ends);
    }
    test.require(wait_program(machine, start, pid, Milliseconds(60000)) == 0, "hwclock fails");
    machine.must("unload rtc");
    require_counts(test, machine, unloaded);
    test.note(fmt::format("{} failures, longest gap {:.0f} ms, no leak", kinds.size(), longest / 1000));
}

// --- files over a driver's end ---------------------------------------------------------------------------

/// Who sleeps in a driver that is unloaded gets an error, and the device is gone.
void unloaded(Test& test) {
    Machine& machine = test.boot(device_config(test, "nooks", "rtc"), false);
    const Counts before = settled_counts(machine);
    const std::size_t from = machine.mark();
    const int pid = start_program(machine, "/bin/hwclock -p 2 -n 1000");
    std::this_thread::sleep_for(Milliseconds(300));
    machine.must("unload rtc", k_patience);
    test.require(wait_program(machine, from, pid, k_patience) == 1, "hwclock saw no error");
    machine.must("load rtc nooks");
    output_of(test, machine, "/bin/hwclock", "20");
    require_counts_near(test, machine, before);
}

/// Who is killed while the driver is away does not wait for it.
void killed_while_away(Test& test) {
    TestInitrd initrd(test);
    initrd.add("lib/modules/rtc/driver.conf", TestInitrd::conf("rtc") + "recovery.backoff_max = 30000\n");
    initrd.add("etc/recovery.conf", "[*]\nrestart = back-off\nbackoff.first = 20000\n");
    MachineConfig config = device_config(test, "nooks", "rtc");
    config.initrd = initrd.pack();
    Machine& machine = test.boot(config, false);
    const std::size_t from = machine.mark();
    const int pid = start_program(machine, "/bin/hwclock -p 64 -n 100000");
    std::this_thread::sleep_for(Milliseconds(300));
    for (int i = 0; i < 2; ++i) machine.must("provoke rtc bug");
    machine.must(fmt::format("kill {}", pid));
    test.require(wait_program(machine, from, pid, Milliseconds(5000)) == 128 + 9, "it was not killed");
    require_healthy(test, machine);
}

const Register k_device_tests{
    {"device", "clock-nooks", 60, [](Test& t) { clock(t, "nooks"); }},
    {"device", "clock-native", 60, [](Test& t) { clock(t, "native"); }},
    {"device", "clock-bochs", 90, clock_in_bochs},
    {"device", "clock-fails", 120, clock_fails},
    {"device", "unloaded", 60, unloaded},
    {"device", "killed-while-away", 60, killed_while_away},
};

} // namespace
} // namespace alcove::systest
