// SPDX-License-Identifier: MIT
// Drivers that fail while they come back, transmitters that stop, carriers that go: what the network shadow
// does.
#include "tools/systest/shadowed.h"

namespace alcove::systest {
namespace {

constexpr const char* k_bad_from = "\nparam.shadowed.crash_from = 1\n";

void require_usable(Test& test, Shadowed& guest) {
    require_healthy(test, guest.machine());
    test.require(guest.run("/bin/ls /") == 0, "programs do not run");
}

/// Fails in `what` for a while, and is back when that ends.
void fails_while_it_comes_back(Test& test, const std::string& what) {
    Shadowed guest(test, "recovery.retries = 100\nparam.shadowed." + what + " = 1" + k_bad_from +
                             "param.shadowed.crash_until = 3");
    guest.expect_heard("open mtu 1500 mac 00:01");
    guest.wait_bad_time();
    const std::size_t from = guest.machine().mark();
    provoke(guest.machine(), "shadowed", "null-write");
    wait_recovered(guest.machine(), from, k_patience);
    test.require(guest.count("failure") >= 3 && guest.count("recovered") == 1, "{} failures, {} recoveries",
                 guest.count("failure"), guest.count("recovered"));
    test.require(guest.set("mtu 600") == 0, "the driver that is back takes no setting");
    require_usable(test, guest);
    test.note(fmt::format("{} failures", guest.count("failure")));
}

/// Fails in `what` for ever: given up as driver.conf says, and nothing is left of it.
void given_up(Test& test, const std::string& what) {
    Shadowed guest(test, "recovery.retries = 3\nparam.shadowed." + what + " = 1" + k_bad_from);
    guest.expect_heard("open mtu 1500 mac 00:01");
    guest.wait_bad_time();
    provoke(guest.machine(), "shadowed", "null-write");
    guest.machine().expect_event(0, "given_up", k_patience);
    test.require(guest.count("failure") == 4 && guest.count("recovered") == 0, "{} failures, {} recoveries",
                 guest.count("failure"), guest.count("recovered"));
    test.require(guest.set("up") != 0, "the interface is still there");
    guest.machine().must("unload shadowed");
    require_usable(test, guest);
}

/// Sleeping for ever in `what` of a restart (which says `told` first) holds up no program and no other
/// driver, neither one that works nor one that fails.
void sleeps(Test& test, const std::string& what, const std::string& told) {
    Shadowed guest(test, "recovery.retries = 1\nparam.shadowed." + what + " = 1" + k_bad_from,
                   "mode=nooks load=shadowed,ne2k ip.eth1=dhcp");
    Machine& machine = guest.machine();
    machine.expect_event(0, "link", k_patience);
    guest.wait_bad_time();
    const std::size_t from = machine.mark();
    provoke(machine, "ne2k", "null-write");
    const Message alone = wait_recovered(machine, from);
    const std::size_t line = guest.heard().size();
    provoke(machine, "shadowed", "null-write");
    guest.expect_heard(told, line);
    for (int i = 0; i < 3; ++i) {
        std::this_thread::sleep_for(Milliseconds(300)); // a row of failures ends
        const std::size_t failing = machine.mark();
        provoke(machine, "ne2k", "null-write");
        const Message beside = wait_recovered(machine, failing);
        test.require(beside.text("domain") == "ne2k" && beside.number("total_us") < 1000000,
                     "ne2k was back after {} us, alone after {}", beside.number("total_us"),
                     alone.number("total_us"));
        test.note(fmt::format("{} us, alone {} us", beside.number("total_us"), alone.number("total_us")));
    }
    require_network(test, machine);
    require_usable(test, guest);
    test.require(guest.count("failure") == 5 && guest.count("recovered") == 4 && guest.count("given_up") == 0,
                 "the restart did not sleep all the time");
}

/// One that sleeps from the first open on: the extension can be unloaded.
void sleeps_from_the_start(Test& test) {
    Shadowed guest(test, "param.shadowed.sleep_open = 1");
    guest.expect_heard("open mtu 1500 mac 00:01");
    guest.show();
    const auto begin = SteadyClock::now();
    guest.machine().must("unload shadowed", Milliseconds(15000));
    const auto ms = std::chrono::duration_cast<Milliseconds>(SteadyClock::now() - begin).count();
    require_usable(test, guest);
    guest.machine().must("load shadowed");
    test.note(fmt::format("unloaded in {} ms", ms));
}

/// A restart that does not end is a failure itself, and counts in the row.
void deadline(Test& test) {
    Shadowed guest(test, std::string("recovery.retries = 1\nparam.shadowed.sleep_open = 1") + k_bad_from);
    guest.wait_bad_time();
    provoke(guest.machine(), "shadowed", "null-write");
    guest.machine().expect_event(0, "given_up", Milliseconds(60000));
    for (const Message& m : guest.machine().messages(0))
        if (m.event() == "failure" && m.number("generation") == 2)
            test.require(m.text("kind") == "deadline", "seen as {}", m.text("kind"));
    test.require(guest.count("failure") == 2, "{} failures", guest.count("failure"));
}

/// A program's call that sleeps for ever is a failure of the driver after 20 s, like such a restart.
void call_sleeps(Test& test) {
    Shadowed guest(test, std::string("param.shadowed.sleep_open = 1") + k_bad_from);
    guest.set("down");
    guest.wait_bad_time();
    const std::size_t from = guest.machine().mark();
    start_program(guest.machine(), "/bin/ifconfig eth0 up");
    const Message m = guest.machine().expect_event(from, "failure", Milliseconds(50000));
    test.require(m.text("kind") == "deadline" && m.text("detail").find("upcall net_open: slept for") == 0,
                 "seen as {}: {}", m.text("kind"), m.text("detail"));
    test.require(m.json.dump().find("shadowed_open") != std::string::npos, "not told where: {}",
                 m.json.dump());
}

int told(Shadowed& guest, const std::string& line) {
    const auto lines = guest.heard();
    return static_cast<int>(std::count(lines.begin(), lines.end(), line));
}

/// A transmitter that the driver's own tx_timeout brings back.
void transmitter_helped(Test& test) {
    Shadowed guest(test, "param.shadowed.deaf = 2");
    guest.send_something();
    guest.expect_heard("tx_timeout");
    for (int i = 0; i < 4; ++i) guest.send_something();
    std::this_thread::sleep_for(Milliseconds(1500));
    test.require(told(guest, "tx_timeout") == 1, "{} time-outs", told(guest, "tx_timeout"));
    test.require(guest.count("failure") == 0, "it failed");
}

/// One that it does not: a failure, whether the driver wakes its queue all the same or not.
void transmitter_lost(Test& test, int deaf) {
    // The watch over what is finished would be quicker now and then.
    Shadowed guest(test, fmt::format("param.shadowed.deaf = {}\nhealth.transmit = 0", deaf));
    for (int i = 0; i < 30 && guest.count("failure") == 0; ++i) {
        guest.send_something();
        std::this_thread::sleep_for(Milliseconds(200));
    }
    const Message failure = guest.machine().expect_event(0, "failure", k_patience);
    test.require(failure.text("kind") == "transmit-timeout", "seen as {}: {}", failure.text("kind"),
                 failure.text("detail"));
    wait_recovered(guest.machine(), 0);
    require_usable(test, guest);
    test.note(fmt::format("after {} time-outs", told(guest, "tx_timeout")));
}

/// Natively nobody restarts it: it is reported, and the driver tries on.
void transmitter_lost_native(Test& test) {
    Shadowed guest(test, "param.shadowed.deaf = 1", "mode=native load=shadowed");
    guest.send_something();
    for (int i = 0; i < 50 && told(guest, "tx_timeout") < 8; ++i)
        std::this_thread::sleep_for(Milliseconds(200));
    test.require(told(guest, "tx_timeout") >= 8, "{} time-outs", told(guest, "tx_timeout"));
    bool reported = false;
    for (const Json& line : guest.machine().must("log").lines)
        reported |= line.dump().find("the transmitter does not come back") != std::string::npos;
    test.require(reported, "it is not reported");
    test.require(guest.count("failure") == 0, "it failed");
    require_usable(test, guest);
}

void set_carrier(Test& test, Shadowed& guest, bool on) {
    const std::size_t from = guest.machine().mark();
    test.require(guest.run(fmt::format("/bin/mii eth0 31 {}", on ? 1 : 0)) == 0, "the register can't be set");
    const Message m = guest.machine().expect_event(from, "carrier", k_patience);
    test.require(m.json.value("up", !on) == on, "the carrier went the wrong way");
}

/// Without a carrier nothing is sent and nothing waits; a successor's carrier is its own.
void carrier(Test& test) {
    Shadowed guest(test, "param.shadowed.carrier_off = 1");
    guest.machine().expect_event(0, "carrier", k_patience);
    guest.require_shown("carrier off");
    for (int i = 0; i < 5; ++i) guest.send_something();
    guest.machine().command("udp-send 10.7.0.9 9 1000000", Milliseconds(20000));
    guest.require_shown(" 0 waiting");
    guest.require_shown("sent     0 packets");
    set_carrier(test, guest, true);
    guest.require_shown("carrier on");
    guest.send_something();
    guest.require_not_shown("sent     0 packets");
    set_carrier(test, guest, false);
    set_carrier(test, guest, true);
    std::this_thread::sleep_for(Milliseconds(400));
    const std::size_t line = guest.heard().size();
    provoke_and_recover(guest.machine(), "shadowed", "null-write");
    guest.expect_heard("register 31 = 0001", line);
    guest.require_shown("carrier on");
}

const Register k_shadow_tests{
    {"shadow", "crash-in-open", 60, [](Test& t) { fails_while_it_comes_back(t, "crash_open"); }},
    {"shadow", "given-up-in-open", 60, [](Test& t) { given_up(t, "crash_open"); }},
    {"shadow", "given-up-in-init", 60, [](Test& t) { given_up(t, "crash_init"); }, true},
    {"shadow", "sleeps-in-open", 60, [](Test& t) { sleeps(t, "sleep_open", "open mtu 1500 mac 00:01"); }},
    {"shadow", "sleeps-in-init", 60, [](Test& t) { sleeps(t, "sleep_init", "init"); }},
    {"shadow", "sleeps-from-the-start", 60, sleeps_from_the_start},
    {"shadow", "sleeps-in-a-call", 90, call_sleeps, true},
    {"shadow", "deadline", 90, deadline, true},
    {"shadow", "transmitter-helped", 60, transmitter_helped},
    {"shadow", "transmitter-lost", 60, [](Test& t) { transmitter_lost(t, 1); }},
    {"shadow", "transmitter-lost-woken", 60, [](Test& t) { transmitter_lost(t, 3); }},
    {"shadow", "transmitter-lost-native", 60, transmitter_lost_native},
    {"shadow", "carrier", 60, carrier},
};

} // namespace
} // namespace alcove::systest
