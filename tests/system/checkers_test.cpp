// SPDX-License-Identifier: MIT
// Checkers: each finds the defect that it is for and names the lines, and sound drivers give no finding.
#include "tools/systest/guest.h"
#include "tools/systest/modules.h"

namespace alcove::systest {
namespace {

constexpr const char* k_source = "tests/system/modules/defects/defects.c";

/// A defect of the module `defects`, who finds it, and what the report must say.
struct Defect {
    const char* name;
    const char* check;
    const char* kind;
    const char* detail;
    std::vector<const char*> related; ///< comments of further places in the source
    bool silent;                      ///< nothing is noticed without the checker
};

const std::vector<Defect> k_defects = {
    {"sleep-in-timer",
     "sleep",
     "context",
     "kmalloc without GFP_ATOMIC may sleep, called in a timer",
     {},
     true},
    {"sleep-with-lock", "sleep", "context", "may sleep, called with a spin lock held", {"taken"}, true},
    {"irqs-left-off", "irqs", "interrupts-off", "insmod returned with virtual interrupts off", {}, true},
    {"irqs-left-off-in-xmit",
     "irqs",
     "interrupts-off",
     "hard_start_xmit returned with virtual interrupts off",
     {},
     true},
    {"write-after-free",
     "free",
     "heap",
     "use of freed memory: write at offset 8 of a block of 100 bytes",
     {"allocated", "freed"},
     true},
    {"read-of-freed-buffer",
     "free",
     "heap",
     "use of freed memory: read at offset",
     {"allocated", "freed"},
     true},
    {"free-twice", "free", "heap", "a block of 5000 bytes is freed twice", {"allocated", "freed"}, false},
    {"overrun", "guards", "heap", "overrun: write 0 bytes behind a block of 64 bytes", {"allocated"}, false},
    {"overrun-by-bytes",
     "guards",
     "heap",
     "overrun: byte 61 of a block of 61 bytes was written",
     {"allocated"},
     false},
    {"underrun", "guards", "heap", "underrun: 4 bytes before a block of 64 bytes", {"allocated"}, false},
    {"overrun-of-buffer", "guards", "heap", "overrun: write ", {"allocated"}, false},
    {"lock-twice", "locks", "lock-twice", "is taken twice", {"taken"}, true},
    {"lock-twice-irqsave", "locks", "lock-twice", "is taken twice", {"taken"}, true},
    {"write-lock-of-readers", "locks", "lock-twice", "is taken twice: readers have it", {}, true},
};

/// "FILE:LINE" of the line that ends in this comment.
std::string place(Test& test, const std::string& comment) {
    const std::string source = read_file(k_source), mark = "/* " + comment + " */";
    const std::size_t at = source.find(mark);
    test.require(at != std::string::npos, "no line of {} says {}", k_source, mark);
    return fmt::format("({}:{})", k_source,
                       std::count(source.begin(), source.begin() + static_cast<long>(at), '\n') + 1);
}

/// Those that nothing in init_module shows.
bool needs_time(const Defect& d) {
    return std::string(d.name) == "sleep-in-timer" || std::string(d.name) == "irqs-left-off-in-xmit";
}

Machine& boot(Test& test, const std::string& words) {
    TestInitrd initrd(test);
    MachineConfig config = test.config(words);
    config.initrd = initrd.pack();
    return test.boot(config, false);
}

/// Loads the extension with the defect and unloads it; returns what the log says of it since.
std::string commit(Test& test, Machine& machine, const Defect& d, const std::string& check) {
    const std::string mark = fmt::format("{}-{}", d.name, check);
    machine.command(fmt::format("load defects nooks check={} defect={}", check, d.name), k_patience);
    if (needs_time(d)) std::this_thread::sleep_for(Milliseconds(300));
    const std::string log = log_of(machine);
    machine.command("unload defects", k_patience);
    require_healthy(test, machine);
    return log;
}

/// Each by its own checker, in a machine of its own: what the log says is then this defect's.
void found(Test& test, const Defect& d, const std::string& check) {
    Machine& machine = boot(test, "ip=10.9.0.1/24");
    const std::string log = commit(test, machine, d, check);
    const auto must_say = [&](const std::string& part) {
        test.require(log.find(part) != std::string::npos, "{}, check={}: no \"{}\" in:\n{}", d.name, check,
                     part, log);
    };
    must_say(std::string(d.kind) + ": ");
    must_say(d.detail);
    must_say(place(test, d.name));
    for (const char* r : d.related) must_say(place(test, std::string(r) + ": " + d.name));
}

void each(Test& test, const std::string& check) {
    for (const Defect& d : k_defects) found(test, d, check.empty() ? d.check : check);
}

/// As warnings: the domain lives, and the event says where.
void warnings(Test& test) {
    Machine& machine = boot(test, "ip=10.9.0.1/24 check.defects=all,warn");
    for (const Defect& d : k_defects) {
        if (!d.silent || std::string(d.check) == "free") continue;
        const std::size_t mark = machine.mark();
        machine.must(fmt::format("load defects nooks defect={}", d.name), k_patience);
        const Message event = machine.expect_event(mark, "finding", k_patience);
        test.require(event.text("kind") == d.kind &&
                         event.text("where").find(place(test, d.name)) != std::string::npos,
                     "{}: {}", d.name, event.json.dump());
        machine.must("unload defects", k_patience);
    }
    require_healthy(test, machine);
}

/// Nothing is said of these without the checker, so it is the checker that finds them.
void silent(Test& test) {
    Machine& machine = boot(test, "ip=10.9.0.1/24 check=all");
    for (const Defect& d : k_defects) {
        if (!d.silent) continue;
        machine.must(fmt::format("load defects nooks check=none defect={}", d.name), k_patience);
        std::this_thread::sleep_for(Milliseconds(100));
        machine.must("unload defects", k_patience);
    }
    const std::string log = log_of(machine);
    test.require(log.find("finding") == std::string::npos && log.find("failed") == std::string::npos, "{}",
                 log);
}

/// Loads, unloads, and returns the warning.
Message left_behind(Machine& machine, const std::string& defect) {
    machine.must("load defects nooks check=leaks defect=" + defect, k_patience);
    const std::size_t mark = machine.mark();
    machine.must("unload defects", k_patience);
    return machine.expect_event(mark, "finding", k_patience);
}

void leak(Test& test) {
    Machine& machine = boot(test, "ip=none");
    const Message blocks = left_behind(machine, "leak"), line = left_behind(machine, "leak-of-line");
    test.require(blocks.text("kind") == "leak" &&
                     blocks.text("detail") == "leak at unload: 3 blocks not freed, 120 bytes" &&
                     blocks.text("where").find(place(test, "leak")) != std::string::npos,
                 "{}", blocks.json.dump());
    test.require(line.text("kind") == "leak" && line.text("detail") == "left at unload: 1 interrupt line",
                 "{}", line.json.dump());
}

/// A sound driver under all checkers: traffic, restarts after each kind of failure, unloading.
void sound(Test& test, const std::string& driver) {
    MachineConfig config = test.config(fmt::format("load={} ip=dhcp check=all", driver));
    config.nics[0].model = driver == "e1000" ? "e1000" : "ne2k_pci";
    Machine& machine = test.boot(config);
    const std::size_t mark = machine.mark();
    const std::string quotas =
        machine.must("report quotas " + driver).report(); // what only checked domains get
    test.require(quotas.find("of 4608") != std::string::npos, "the checkers are off: {}", quotas);
    Traffic traffic(test, machine);
    traffic.keep_going();
    traffic.finish(Milliseconds(60000));
    for (const char* kind : {"null-write", "bug", "loop-cli"}) {
        const Message failure = provoke_and_recover(machine, driver, kind);
        test.require(failure.text("upcall") == "provoke", "{}", failure.json.dump());
        std::this_thread::sleep_for(Milliseconds(650));
    }
    require_network(test, machine);
    machine.must("unload " + driver, k_patience);
    for (const Message& m : machine.messages(mark)) test.require(m.event() != "finding", "{}", m.json.dump());
    require_healthy(test, machine);
}

void bad_word(Test& test) {
    Machine& machine = boot(test, "ip=none");
    const Reply reply = machine.command("load defects check=sleep,everything", k_patience);
    test.require(reply.status != 0, "an unknown checker is taken");
    test.require(log_of(machine).find("check=everything: no checker") != std::string::npos, "{}",
                 log_of(machine));
}

const Register k_checkers_tests{
    {"checkers", "each", 120, [](Test& t) { each(t, ""); }},
    {"checkers", "all-together", 120, [](Test& t) { each(t, "all"); }},
    {"checkers", "warnings", 60, warnings},
    {"checkers", "silent-without", 60, silent},
    {"checkers", "leak", 30, leak},
    {"checkers", "sound-ne2k", 120, [](Test& t) { sound(t, "ne2k"); }},
    {"checkers", "sound-e1000", 120, [](Test& t) { sound(t, "e1000"); }},
    {"checkers", "bad-word", 30, bad_word},
};

} // namespace
} // namespace alcove::systest
