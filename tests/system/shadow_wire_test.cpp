// SPDX-License-Identifier: MIT
// The network shadow with real cards and real TCP: what is on the wire before, during and after a recovery.
#include "tools/systest/guest.h"
#include "tools/systest/modules.h"
#include "tools/systest/wire.h"

namespace alcove::systest {
namespace {

constexpr std::size_t k_header = 14;
constexpr long k_bound = 128; ///< packets that an interface keeps for its driver
constexpr const char* k_mac = "02:00:00:00:00:2a";

struct Card {
    const char *driver, *model;
};

MachineConfig config_of(const Test& test, const Card& card) {
    MachineConfig config = test.config(fmt::format("mode=nooks load={} ip=dhcp", card.driver));
    config.nics[0].model = card.model;
    return config;
}

void set(Test& test, Machine& machine, const std::string& settings) {
    test.require(run_program_in(machine, "/bin/ifconfig eth0 " + settings, k_patience) == 0,
                 "ifconfig eth0 {} fails", settings);
}

/// Breaks the driver in the middle of a transfer.
void transfer_with_failure(Test& test, Machine& machine, const Card& card) {
    Traffic traffic(test, machine, 512 << 10, 512 << 10);
    traffic.keep_going();
    std::this_thread::sleep_for(Milliseconds(500));
    provoke_and_recover(machine, card.driver, "null-write");
    traffic.finish(Milliseconds(60000));
    require_network(test, machine);
}

/// Sends to the peer by TCP; breaks the driver meanwhile if `driver` is one. The peer must have got
/// everything.
void send(Test& test, Machine& machine, std::uint64_t bytes, const char* driver) {
    const std::uint64_t before = test.peer().counters().sink_bytes;
    const std::size_t from = machine.mark();
    machine.must(fmt::format("tcp-send {} {} {}", k_host_seen_by_guest, test.peer().sink_port(), bytes));
    if (driver) {
        for (int i = 0; i < 200 && test.peer().counters().sink_bytes < before + bytes / 4; ++i)
            std::this_thread::sleep_for(Milliseconds(10));
        provoke_and_recover(machine, driver, "null-write");
    }
    const Message m = machine.expect_event(from, "traffic", Milliseconds(60000));
    test.require(m.number("error") == 0, "sending ended with error {}", m.number("error"));
    for (int i = 0; i < 100 && test.peer().counters().sink_bytes < before + bytes; ++i)
        std::this_thread::sleep_for(Milliseconds(50));
    const std::uint64_t got = test.peer().counters().sink_bytes - before;
    test.require(got == bytes, "the peer got {} of {} bytes", got, bytes);
}

/// The guest's frames are no longer than the MTU allows, and full ones are among them, also after the
/// recovery. (QEMU's peer sends what it likes: it forgets the segment size that a connecting guest asks for.)
void mtu(Test& test, const Card& card) {
    constexpr std::size_t k_mtu = 600, k_bytes = 1 << 20;
    MachineConfig config = config_of(test, card);
    Wire wire(config);
    const std::string own = config.nics[0].mac;
    Machine& machine = test.boot(config);
    set(test, machine, fmt::format("mtu {}", k_mtu));
    const std::size_t begin = wire.frames().size();
    send(test, machine, k_bytes, card.driver);
    const std::size_t recovered = wire.frames().size();
    send(test, machine, k_bytes, nullptr);
    const auto frames = wire.frames();
    std::size_t before = 0, after = 0;
    for (std::size_t i = begin; i < frames.size(); ++i) {
        if (frames[i].from != own) continue;
        test.require(frames[i].bytes <= k_mtu + k_header, "a frame of {} bytes, after the recovery: {}",
                     frames[i].bytes, i >= recovered);
        (i < recovered ? before : after) += frames[i].bytes == k_mtu + k_header;
    }
    test.require(before >= k_bytes / k_mtu && after >= k_bytes / k_mtu, "{} and {} full frames", before,
                 after);
    test.note(fmt::format("{} full frames with the recovery, {} after it", before, after));
}

/// All frames of the guest carry its new address. QEMU's NE2000 takes frames to the address in its PROM only,
/// whatever the driver has told it, so there the interface must take all.
/// The IP address is fixed, for a DHCP server may give another one to another hardware address.
void mac(Test& test, const Card& card, const char* more) {
    MachineConfig config = config_of(test, card);
    config.command_line = fmt::format("mode=nooks load={} ip=10.0.2.15/24,10.0.2.2", card.driver);
    Wire wire(config);
    Machine& machine = test.boot(config);
    const std::string own = config.nics[0].mac;
    set(test, machine, fmt::format("hw ether {}{}", k_mac, more));
    const std::size_t begin = wire.frames().size();
    transfer_with_failure(test, machine, card);
    const std::size_t recovered = wire.frames().size();
    require_network(test, machine);
    const auto frames = wire.frames();
    std::size_t before = 0, after = 0;
    for (std::size_t i = begin; i < frames.size(); ++i) {
        test.require(frames[i].from != own, "a frame with the old address, after the recovery: {}",
                     i >= recovered);
        (i < recovered ? before : after) += frames[i].from == k_mac;
    }
    test.require(before > 10 && after > 10, "{} and {} frames with the new address", before, after);
    test.note(fmt::format("{} frames before the recovery's end, {} after", before, after));
}

/// A connection survives the plug being pulled, and a failure meanwhile.
void plug(Test& test, const Card& card) {
    MachineConfig config = config_of(test, card);
    Wire wire(config);
    Machine& machine = test.boot(config);
    Traffic traffic(test, machine, 512 << 10, 512 << 10);
    traffic.keep_going();
    std::this_thread::sleep_for(Milliseconds(300));
    for (const bool failure : {false, true}) {
        std::size_t from = machine.mark();
        wire.plug(false);
        test.require(!machine.expect_event(from, "carrier", k_patience).json.value("up", true), "carrier?");
        test.require(run_program_in(machine, "/bin/ping -c 1 10.0.2.2", k_patience) != 0, "there is a route");
        if (failure) provoke_and_recover(machine, card.driver, "null-write");
        from = machine.mark();
        wire.plug(true);
        const auto on = [](const Message& m) { return m.event() == "carrier" && m.json.value("up", false); };
        if (!machine.wait(from, on, k_patience)) machine.fail_with_console("no carrier");
    }
    traffic.finish(Milliseconds(60000));
    require_network(test, machine);
}

/// The numbers behind "sent" in what ifconfig shows.
long shown(Machine& machine, const std::string& what) {
    const std::size_t from = machine.console().size();
    run_program_in(machine, "/bin/ifconfig eth0", k_patience);
    machine.wait_console(" waiting", k_patience, from);
    const std::string all = machine.console().substr(machine.console().find("sent", from));
    const std::size_t end = all.find(" " + what);
    return std::strtol(all.c_str() + all.rfind(' ', end - 1), nullptr, 10);
}

/// Breaks it until the policy makes a pause; returns where the messages of that failure begin.
std::size_t drive_away(Machine& machine) {
    for (int i = 0; i < 8; ++i) {
        const std::size_t from = machine.mark();
        machine.must("provoke ne2k null-write");
        if (machine.expect_event(from, "decision", k_patience).number("pause_ms") > 0) return from;
        wait_recovered(machine, from);
    }
    machine.fail_with_console("the policy makes no pause");
}

/// Packets sent while the driver is away wait, up to a bound; more are dropped and counted; nothing leaks.
void queue(Test& test) {
    TestInitrd initrd(test);
    initrd.add("etc/recovery.conf",
               "[ne2k]\nrestart = back-off\nbackoff.first = 4 s\ngive_up.after = never\n");
    MachineConfig config = config_of(test, {"ne2k", "ne2k_pci"});
    config.initrd = initrd.pack();
    Machine& machine = test.boot(config);
    require_network(test, machine);
    provoke_and_recover(machine, "ne2k", "null-write");
    const Counts before = settled_counts(machine);
    const long dropped = shown(machine, "dropped");
    const std::size_t from = drive_away(machine);
    constexpr int k_datagrams = 600;
    machine.must(
        fmt::format("udp-send {} {} {}", k_host_seen_by_guest, test.peer().udp_port(), k_datagrams * 1472));
    machine.expect_event(from, "traffic", k_patience);
    const long waiting = shown(machine, "waiting"), lost = shown(machine, "dropped") - dropped;
    test.require(waiting == k_bound, "{} packets wait", waiting);
    test.require(lost >= k_datagrams - k_bound, "{} packets were dropped", lost);
    wait_recovered(machine, from);
    require_network(test, machine);
    test.require(shown(machine, "waiting") == 0, "packets still wait");
    test.require(test.peer().counters().udp_datagrams > 0, "nothing of what waited came");
    test.note(fmt::format("{} waited, {} of them came, {} were dropped", waiting,
                          test.peer().counters().udp_datagrams, lost));
    std::this_thread::sleep_for(k_row_ends);
    provoke_and_recover(machine, "ne2k", "null-write");
    require_counts_near(test, machine, before);
}

const Card k_ne2k{"ne2k", "ne2k_pci"}, k_e1000{"e1000", "e1000"}, k_pcnet32{"pcnet32", "pcnet"},
    k_rtl8139{"rtl8139", "rtl8139"};

const Register k_shadow_wire_tests{
    {"shadow", "mtu-ne2k", 90, [](Test& t) { mtu(t, k_ne2k); }},
    {"shadow", "mtu-e1000", 90, [](Test& t) { mtu(t, k_e1000); }},
    {"shadow", "mac-ne2k", 90, [](Test& t) { mac(t, k_ne2k, " promisc"); }},
    {"shadow", "mtu-pcnet32", 90, [](Test& t) { mtu(t, k_pcnet32); }, true},
    {"shadow", "mtu-rtl8139", 90, [](Test& t) { mtu(t, k_rtl8139); }, true},
    {"shadow", "mac-e1000", 90, [](Test& t) { mac(t, k_e1000, ""); }},
    {"shadow", "mac-pcnet32", 90, [](Test& t) { mac(t, k_pcnet32, ""); }},
    {"shadow", "mac-rtl8139", 90, [](Test& t) { mac(t, k_rtl8139, ""); }},
    {"shadow", "plug", 90, [](Test& t) { plug(t, k_e1000); }},
    {"shadow", "plug-pcnet32", 90, [](Test& t) { plug(t, k_pcnet32); }},
    {"shadow", "plug-rtl8139", 90, [](Test& t) { plug(t, k_rtl8139); }},
    {"shadow", "queue", 90, queue},
};

} // namespace
} // namespace alcove::systest
