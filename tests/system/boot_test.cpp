// SPDX-License-Identifier: MIT
// The three ways to boot, each up to a shell that answers.
#include "tools/systest/guest.h"

namespace alcove::systest {
namespace {

void shell_answers(Test& test, Machine& machine) {
    const std::size_t from = machine.console().size();
    machine.send_console("echo boot-test-$?\r");
    test.require(machine.wait_console("boot-test-0", Milliseconds(20000), from),
                 "the shell on COM1 does not answer:\n{}", machine.console_tail());
    machine.must("ping", Milliseconds(20000));
}

void shuts_down(Test& test, Machine& machine) {
    machine.send_line("shutdown 3");
    const auto status = machine.wait_exit(Milliseconds(20000));
    test.require(status.has_value(), "the machine does not go off by command");
    // isa-debug-exit: (value << 1) | 1. Bochs has no such device; its exit status is 1.
    const int expected = machine.config().emulator == Emulator::qemu ? 7 : 1;
    test.require(status->exited && status->code == expected, "exit status {}, not {}", status->code,
                 expected);
}

void boot_and_off(Test& test, MachineConfig config) {
    Machine& machine = test.boot(std::move(config));
    shell_answers(test, machine);
    shuts_down(test, machine);
}

void multiboot(Test& test) { boot_and_off(test, test.config("load=ne2k ip=dhcp")); }

void no_module(Test& test) {
    MachineConfig config = test.config("load=ne2k ip=dhcp");
    config.nics.clear();
    Machine& machine = test.boot(config, false);
    shell_answers(test, machine);
}

void grub_iso(Test& test) {
    MachineConfig config = test.config("");
    config.ready_iso = test.options().iso;
    Machine& machine = test.boot(config, false);
    shell_answers(test, machine);
    shuts_down(test, machine);
}

void usb_stick(Test& test) {
    MachineConfig config = test.config("");
    config.ready_iso = test.options().iso;
    config.iso_as_disk = true;
    Machine& machine = test.boot(config, false);
    shell_answers(test, machine);
}

void grub_command_line(Test& test) {
    MachineConfig config = test.config("load=ne2k ip=10.0.2.99/24,10.0.2.2");
    config.boot_iso = true;
    Machine& machine = test.boot(config);
    const Message link = machine.expect_event(0, "link", Milliseconds(1000));
    test.require(link.text("address").rfind("10.0.2.99", 0) == 0, "address {}", link.text("address"));
    shell_answers(test, machine);
}

void bochs(Test& test) {
    MachineConfig config = test.config("load=ne2k ip=dhcp");
    config.emulator = Emulator::bochs;
    boot_and_off(test, config);
}

void little_memory(Test& test) {
    MachineConfig config = test.config("load=ne2k ip=dhcp");
    config.memory_mib = 24;
    shell_answers(test, test.boot(config));
}

void much_memory(Test& test) {
    MachineConfig config = test.config("load=ne2k ip=dhcp");
    config.memory_mib = 1024; // more than the linear map takes
    shell_answers(test, test.boot(config));
}

const Register k_boot_tests{
    {"boot", "multiboot", 60, multiboot},
    {"boot", "without-network-card", 60, no_module},
    {"boot", "grub-iso", 60, grub_iso},
    {"boot", "usb-stick", 60, usb_stick},
    {"boot", "grub-command-line", 60, grub_command_line},
    {"boot", "bochs", 90, bochs},
    {"boot", "memory-24-mib", 60, little_memory},
    {"boot", "memory-1-gib", 60, much_memory},
};

} // namespace
} // namespace alcove::systest
