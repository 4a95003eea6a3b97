// SPDX-License-Identifier: MIT
// DMA on a q35 machine with VT-d: confined to the domain's frames, and what happens without.
#include "tools/systest/guest.h"
#include "tools/systest/modules.h"

namespace alcove::systest {
namespace {

constexpr std::uint32_t k_linear_map = 0xC0000000, k_block = 4096;

MachineConfig q35(const Test& test, const std::string& command_line, const std::string& iommu = "intel-iommu",
                  const std::string& nic = "e1000") {
    MachineConfig config = test.config("verbose ip=dhcp " + command_line);
    config.kernel = test.options().test_kernel;
    config.machine = "q35";
    config.iommu = iommu;
    config.nics[0].model = nic;
    return config;
}

/// The same with edu and the test extensions.
MachineConfig with_edu(const Test& test, const std::string& command_line, TestInitrd& initrd) {
    MachineConfig config = q35(test, command_line);
    config.initrd = initrd.pack();
    config.extra = {"-device", "edu"};
    return config;
}

void require_console(Test& test, Machine& machine, const std::string& text, std::size_t from = 0) {
    if (machine.wait_console(text, Milliseconds(20000), from)) return;
    test.require(false, "the console does not say \"{}\":\n{}", text, machine.console_tail());
}

struct Memory {
    std::uint32_t sum, first;
};
Memory memory(Machine& machine, std::uint32_t address) {
    const Json m = machine.must(fmt::format("memory 0x{:x} {}", address, k_block)).merged();
    return {m.at("sum").get<std::uint32_t>(), m.at("first").get<std::uint32_t>()};
}

std::uint32_t address_of(Machine& machine, const std::string& what) {
    for (const Json& line : machine.must("addresses").lines)
        if (line.value("memory", "") == what) return line["address"].get<std::uint32_t>();
    throw Error("the test kernel knows no " + what);
}

/// A page of another domain that keeps its content.
std::uint32_t quiet_page_of(Machine& machine, const std::string& domain) {
    for (const Json& line : machine.must("report objects " + domain).lines) {
        const std::string text = line.value("report", "");
        const std::size_t at = text.find("page frame ");
        if (at == std::string::npos) continue;
        const auto address = static_cast<std::uint32_t>(std::strtoul(text.c_str() + at + 11, nullptr, 16));
        const Memory before = memory(machine, address);
        std::this_thread::sleep_for(Milliseconds(300));
        if (memory(machine, address).sum == before.sum) return address;
    }
    throw Error("no quiet page in " + domain);
}

/// TCP both ways with the checksum compared.
void transfer(Test& test, MachineConfig config, const std::string& says,
              const std::string& driver = "e1000") {
    Machine& machine = test.boot(config);
    require_console(test, machine, says);
    const bool confined =
        says.find("not") == std::string::npos && config.command_line.find("native") == std::string::npos;
    const std::string objects = machine.must("report objects " + driver).report();
    test.require(objects.find(confined ? "DMA confined" : "DMA not confined") != std::string::npos, "{}",
                 objects);
    const int status =
        run_program_in(machine, "/bin/fetch -c " + test.peer().data_url(4 << 20, 7), Milliseconds(60000));
    test.require(status == 0, "fetch ended with {}", status);
    const std::size_t from = machine.mark();
    constexpr std::uint64_t k_bytes = 1 << 20;
    machine.must(fmt::format("tcp-send {} {} {}", k_host_seen_by_guest, test.peer().sink_port(), k_bytes));
    const Message sent = machine.expect_event(from, "traffic", Milliseconds(60000));
    test.require(sent.number("error") == 0, "sending: error {}", sent.text("error"));
    test.require(test.peer().counters().sink_bytes == k_bytes, "the peer got {} bytes",
                 test.peer().counters().sink_bytes);
    for (const Message& m : machine.messages(0))
        test.require(m.event() != "failure", "a failure: {} {}", m.text("kind"), m.text("detail"));
    require_healthy(test, machine);
}

/// The e1000 is sent to memory that is not its own, again and again in the middle of transfers.
void stray_writes(Test& test, const std::string& iommu) {
    TestInitrd initrd(test);
    MachineConfig config = q35(test, "mode=nooks load=e1000,ticker", iommu);
    config.initrd = initrd.pack();
    Machine& machine = test.boot(config);
    Traffic traffic(test, machine, 4 << 20, 1 << 20);
    const std::pair<const char*, std::uint32_t> targets[] = {
        {"the executive's memory", address_of(machine, "target")},
        {"the executive's heap", address_of(machine, "heap block") & ~(k_block - 1)},
        {"another domain's frames", quiet_page_of(machine, "ticker")},
        {"a free frame", address_of(machine, "free frame")},
        {"memory that is not there", 0xF8000000},
    };
    for (const auto& [what, address] : targets) {
        const bool there = address != 0xF8000000 && std::string(what) != "the executive's heap";
        traffic.keep_going();
        std::this_thread::sleep_for(Milliseconds(600)); // a row of failures would be another matter
        const Memory before = there ? memory(machine, address) : Memory{};
        const std::uint32_t bus = address - k_linear_map;
        const Message failure = provoke_and_recover(machine, "e1000", fmt::format("dma 0x{:x}", bus));
        test.require(failure.text("kind") == "dma", "{}: seen as {}: {}", what, failure.text("kind"),
                     failure.text("detail"));
        const std::string detail = fmt::format("write at {:08x} by 00:", bus);
        test.require(failure.text("detail").find(detail) == 0, "{}: the detail is \"{}\"", what,
                     failure.text("detail"));
        if (there)
            test.require(memory(machine, address).sum == before.sum, "{} (0x{:x}) was changed", what,
                         address);
    }
    traffic.finish(Milliseconds(60000));
    require_network(test, machine);
    require_healthy(test, machine);
    for (const Message& m : machine.messages(0))
        test.require(m.event() != "failure" || m.text("domain") == "e1000", "{} failed", m.text("domain"));
}

/// Without confinement the same write goes through, and nobody notices.
void unconfined(Test& test) {
    Machine& machine = test.boot(q35(test, "mode=nooks load=e1000 iommu=off"));
    require_console(test, machine, "DMA is not confined: iommu=off");
    const std::uint32_t target = address_of(machine, "target");
    const Memory before = memory(machine, target);
    const std::size_t from = machine.mark();
    machine.must(fmt::format("provoke e1000 dma 0x{:x}", target - k_linear_map));
    start_program(machine, "/bin/fetch -c " + test.peer().data_url(1 << 20, 1));
    bool changed = false;
    for (int i = 0; i < 50 && !changed; ++i) {
        std::this_thread::sleep_for(Milliseconds(100));
        changed = memory(machine, target).sum != before.sum;
    }
    test.require(changed, "the stray packet did not arrive");
    for (const Message& m : machine.messages(from))
        test.require(m.event() != "failure", "seen as {}: {}", m.text("kind"), m.text("detail"));
}

/// Loads edudma and waits until the domain's own memory has been copied to and from.
std::size_t load_edu(Test& test, Machine& machine, const std::string& mode, const std::string& parameters) {
    const std::size_t from = machine.mark();
    machine.must("load edudma " + mode + " " + parameters);
    require_console(test, machine, "edudma: own memory right");
    return from;
}

void edu_stopped(Test& test, const std::string& parameters, const std::string& detail) {
    TestInitrd initrd(test);
    Machine& machine = test.boot(with_edu(test, "mode=nooks", initrd), false);
    const std::uint32_t target = address_of(machine, "target");
    const std::size_t start = load_edu(test, machine, "nooks", ""); // what the first failure leaves behind
    machine.must("restart edudma");
    wait_recovered(machine, start);
    machine.must("unload edudma");
    const Counts counted = settled_counts(machine);
    const std::size_t seen = machine.console().size();
    const Memory before = memory(machine, target);
    const std::size_t from =
        load_edu(test, machine, "nooks", fmt::format("{} address={}", parameters, target - k_linear_map));
    const Message failure = machine.expect_event(from, "failure", Milliseconds(20000));
    test.require(failure.text("kind") == "dma" && failure.text("detail").find(detail) == 0, "seen as {}: {}",
                 failure.text("kind"), failure.text("detail"));
    wait_recovered(machine, from);
    require_console(test, machine, "recovered as", seen);
    require_console(test, machine, "edudma: own memory right", machine.console().find("recovered as", seen));
    test.require(memory(machine, target).sum == before.sum, "the executive's memory was changed");
    if (parameters == "freed=1") {
        const std::size_t at = machine.console().find("astray to ");
        const auto bus = std::strtoul(machine.console().c_str() + at + 10, nullptr, 16);
        test.require(failure.text("detail").find(fmt::format("{:08x}", bus)) != std::string::npos,
                     "{} at {:08x}", failure.text("detail"), bus);
        const Memory now = memory(machine, static_cast<std::uint32_t>(bus) + k_linear_map);
        test.require(now.first != 0x5A5A5A5A, "the freed frame was written");
    }
    machine.must("unload edudma");
    require_counts(test, machine, counted);
    require_healthy(test, machine);
}

/// In native mode, and without confinement, the device goes where it is told.
void edu_goes_through(Test& test, const std::string& mode, const std::string& option) {
    TestInitrd initrd(test);
    Machine& machine = test.boot(with_edu(test, option, initrd), false);
    const std::uint32_t target = address_of(machine, "target");
    (void)load_edu(test, machine, mode, fmt::format("address={}", target - k_linear_map));
    require_console(test, machine, "edudma: unharmed");
    test.require(memory(machine, target).first == 0x5A5A5A5A, "the executive's memory was not written");
    for (const Message& m : machine.messages(0))
        test.require(m.event() != "failure", "seen as {}: {}", m.text("kind"), m.text("detail"));
}

void no_leak_of_maps(Test& test) {
    Machine& machine = test.boot(q35(test, "mode=nooks"), false);
    std::optional<Counts> before;
    for (const char* mode : {"nooks", "native", "nooks"}) {
        const std::size_t from = machine.mark();
        machine.must(fmt::format("load e1000 {}", mode));
        machine.expect_event(from, "link", Milliseconds(20000));
        require_network(test, machine);
        if (std::string(mode) == "nooks") {
            Traffic traffic(test, machine, 1 << 20);
            traffic.keep_going(); // its first packet's answer finds the driver in its transmission
            const Message failure = provoke_and_recover(machine, "e1000", "dma 0x100000");
            test.require(failure.text("kind") == "dma", "seen as {}", failure.text("kind"));
            traffic.finish(Milliseconds(60000));
        }
        machine.must("unload e1000");
        if (before)
            require_counts(test, machine, *before);
        else
            before = settled_counts(machine);
    }
}

/// Guest instructions for a packet in a TCP transfer of `command`.
double instructions_per_packet(Test& test, const std::string& command_line, const std::string& command) {
    MachineConfig config = q35(test, "mode=nooks load=e1000 " + command_line);
    config.icount = MachineConfig::Icount::counting;
    Machine& machine = test.boot(config);
    const std::size_t from = machine.mark();
    constexpr double k_packet = 1460;
    machine.must(command);
    const Message m = machine.expect_event(from, "traffic", Milliseconds(60000));
    test.require(m.number("error") == 0 && m.number("bytes") > 0, "{}: error {}", command, m.text("error"));
    const double result = m.number("busy_cycles") / (m.number("bytes") / k_packet);
    machine.kill();
    return result;
}

/// Confinement must cost next to nothing for a packet: its memory is mapped before it comes.
void cost(Test& test) {
    const std::pair<const char*, std::string> ways[] = {
        {"sent", fmt::format("tcp-send {} {} 2097152", k_host_seen_by_guest, test.peer().sink_port())},
        {"received", fmt::format("tcp-recv {} {} 2097152", k_host_seen_by_guest, test.peer().source_port())},
    };
    for (const auto& [what, command] : ways) {
        const double with = instructions_per_packet(test, "", command);
        const double without = instructions_per_packet(test, "iommu=off", command);
        test.note(
            fmt::format("instructions for a packet {}: {:.0f}, unconfined {:.0f}", what, with, without));
        test.require(with < without * 1.05, "a packet {} costs {:.0f} instructions, unconfined {:.0f}", what,
                     with, without);
    }
}

const Register k_iommu_tests{
    {"iommu", "cost", 120, cost},
    {"iommu", "transfer-nooks", 90,
     [](Test& t) { transfer(t, q35(t, "mode=nooks load=e1000"), "DMA is confined: VT-d"); }},
    {"iommu", "transfer-native", 90,
     [](Test& t) { transfer(t, q35(t, "mode=native load=e1000"), "DMA is confined: VT-d"); }},
    {"iommu", "transfer-pcnet32", 90,
     [](Test& t) {
         transfer(t, q35(t, "mode=nooks load=pcnet32", "intel-iommu", "pcnet"), "DMA is confined: VT-d",
                  "pcnet32");
     }},
    {"iommu", "transfer-rtl8139", 90,
     [](Test& t) {
         transfer(t, q35(t, "mode=nooks load=rtl8139", "intel-iommu", "rtl8139"), "DMA is confined: VT-d",
                  "rtl8139");
     }},
    {"iommu", "transfer-caching-mode", 90,
     [](Test& t) {
         transfer(t, q35(t, "mode=nooks load=e1000", "intel-iommu,caching-mode=on,aw-bits=48"),
                  "caching mode");
     }},
    {"iommu", "transfer-without-unit", 90,
     [](Test& t) {
         transfer(t, q35(t, "mode=nooks load=e1000", ""), "DMA is not confined: no remapping unit");
     }},
    {"iommu", "stray-writes", 120, [](Test& t) { stray_writes(t, "intel-iommu"); }},
    {"iommu", "stray-writes-caching-mode", 120,
     [](Test& t) { stray_writes(t, "intel-iommu,caching-mode=on"); }},
    {"iommu", "unconfined", 60, unconfined},
    {"iommu", "edu-write", 60, [](Test& t) { edu_stopped(t, "reads=0", "write at"); }},
    {"iommu", "edu-read", 60, [](Test& t) { edu_stopped(t, "reads=1", "read at"); }},
    {"iommu", "edu-freed", 60, [](Test& t) { edu_stopped(t, "freed=1", "write at"); }},
    {"iommu", "edu-native", 60, [](Test& t) { edu_goes_through(t, "native", ""); }},
    {"iommu", "edu-unconfined", 60, [](Test& t) { edu_goes_through(t, "nooks", "iommu=off"); }},
    {"iommu", "no-leak", 120, no_leak_of_maps},
};

} // namespace
} // namespace alcove::systest
