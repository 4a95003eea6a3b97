// SPDX-License-Identifier: MIT
// Every canned failure twenty times with traffic running: each seen for what it is, each recovered, no leak.
#include "tests/system/canned_failures.h"
#include "tools/common/socket.h"
#include "tools/systest/guest.h"
#include "tools/systest/modules.h"

namespace alcove::systest {
namespace {

/// Counts right after a restart: a driver that has worked keeps memory for its next work.
Counts counts_of_fresh_driver(Machine& machine, const std::string& driver = "ne2k") {
    std::this_thread::sleep_for(k_row_ends);
    const std::size_t from = machine.mark();
    machine.must("restart " + driver);
    wait_recovered(machine, from);
    return settled_counts(machine);
}

/// Nothing of the extension is left: these counts must be equal to the last one.
Counts counts_when_unloaded(Machine& machine, const std::string& driver = "ne2k") {
    machine.must("unload " + driver, Milliseconds(20000));
    return settled_counts(machine);
}

void load_again(Machine& machine, const std::string& mode = "nooks", const std::string& driver = "ne2k") {
    const std::size_t from = machine.mark();
    machine.must(fmt::format("load {} {}", driver, mode), Milliseconds(20000));
    machine.expect_event(from, "link", Milliseconds(20000));
}

/// Breaks it once. A jump into the executive's code may also meet a return and do no harm: then nothing is
/// to be seen, and the driver works on.
bool break_once(Test& test, Machine& machine, const Kind& kind, const std::string& argument) {
    const std::size_t from = machine.mark();
    if (kind.argument != Kind::text) {
        require_kind(test, kind, provoke_and_recover(machine, test.driver(), kind.name + argument), argument);
        return true;
    }
    machine.must(fmt::format("provoke {} {}{}", test.driver(), kind.name, argument));
    if (machine.wait(from, event_is("failure"), Milliseconds(3000))) {
        wait_recovered(machine, from);
        return true;
    }
    require_network(test, machine);
    return false;
}

void every_time(Test& test, const Kind& kind) {
    const std::string& driver = test.driver();
    const ElfSymbols symbols(test.options().kernel);
    Machine& machine = test.boot(fmt::format("mode=nooks load={} ip=dhcp", driver));
    std::mt19937 random(20031019);
    require_network(test, machine); // what is allocated once is allocated now
    counts_of_fresh_driver(machine, driver);
    const Counts unloaded = counts_when_unloaded(machine, driver);
    load_again(machine, "nooks", driver);
    const Counts fresh = counts_of_fresh_driver(machine, driver);
    int rounds = test.long_run() ? 100 : 20;
    if (test.options().few_rounds) rounds /= 5;
    int seen = 0;
    Traffic traffic(test, machine);
    for (int round = 0; round < rounds; ++round) {
        traffic.keep_going();
        std::this_thread::sleep_for(k_row_ends);
        seen += break_once(test, machine, kind, argument_of(kind, symbols, random, round));
        require_healthy(test, machine);
    }
    traffic.finish(Milliseconds(60000));
    counts_of_fresh_driver(machine, driver);
    require_counts_near(test, machine, fresh);
    counts_when_unloaded(machine, driver);
    require_counts(test, machine, unloaded);
    test.note(fmt::format("{} of {} failures seen and recovered, {} transfers, no leak", seen, rounds,
                          traffic.completed()));
}

std::vector<TestCase> kinds_as_tests() {
    std::vector<TestCase> cases;
    for (const Kind& kind : k_kinds)
        cases.push_back({"failures", kind.name, 400, [&kind](Test& t) { every_time(t, kind); }, false, true});
    return cases;
}

/// Failures one after the other without rest: restarts, then pauses, then given up; the machine goes on.
void crash_loop(Test& test) {
    TestInitrd initrd(test);
    if (!test.long_run()) // the policy's own pauses, up to 30 s, are for the long run
        initrd.add("lib/modules/ne2k/driver.conf", TestInitrd::conf("ne2k") + "recovery.backoff_max = 300\n");
    MachineConfig config = test.config("mode=nooks load=ne2k ip=dhcp");
    config.initrd = initrd.pack();
    Machine& machine = test.boot(config);
    require_network(test, machine);
    int failures = 0;
    for (std::size_t from = machine.mark();; ++failures) {
        test.require(failures < 40, "after {} failures in a row it is not given up", failures);
        machine.command("provoke ne2k null-write");
        std::size_t at = 0;
        const auto next = machine.wait(
            from, [](const Message& m) { return m.event() == "recovered" || m.event() == "given_up"; },
            Milliseconds(60000), &at);
        if (!next) machine.fail_with_console("neither a recovery nor given up");
        if (next->event() == "given_up") break;
        from = at + 1;
    }
    require_healthy(test, machine);
    test.require(run_program_in(machine, "/bin/ls /", Milliseconds(10000)) == 0, "programs do not run");
    test.note(fmt::format("given up after {} recoveries", failures));
}

/// The same driver loaded anew after it was given up works.
void given_up_then_loaded(Test& test) {
    crash_loop(test);
    Machine& machine = test.last_machine();
    machine.must("unload ne2k");
    machine.must("load ne2k nooks", Milliseconds(20000));
}

long last_number(const std::string& text, const std::string& before) {
    const std::size_t at = text.rfind(before);
    return at == std::string::npos ? -1 : std::strtol(text.c_str() + at + before.size(), nullptr, 10);
}

/// A second extension, with a timer of its own, does not miss a beat while the first fails in every way.
void second_extension(Test& test) {
    TestInitrd initrd(test);
    MachineConfig config = test.config("mode=nooks load=ne2k,ticker ip=dhcp");
    config.initrd = initrd.pack();
    Machine& machine = test.boot(config);
    const ElfSymbols symbols(test.options().kernel);
    std::mt19937 random(7);
    Traffic traffic(test, machine);
    long worst = 0;
    for (const Kind& kind : k_kinds) {
        traffic.keep_going();
        const long ticks = last_number(log_of(machine), "ticks ");
        break_once(test, machine, kind, argument_of(kind, symbols, random, 0));
        std::this_thread::sleep_for(k_row_ends * 2);
        const std::string log = log_of(machine);
        const long now = last_number(log, "ticks "), gap = last_number(log, "longest gap ");
        test.require(now > ticks, "after {} the second extension stands still", kind.name);
        test.require(log.find("memory was changed") == std::string::npos, "{} changed its memory", kind.name);
        worst = std::max(worst, gap);
    }
    traffic.finish(Milliseconds(60000));
    for (const Message& m : machine.messages(0))
        test.require(m.event() != "failure" || m.text("domain") == "ne2k", "the second extension failed");
    // Its timer is due every 2 jiffies (20 ms); the loops may delay it, for they share one processor.
    test.require(worst <= 30, "its timer was {} ms late", worst * 10);
    test.note(fmt::format("longest gap of its 20 ms timer: {} ms", worst * 10));
}

/// Two cards in one domain: both interfaces come back with their addresses.
void two_cards(Test& test) {
    MachineConfig config = test.config("mode=nooks load=ne2k ip=dhcp");
    NicConfig second;
    second.netdev = "user,net=10.0.3.0/24";
    second.mac = "52:54:00:12:34:57";
    config.nics.push_back(second);
    Machine& machine = test.boot(config);
    const auto link = [](const Message& m) { return m.event() == "link" && m.text("interface") == "eth1"; };
    if (!machine.wait(0, link, Milliseconds(20000))) machine.fail_with_console("eth1 does not come up");
    const auto both_work = [&] {
        require_network(test, machine);
        std::string url = test.peer().data_url(64 * 1024, 5);
        url.replace(url.find("10.0.2.2"), 8, "10.0.3.2");
        test.require(run_program_in(machine, "/bin/fetch -c " + url, Milliseconds(30000)) == 0,
                     "eth1 does not work");
    };
    both_work();
    for (const char* kind : {"null-write", "loop-cli", "double-free"}) {
        provoke_and_recover(machine, "ne2k", kind);
        both_work();
        std::this_thread::sleep_for(k_row_ends);
    }
}

/// A socket that listens outlives the driver.
void listening_socket(Test& test) {
    unsigned short port;
    { const Fd reserve = listen_loopback(port); } // a port that is free now
    MachineConfig config = test.config("mode=nooks load=ne2k ip=dhcp");
    config.nics[0].netdev = fmt::format("user,hostfwd=tcp:127.0.0.1:{}-:80", port);
    Machine& machine = test.boot(config);
    start_program(machine, "/bin/httpd");
    for (const char* kind : {"divide", "loop", "wild-jump", "bug"}) {
        bool answered = false;
        for (int i = 0; i < 20 && !answered; ++i) {
            const auto page = http_get(port, "/", 3000);
            answered = page && page->find("200") != std::string::npos;
            if (!answered) std::this_thread::sleep_for(Milliseconds(200));
        }
        if (!answered) machine.fail_with_console(fmt::format("httpd does not answer before {}", kind));
        provoke_and_recover(machine, "ne2k", kind);
        std::this_thread::sleep_for(k_row_ends);
    }
    const auto page = http_get(port, "/", 10000);
    test.require(page && page->find("200") != std::string::npos, "httpd does not answer at the end");
}

/// In native mode the same failure takes the machine down, with a backtrace that names functions.
void native_panic(Test& test) {
    Machine& machine = test.boot("mode=native load=ne2k ip=dhcp");
    machine.send_line("provoke ne2k null-write");
    const Message panic = machine.expect_event(0, "panic", Milliseconds(20000));
    test.require(!panic.text("message").empty(), "a panic without a message");
    const std::string backtrace = panic.text("backtrace");
    test.require(backtrace.find("personality:lx_null_write+0x") == 0 &&
                     backtrace.find("(linux-compat/src/provoke.c:") != std::string::npos,
                 "the backtrace does not begin with the driver's function and line: {}", backtrace);
    test.require(backtrace.find("alcove::nim::Domain::call_native") != std::string::npos,
                 "the backtrace does not reach the executive: {}", backtrace);
}

void by_request(Test& test) {
    Machine& machine = test.boot("mode=nooks load=ne2k ip=dhcp");
    require_network(test, machine);
    machine.must("restart ne2k");
    wait_recovered(machine, 0);
    require_network(test, machine);
}

/// Unload and load again, many times: nothing stays behind.
void load_unload(Test& test) {
    Machine& machine = test.boot("mode=nooks load=ne2k ip=dhcp");
    counts_when_unloaded(machine);
    for (const char* mode : {"nooks", "native"}) {
        load_again(machine, mode);
        counts_when_unloaded(machine);
    }
    const Counts before = settled_counts(machine);
    for (int i = 0; i < (test.long_run() ? 200 : 20); ++i) {
        load_again(machine, i % 2 ? "native" : "nooks");
        machine.must("unload ne2k", Milliseconds(20000));
    }
    require_counts(test, machine, before);
    load_again(machine);
    require_network(test, machine);
}

/// A kernel thread lives as long as it likes, but what it does between two sleeps has the limit of a process.
void restless_thread(Test& test) {
    TestInitrd initrd(test);
    MachineConfig config = test.config("mode=nooks");
    config.initrd = initrd.pack();
    config.nics.clear();
    Machine& machine = test.boot(config, false);
    const std::size_t from = machine.mark();
    machine.must("load spinner nooks", Milliseconds(20000));
    const Message failure = machine.expect_event(from, "failure", Milliseconds(20000));
    test.require(failure.text("kind") == "deadline", "seen as {}: {}", failure.text("kind"),
                 failure.text("detail"));
    machine.must("unload spinner", Milliseconds(20000));
    // One that gives the processor away sleeps by that, and holds up nobody.
    machine.must("load spinner nooks yields=1", Milliseconds(20000));
    const std::size_t then = machine.mark();
    std::this_thread::sleep_for(Milliseconds(2500));
    test.require(!machine.wait(then, event_is("failure"), Milliseconds(1)), "a thread that yields failed");
    machine.must("run /bin/echo on", Milliseconds(20000));
    machine.must("unload spinner", Milliseconds(20000));
}

const Register k_failures{kinds_as_tests()};
const Register k_failures_tests{
    {"failures", "crash-loop", 200, given_up_then_loaded},
    {"failures", "second-extension", 200, second_extension},
    {"failures", "two-cards", 120, two_cards},
    {"failures", "listening-socket", 120, listening_socket},
    {"failures", "native-panic", 60, native_panic},
    {"failures", "by-request", 60, by_request},
    {"failures", "load-unload", 200, load_unload},
    {"failures", "restless-thread", 60, restless_thread},
};

} // namespace
} // namespace alcove::systest
