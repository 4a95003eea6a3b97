// SPDX-License-Identifier: MIT
// Serial lines: bytes from one to the other, settings, and both over failures of the driver.
#include "tools/systest/guest.h"
#include "tools/systest/modules.h"

namespace alcove::systest {
namespace {

constexpr const char* k_line = "/dev/ttyS2";
constexpr const char* k_other_line = "/dev/ttyS3";

/// A machine whose third and fourth serial port, or the two pairs of a PCI card, are wired to each other.
class WiredLines {
  public:
    WiredLines(Test& test, const std::string& mode, bool card = false) : test_(test) {
        MachineConfig config = test.config(fmt::format("mode={} load=serial ip=none", mode));
        config.nics.clear();
        for (int pair = 0; pair < (card ? 2 : 1); ++pair) wire(config, pair);
        if (card)
            config.extra.insert(config.extra.end(),
                                {"-device", "pci-serial-4x,chardev1=a0,chardev2=b0,chardev3=a1,chardev4=b1"});
        else
            config.extra.insert(config.extra.end(), {"-device", "isa-serial,chardev=a0,iobase=0x3e8,irq=5",
                                                     "-device", "isa-serial,chardev=b0,iobase=0x2e8,irq=7"});
        machine_ = &test.boot(config, false);
    }
    Machine& machine() { return *machine_; }
    int run(const std::string& command_line) {
        return run_program_in(*machine_, command_line, Milliseconds(60000));
    }
    /// What a program prints until `last`; its status must be 0.
    std::string output(const std::string& command_line, const std::string& last) {
        const std::size_t from = machine_->console().size();
        if (run(command_line) != 0 || !machine_->wait_console(last, k_patience, from))
            machine_->fail_with_console(fmt::format("{} does not show \"{}\"", command_line, last));
        return machine_->console().substr(from);
    }
    void transfer(const char* from, const char* to, int records) {
        output(fmt::format("/bin/linetest -n {} {} {}", records, from, to),
               fmt::format("{} of {} records", records, records));
    }

  private:
    void wire(MachineConfig& config, int pair) {
        const std::string path = dir_.path() + fmt::format("/wire{}", pair);
        config.extra.insert(config.extra.end(),
                            {"-chardev", fmt::format("socket,id=a{},path={},server=on,wait=off", pair, path),
                             "-chardev", fmt::format("socket,id=b{},path={}", pair, path)});
    }
    Test& test_;
    TempDir dir_;
    Machine* machine_;
};

void wired(Test& test, const std::string& mode) {
    WiredLines lines(test, mode);
    lines.machine().must("unload serial");
    test.require(lines.run("/bin/stty") == 1, "the line is there without a driver");
    const Counts unloaded = settled_counts(lines.machine());
    lines.machine().must("load serial " + mode);
    lines.transfer(k_line, k_other_line, 1000);
    lines.transfer(k_other_line, k_line, 1000);
    // Lines, with echo and a carriage return: what the one sends comes back from the other.
    lines.output("/bin/stty", "speed 115200 baud");
    test.require(lines.run("/bin/stty 12345") == 1, "a speed that no line has is taken");
    test.require(lines.run("/bin/stty 57600 cs7 parenb -- -rts") == 1, "what is no setting is taken");
    test.require(lines.run("/bin/stty loop -cread") == 0, "the UART does not loop");
    lines.output("/bin/stty -f /dev/ttyS3", "dtr rts");
    lines.machine().must("unload serial");
    require_counts(test, lines.machine(), unloaded);
}

/// All four UARTs of a card share an interrupt line.
void card(Test& test, const std::string& mode) {
    WiredLines lines(test, mode, true);
    const std::size_t from = lines.machine().mark();
    const int other = start_program(lines.machine(), "/bin/linetest -n 3000 /dev/ttyS6 /dev/ttyS7");
    lines.transfer("/dev/ttyS4", "/dev/ttyS5", 1000);
    test.require(wait_program(lines.machine(), from, other, Milliseconds(60000)) == 0,
                 "the other pair lost something");
    require_healthy(test, lines.machine());
}

/// Traffic goes on, nothing comes twice, and settings are as they were: of a line that is open, and of one
/// that nobody has open.
void fails(Test& test) {
    std::vector<const char*> kinds = {"null-write", "bug"};
    if (test.long_run())
        kinds.insert(kinds.end(),
                     {"divide", "bad-argument", "loop", "loop-cli", "stack-overflow", "leak", "privileged 0",
                      "port 0x20", "bad-stack 0x1000", "double-free", "wild-write 0xc0100000"});
    constexpr int k_lost = 1024; // records for each failure: both ends' buffers
    WiredLines lines(test, "nooks");
    Machine& machine = lines.machine();
    const std::size_t start = machine.mark(), printed = machine.console().size();
    const int records = 8000 + 4000 * static_cast<int>(kinds.size());
    const int pid = start_program(machine, fmt::format("/bin/linetest -n {} -m {} {} {}", records,
                                                       k_lost * kinds.size(), k_line, k_other_line));
    std::this_thread::sleep_for(Milliseconds(300));
    double longest = 0;
    for (const char* kind : kinds) {
        const std::size_t from = machine.mark();
        provoke_and_recover(machine, "serial", kind);
        const Message back = machine.expect_event(from, "device_resumed", k_patience);
        longest = std::max(longest, back.number("us_since_failure"));
        std::this_thread::sleep_for(k_row_ends);
    }
    if (wait_program(machine, start, pid, Milliseconds(60000)) != 0)
        machine.fail_with_console("linetest fails");
    const std::string console = machine.console().substr(printed);
    // Nobody has them open now.
    test.require(lines.run("/bin/stty 19200 cs7 parodd min 7 icanon") == 0, "stty fails");
    const auto settings = [&] {
        const std::string shown = lines.output("/bin/stty", "modem:");
        return shown.substr(shown.find("speed")); // there may be lines of the log before it
    };
    const std::string before = settings();
    provoke_and_recover(machine, "serial", "null-write");
    const std::string after = settings();
    test.require(before == after && before.find("speed 19200 baud; min 7") != std::string::npos,
                 "settings were {} and are {}", before, after);
    lines.transfer(k_line, k_other_line, 100);
    test.note(fmt::format("{} failures, longest gap {:.0f} ms, {}", kinds.size(), longest / 1000,
                          console.substr(console.find(" of ") - 5, 40)));
}

const Register k_serial_tests{
    {"serial", "wired-nooks", 60, [](Test& t) { wired(t, "nooks"); }},
    {"serial", "wired-native", 60, [](Test& t) { wired(t, "native"); }},
    {"serial", "card-nooks", 60, [](Test& t) { card(t, "nooks"); }},
    {"serial", "card-native", 60, [](Test& t) { card(t, "native"); }},
    {"serial", "fails", 120, fails},
};

} // namespace
} // namespace alcove::systest
