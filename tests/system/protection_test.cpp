// SPDX-License-Identifier: MIT
// Each protection bites: every kind of memory a domain must not write, every port, every privileged
// instruction.
#include "tools/common/elf_symbols.h"
#include "tools/systest/guest.h"
#include "tools/systest/modules.h"
#include <map>

namespace alcove::systest {
namespace {

/// Memory by symbols of the kernel image; several names because a symbol's spelling may be mangled.
const std::map<std::string, std::vector<std::string>> k_image_memory = {
    {"the executive's code", {"__text_start"}},
    {"the end of its code", {"arch_trap_common", "kernel_main"}},
    {"its constants", {"__rodata_start"}},
    {"its data", {"__data_start"}},
    {"its zero-initialised data", {"__bss_start"}},
    {"the GDT", {"_ZN6alcove4arch12_GLOBAL__N_15g_gdtE", "arch_gdt"}},
    {"the IDT", {"_ZN6alcove4arch12_GLOBAL__N_15g_idtE", "arch_idt"}},
    {"the TSS", {"arch_tss"}},
    {"the ring 0 stack pointer in the TSS", {"arch_tss_esp0"}},
    {"the I/O bitmap of domains without ports", {"arch_bitmap_none"}},
    {"the boot page directory", {"boot_page_directory"}},
};

std::optional<std::uint32_t> first_of(const ElfSymbols& symbols, const std::vector<std::string>& names) {
    for (const std::string& n : names)
        if (const auto a = symbols.find(n)) return a;
    return std::nullopt;
}

/// A 32-bit store to `address` by the driver must fail as `kind`.
void bites(Test& test, Machine& machine, const std::string& what, std::uint32_t address,
           const std::string& kind = "page-fault") {
    std::this_thread::sleep_for(k_row_ends);
    const Message failure = provoke_and_recover(machine, "ne2k", fmt::format("write-at 0x{:x}", address));
    test.require(failure.text("kind") == kind, "{} (0x{:x}): seen as {}: {}", what, address,
                 failure.text("kind"), failure.text("detail"));
    const std::string shown = fmt::format("{:08x}", address);
    test.require(failure.text("detail").find(shown) != std::string::npos,
                 "{}: the detail \"{}\" does not say {}", what, failure.text("detail"), shown);
}

void image_memory(Test& test) {
    const ElfSymbols symbols(test.options().kernel);
    Machine& machine = test.boot("mode=nooks load=ne2k ip=dhcp");
    for (const auto& [what, names] : k_image_memory) {
        const auto address = first_of(symbols, names);
        test.require(address.has_value(), "the kernel has no symbol {} for {}", names[0], what);
        bites(test, machine, what, *address);
    }
    require_network(test, machine);
    require_healthy(test, machine);
}

std::map<std::string, std::uint32_t> addresses(Machine& machine, const std::string& domain) {
    std::map<std::string, std::uint32_t> found;
    for (const Json& line : machine.must("addresses " + domain).lines)
        if (line.contains("memory")) found[line["memory"]] = line["address"].get<std::uint32_t>();
    return found;
}

/// Memory that has no symbol: the test kernel says where it is.
void dynamic_memory(Test& test) {
    MachineConfig config = test.config("mode=nooks load=ne2k ip=dhcp");
    config.kernel = test.options().test_kernel;
    Machine& machine = test.boot(config);
    std::vector<std::string> names;
    for (const auto& [what, address] : addresses(machine, "ne2k")) names.push_back(what);
    test.require(names.size() >= 9, "only {} addresses", names.size());
    // Asked for anew each time: a restarted domain lies elsewhere.
    for (const std::string& what : names) bites(test, machine, what, addresses(machine, "ne2k").at(what));
    require_network(test, machine);
    require_healthy(test, machine);
    test.note(fmt::format("{} kinds of memory", names.size()));
}

void other_domain(Test& test) {
    TestInitrd initrd(test);
    MachineConfig config = test.config("mode=nooks load=ne2k,ticker ip=dhcp");
    config.kernel = test.options().test_kernel;
    config.initrd = initrd.pack();
    Machine& machine = test.boot(config);
    int tried = 0;
    for (const Json& line : machine.must("report objects ticker").lines) {
        const std::string text = line.value("report", "");
        const std::size_t at = text.find("page frame");
        if (at == std::string::npos) continue;
        const auto address = std::strtoul(text.c_str() + at + 10, nullptr, 16);
        test.require(address >= 0xC0000000, "no address in \"{}\"", text);
        bites(test, machine, "frames of another domain", static_cast<std::uint32_t>(address));
        if (++tried == 6) break;
    }
    test.require(tried > 0, "the second domain has no frames in its report");
    for (const Message& m : machine.messages(0))
        test.require(m.event() != "failure" || m.text("domain") == "ne2k", "the second extension failed");
}

/// Addresses where nothing may be written by anybody, and user memory.
void edges(Test& test) {
    Machine& machine = test.boot("mode=nooks load=ne2k ip=dhcp");
    const std::pair<const char*, std::uint32_t> places[] = {{"the null page", 0},
                                                            {"the second page", 0x1000},
                                                            {"a program's code", 0x08048000},
                                                            {"below the kernel", 0xBFFFFFFC},
                                                            {"the BIOS area", 0xC00F0000},
                                                            {"the VGA text", 0xC00B8000},
                                                            {"the last word", 0xFFFFFFFC},
                                                            {"beyond memory", 0xEFFFF000}};
    for (const auto& [what, address] : places) bites(test, machine, what, address);
    require_network(test, machine);
}

struct Instruction {
    const char* name;
    int number; ///< argument of `provoke NAME privileged`
};
constexpr Instruction k_instructions[] = {{"cli", 0},   {"hlt", 1},     {"mov-cr3", 2},  {"lidt", 3},
                                          {"wrmsr", 4}, {"mov-dr7", 5}, {"clts", 6},     {"invlpg", 7},
                                          {"lgdt", 8},  {"ltr", 9},     {"mov-cr0", 10}, {"sti", 11}};

void instructions(Test& test) {
    Machine& machine = test.boot("mode=nooks load=ne2k ip=dhcp");
    for (const Instruction& i : k_instructions) {
        std::this_thread::sleep_for(k_row_ends);
        const Message f = provoke_and_recover(machine, "ne2k", fmt::format("privileged {}", i.number));
        test.require(f.text("kind") == "protection", "{} was seen as {}: {}", i.name, f.text("kind"),
                     f.text("detail"));
    }
    require_network(test, machine);
    require_healthy(test, machine);
}

void ports(Test& test) {
    Machine& machine = test.boot("mode=nooks load=ne2k ip=dhcp");
    for (const std::uint32_t port : {0x20, 0x21, 0x40, 0x43, 0x60, 0x64, 0x70, 0x92, 0xA1, 0x1F0, 0x2F8,
                                     0x3D4, 0x3F8, 0x4D0, 0xCF8, 0xCF9, 0xCFC, 0xB2, 0xFFFF}) {
        std::this_thread::sleep_for(k_row_ends);
        const Message f = provoke_and_recover(machine, "ne2k", fmt::format("port 0x{:x}", port));
        test.require(f.text("kind") == "protection", "port 0x{:x} was seen as {}", port, f.text("kind"));
    }
    require_network(test, machine);
    require_healthy(test, machine);
}

struct WayOut {
    const char* name;
    std::string kind; ///< how the failure is called
};
/// Virtual 8086 mode comes first: what it leaves behind on the entry stack would be seen by all that follow.
const WayOut k_ways_out[] = {
    {"iret-virtual-8086", ""},          {"iret-ring3", "page-fault"},    {"lret-ring3", "page-fault"},
    {"lret-ring0", "protection"},       {"iret-nested", "exception"},    {"system-call", "protection"},
    {"timer-gate", "protection"},       {"task-gate", "protection"},     {"task-segment", "protection"},
    {"own-task-segment", "protection"}, {"far-call", "protection"},      {"stack-segment", "protection"},
    {"single-step", "exception"},       {"overflow-gate", "protection"}, {"sysenter", "protection"},
};

/// Every instruction that changes the ring, the mode or the task fails the domain and nothing else.
void ways_out(Test& test, Machine& machine) {
    for (const WayOut& w : k_ways_out) {
        const Reply reply =
            machine.command(fmt::format("load escaper nooks way={}", w.name), Milliseconds(20000));
        if (!reply.answered) machine.fail_with_console(fmt::format("{}: no answer", w.name));
        std::string message;
        for (const Json& line : reply.lines) message += line.value("message", "");
        test.require(reply.status < 0 && message.find("failed in init: " + w.kind) != std::string::npos,
                     "{}: status {}, \"{}\"", w.name, reply.status, message);
    }
    require_healthy(test, machine);
}

void ways_out_from(Test& test, Emulator emulator) {
    TestInitrd initrd(test);
    MachineConfig config = test.config("mode=nooks");
    config.emulator = emulator;
    config.initrd = initrd.pack();
    if (emulator == Emulator::qemu) config.nics.clear(); // bochsrc has a card
    ways_out(test, test.boot(config, false));
}
void ways_out_qemu(Test& test) { ways_out_from(test, Emulator::qemu); }
void ways_out_bochs(Test& test) { ways_out_from(test, Emulator::bochs); }

/// The same store in native mode succeeds: it is the protection that bites, not the address.
void native_is_unprotected(Test& test) {
    const ElfSymbols symbols(test.options().kernel);
    Machine& machine = test.boot("mode=native load=ne2k ip=dhcp");
    // The first word of the image is the Multiboot header's magic: nobody needs it any more.
    const std::size_t from = machine.mark();
    machine.command(fmt::format("provoke ne2k write-at 0x{:x}", symbols.address("__kernel_start")));
    std::this_thread::sleep_for(Milliseconds(500));
    for (const Message& m : machine.messages(from))
        test.require(m.event() != "failure" && m.event() != "panic", "in native mode a store was caught");
    require_network(test, machine);
}

const Register k_protection_tests{
    {"protection", "image-memory", 120, image_memory},
    {"protection", "dynamic-memory", 120, dynamic_memory},
    {"protection", "other-domain", 120, other_domain},
    {"protection", "edges", 120, edges},
    {"protection", "instructions", 120, instructions},
    {"protection", "ports", 120, ports},
    {"protection", "ways-out", 60, ways_out_qemu},
    {"protection", "ways-out-bochs", 120, ways_out_bochs},
    {"protection", "native-is-unprotected", 60, native_is_unprotected},
};

} // namespace
} // namespace alcove::systest
