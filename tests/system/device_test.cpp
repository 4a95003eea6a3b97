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
    output_of(test, machine, "/bin/cat /proc/driver/rtc", "time       2028-02-29 00:00:0");
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
    test.require(run_program_in(machine, "/bin/cat /proc/driver/rtc", k_patience) == 1,
                 "/proc/driver/rtc is there without a driver");
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
    std::vector<const char*> kinds = {"null-write", "double-free"};
    if (test.long_run())
        kinds.insert(kinds.end(),
                     {"divide", "bug", "bad-argument", "loop", "loop-cli", "stack-overflow", "leak",
                      "privileged 0", "port 0x20", "bad-stack 0x1000", "wild-write 0xc0100000"});
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
        output_of(test, machine, "/bin/cat /proc/driver/rtc", "open       yes");
        std::this_thread::sleep_for(k_row_ends);
    }
    test.require(wait_program(machine, start, pid, Milliseconds(60000)) == 0, "hwclock fails");
    machine.must("unload rtc");
    require_counts(test, machine, unloaded);
    test.note(fmt::format("{} failures, longest gap {:.0f} ms, no leak", kinds.size(), longest / 1000));
}

// --- a printer -------------------------------------------------------------------------------------------

/// Lines that say which they are, and a script that prints them.
std::string numbered_lines(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += fmt::format("line {:06}\n", i);
    return text;
}

class Printer {
  public:
    Printer(Test& test, const std::string& mode, int lines, Emulator emulator = Emulator::qemu)
        : test_(test) {
        TestInitrd initrd(test);
        initrd.add("share/lines", numbered_lines(lines));
        MachineConfig config = emulator == Emulator::bochs
                                   ? test.config(fmt::format("mode={} load=lp ip=none", mode))
                                   : device_config(test, mode, "lp");
        config.emulator = emulator;
        config.initrd = initrd.pack();
        if (emulator == Emulator::bochs) {
            std::string text = read_file("bochsrc");
            text.replace(text.find("plugin_ctrl: "), 13, "plugin_ctrl: parallel=true, ");
            write_file(dir_.path() + "/bochsrc",
                       text + fmt::format("parport1: enabled=1, file={}\n", path()));
            config.bochsrc = dir_.path() + "/bochsrc";
        } else {
            config.extra = {"-parallel", "file:" + path()};
        }
        machine_ = &test.boot(config, false);
    }
    Machine& machine() { return *machine_; }
    /// Types at the shell that the lines are to be printed.
    void print() { machine_->send_console("cat /share/lines > /dev/lp0; echo printed\r"); }
    void wait_printed() {
        if (!machine_->wait_console("\nprinted", Milliseconds(60000)))
            machine_->fail_with_console("it is not printed");
    }
    /// What came out, once the emulator has written it.
    std::string paper() {
        machine_->send_line("run /bin/poweroff");
        if (!machine_->wait_exit(k_patience)) machine_->fail_with_console("it does not switch off");
        return read_file(path());
    }

  private:
    std::string path() const { return dir_.path() + "/paper"; }
    Test& test_;
    TempDir dir_;
    Machine* machine_;
};

void print_lines(Test& test, const std::string& mode, Emulator emulator = Emulator::qemu) {
    const int lines = emulator == Emulator::qemu ? 500 : 100;
    Printer printer(test, mode, lines, emulator);
    printer.print();
    printer.wait_printed();
    test.require(printer.paper() == numbered_lines(lines), "other lines came out");
}

/// Nothing is printed twice, and the end is; what is missing is at most what the driver had fetched.
void print_over_failures(Test& test) {
    constexpr int k_lines = 6000, k_failures = 3, k_fetched = 8192;
    Printer printer(test, "nooks", k_lines);
    printer.print();
    for (int i = 0; i < k_failures; ++i) {
        std::this_thread::sleep_for(Milliseconds(300));
        provoke_and_recover(printer.machine(), "lp", "null-write");
    }
    printer.wait_printed();
    const std::string all = numbered_lines(k_lines), paper = printer.paper();
    std::size_t at = 0, runs = 1;
    for (const char c : paper) {
        if (at < all.size() && all[at] == c) {
            ++at;
            continue;
        }
        ++runs;
        // The next place, from here on, that has the rest of this line.
        const std::size_t from = static_cast<std::size_t>(&c - paper.data());
        at = all.find(paper.substr(from, 40), at);
        test.require(at != std::string::npos, "after {} bytes something else came out", from);
        ++at;
    }
    test.require(at == all.size(), "the end is missing");
    test.require(all.size() - paper.size() <= k_failures * k_fetched, "{} bytes are missing",
                 all.size() - paper.size());
    test.note(fmt::format("{} failures, {} of {} bytes are missing", k_failures, all.size() - paper.size(),
                          all.size()));
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

/// What a driver has lent to a program outlives it, until the program lets go.
void mapped_over_failure(Test& test) {
    TestInitrd initrd(test);
    initrd.add_bundle("chardev", TestInitrd::conf("chardev"), TestInitrd::object("chardev"));
    MachineConfig config = device_config(test, "nooks", "chardev");
    config.initrd = initrd.pack();
    Machine& machine = test.boot(config, false);
    machine.must("unload chardev");
    const Counts unloaded = settled_counts(machine);
    machine.must("load chardev nooks");
    const std::size_t from = machine.mark(), shown = machine.console().size();
    const int pid = start_program(machine, "/bin/devcalls hold");
    if (!machine.wait_console("mapped", k_patience, shown)) machine.fail_with_console("nothing is mapped");
    provoke_and_recover(machine, "chardev", "null-write");
    test.require(wait_program(machine, from, pid, k_patience) == 0, "the mapping is not what it was");
    machine.must("unload chardev");
    require_counts(test, machine, unloaded);
}

/// What a device reports comes to the handler once: a bundle of the tree's input core and both sides of it.
void input_core(Test& test, const std::string& mode) {
    TestInitrd initrd(test);
    initrd.add("lib/modules/keys/input.o", TestInitrd::object("input"));
    MachineConfig config = test.config("mode=" + mode);
    config.initrd = initrd.pack();
    config.nics.clear();
    Machine& machine = test.boot(config, false);
    for (int i = 0; i < 2; ++i) {
        const Reply reply = machine.command("load keys", Milliseconds(20000));
        test.require(reply.status == 0, "step {} is wrong: {}", -reply.status,
                     reply.lines.empty() ? "" : reply.lines.back().dump());
        machine.must("unload keys", Milliseconds(20000));
    }
}

const Register k_device_tests{
    {"device", "input-core-nooks", 60, [](Test& t) { input_core(t, "nooks"); }},
    {"device", "input-core-native", 60, [](Test& t) { input_core(t, "native"); }},
    {"device", "clock-nooks", 60, [](Test& t) { clock(t, "nooks"); }},
    {"device", "clock-native", 60, [](Test& t) { clock(t, "native"); }},
    {"device", "clock-bochs", 90, clock_in_bochs},
    {"device", "clock-fails", 120, clock_fails},
    {"device", "printer-nooks", 60, [](Test& t) { print_lines(t, "nooks"); }},
    {"device", "printer-native", 60, [](Test& t) { print_lines(t, "native"); }},
    {"device", "printer-bochs", 90, [](Test& t) { print_lines(t, "nooks", Emulator::bochs); }},
    {"device", "printer-fails", 90, print_over_failures},
    {"device", "mapped-over-failure", 60, mapped_over_failure},
    {"device", "unloaded", 60, unloaded},
    {"device", "killed-while-away", 60, killed_while_away},
};

} // namespace
} // namespace alcove::systest
