// SPDX-License-Identifier: MIT
// The recovery agent: it decides, it may die or talk nonsense, its policy may change, another extension may
// take over.
#include "tools/faults/faults.h"
#include "tools/systest/guest.h"
#include "tools/systest/modules.h"

namespace alcove::systest {
namespace {

constexpr const char* k_boot = "mode=nooks load=ne2k ip=dhcp";

/// Boots with this policy file; the archive must live as long as the machine boots.
Machine& boot_with(Test& test, const std::string& policy, const std::string& command_line = k_boot) {
    TestInitrd initrd(test);
    initrd.add("etc/recovery.conf", policy);
    MachineConfig config = test.config(command_line);
    config.initrd = initrd.pack();
    return test.boot(config);
}

/// Breaks it and returns the decision.
Message decision_after(Machine& machine, const std::string& domain = "ne2k") {
    const std::size_t from = machine.mark();
    machine.must("provoke " + domain + " null-write");
    return machine.expect_event(from, "decision", k_patience);
}

void require_decision(Test& test, const Message& m, const std::string& by, const std::string& verdict) {
    test.require(m.text("by") == by && m.text("verdict") == verdict, "{} was wanted from {}, but: {}",
                 verdict, by, m.json.dump());
}

int pid_of(Machine& machine, const std::string& program) {
    for (const Json& line : machine.must("ps").lines)
        if (line.value("name", "") == program) return line.value("pid", -1);
    return -1;
}

/// The agent's process, once it is there (again).
int agent(Test& test, Machine& machine) {
    for (int i = 0; i < 100; ++i) {
        if (const int pid = pid_of(machine, "recoveryd"); pid > 0) return pid;
        std::this_thread::sleep_for(Milliseconds(100));
    }
    test.require(false, "there is no recovery agent");
    return -1;
}

void type(Machine& machine, const std::string& line, const std::string& answer) {
    const std::size_t from = machine.console().size();
    machine.send_console(line + "\r");
    if (!machine.wait_console(answer, k_patience, from))
        machine.fail_with_console("no \"" + answer + "\" after \"" + line + "\"");
}

void agent_decides(Test& test) {
    Machine& machine =
        boot_with(test, "[*]\nrestart = back-off\nbackoff.first = 30\n"
                        "[ne2k]\ngive_up.after = 2\ngive_up.window = 5 min\nrun = /bin/echo told:\n");
    std::size_t from = machine.mark();
    require_decision(test, decision_after(machine), "recoveryd", "restart");
    const Message first = wait_recovered(machine, from);
    test.require(machine.wait_console("told: ne2k page-fault restart", k_patience),
                 "its program did not run");
    from = machine.mark();
    require_decision(test, decision_after(machine), "recoveryd", "restart");
    wait_recovered(machine, from);
    from = machine.mark();
    require_decision(test, decision_after(machine), "recoveryd", "give-up");
    machine.expect_event(from, "given_up", k_patience);
    require_healthy(test, machine);
    test.note(fmt::format("decided in {} us, recovered in {} us", first.number("decide_us"),
                          first.number("total_us")));
}

/// Its program is not there, or crashes: that is the program's own affair.
void agent_runs(Test& test, const std::string& program, const std::string& sign) {
    Machine& machine = boot_with(test, "[*]\nrestart = at-once\nrun = " + program + "\n");
    const int before = agent(test, machine);
    for (int round = 0; round < 3; ++round) {
        const std::size_t from = machine.mark(), line = machine.console().size();
        require_decision(test, decision_after(machine), "recoveryd", "restart");
        wait_recovered(machine, from);
        if (!machine.wait_console(sign, k_patience, line)) machine.fail_with_console("no \"" + sign + "\"");
        std::this_thread::sleep_for(k_row_ends);
    }
    test.require(agent(test, machine) == before, "the agent is another process");
    std::this_thread::sleep_for(Milliseconds(1500)); // it has looked for programs that ended
    const std::string name = program.substr(0, program.find(' '));
    test.require(pid_of(machine, name.substr(name.rfind('/') + 1)) == -1, "the program is still there");
    require_network(test, machine);
}

/// Four extensions fail in the same moment, with hangs and crashes, over and over: all come back, nothing
/// leaks.
void several_at_once(Test& test) {
    TestInitrd initrd(test);
    initrd.add("etc/recovery.conf", "[*]\nrestart = at-once\ngive_up.after = never\n");
    const std::vector<std::string> extensions = {"ne2k", "e1000", "shadowed", "shadowed:two"};
    MachineConfig config = test.config(
        "mode=nooks load=ne2k,e1000,shadowed,shadowed:two ip=dhcp ip.eth1=none ip.eth2=none ip.eth3=none");
    config.initrd = initrd.pack();
    NicConfig second;
    second.model = "e1000";
    second.mac = "52:54:00:12:34:57";
    config.nics.push_back(second);
    Machine& machine = test.boot(config);
    const auto round = [&](const std::vector<std::string>& kinds) {
        const std::size_t from = machine.mark();
        for (std::size_t i = 0; i < extensions.size(); ++i)
            machine.send_line(fmt::format("provoke {} {}", extensions[i], kinds[i % kinds.size()]));
        for (const std::string& e : extensions) {
            const auto back = [&](const Message& m) {
                return m.event() == "recovered" && m.text("domain") == e;
            };
            if (!machine.wait(from, back, k_patience)) machine.fail_with_console(e + " does not come back");
        }
    };
    round({"null-write"});
    require_network(test, machine);
    const Counts before = settled_counts(machine);
    for (int i = 0; i < (test.long_run() ? 100 : 12); ++i)
        round(i % 4 == 3 ? std::vector<std::string>{"loop", "divide", "bad-argument"}
                         : std::vector<std::string>{"null-write", "bug"});
    require_network(test, machine);
    require_counts_near(test, machine, before);
    require_healthy(test, machine);
}

/// Without an agent and with one that dies at any moment, everything comes back.
void agent_killed(Test& test) {
    Machine& machine = boot_with(test, "[*]\nrestart = at-once\n");
    int by_default = 0;
    for (int round = 0; round < (test.long_run() ? 50 : 8); ++round) {
        std::this_thread::sleep_for(k_row_ends);
        const int pid = agent(test, machine);
        std::this_thread::sleep_for(Milliseconds(300)); // it reads its file
        const std::size_t from = machine.mark();
        // Failure and kill are commands of the same line: which comes first for the agent varies.
        if (round % 2) machine.send_line("provoke ne2k divide");
        machine.send_line(fmt::format("kill {}", pid));
        if (round % 2 == 0) machine.send_line("provoke ne2k divide");
        const Message decision = machine.expect_event(from, "decision", k_patience);
        by_default += decision.text("by") == "default";
        wait_recovered(machine, from);
    }
    std::this_thread::sleep_for(k_row_ends);
    agent(test, machine);
    std::this_thread::sleep_for(k_row_ends);
    require_decision(test, decision_after(machine), "recoveryd", "restart");
    require_network(test, machine);
    test.note(fmt::format("{} decisions by the default policy", by_default));
}

/// An agent that talks nonsense, is late, loops, ends: the default policy acts each time.
void bad_agent(Test& test) {
    Machine& machine = test.boot(std::string(k_boot) + " agent=/bin/badagent");
    for (int round = 0; round < 9; ++round) {
        std::this_thread::sleep_for(k_row_ends);
        const std::size_t from = machine.mark();
        require_decision(test, decision_after(machine), "default", "restart");
        const Message m = wait_recovered(machine, from);
        test.require(m.number("decide_us") < 500000, "it took {} us to decide", m.number("decide_us"));
    }
    require_network(test, machine);
}

void no_agent(Test& test) {
    Machine& machine = test.boot(std::string(k_boot) + " agent=none");
    require_decision(test, decision_after(machine), "default", "restart");
    require_network(test, machine);
}

/// The file is read again when it changes; a wrong one changes nothing.
void policy_changed(Test& test) {
    Machine& machine = test.boot(k_boot);
    agent(test, machine);
    require_decision(test, decision_after(machine), "default", "restart");
    type(machine, "echo '[ne2k]' > /etc/recovery.conf", "was read again");
    std::this_thread::sleep_for(k_row_ends);
    require_decision(test, decision_after(machine), "recoveryd", "restart");
    type(machine, "echo 'restart = soon' >> /etc/recovery.conf",
         "line 2: neither at-once nor back-off nor never");
    std::this_thread::sleep_for(k_row_ends);
    require_decision(test, decision_after(machine), "recoveryd", "restart");
    type(machine,
         "echo '[ne2k]' > /tmp/p; echo 'restart = never' >> /tmp/p; recoveryd --check /tmp/p && echo right",
         "\nright");
    type(machine, "cat /tmp/p > /etc/recovery.conf", "was read again");
    std::this_thread::sleep_for(k_row_ends);
    require_decision(test, decision_after(machine), "recoveryd", "give-up");
}

/// Another extension takes over the interface, and a transfer that runs does not notice.
void instead(Test& test) {
    Machine& machine = boot_with(test, "[ne2k]\nrestart = never\ninstead = ne2k:spare\n");
    Traffic traffic(test, machine);
    traffic.keep_going();
    const std::size_t from = machine.mark();
    require_decision(test, decision_after(machine), "recoveryd", "instead");
    const Message m = machine.expect_event(from, "replaced", k_patience);
    traffic.finish(Milliseconds(60000));
    require_network(test, machine);
    // The other one has a policy of its own, here its bundle's; it can't be replaced by itself.
    require_decision(test, decision_after(machine, "ne2k:spare"), "recoveryd", "give-up");
    machine.must("unload ne2k");
    machine.must("unload ne2k:spare");
    test.note(fmt::format("replaced in {} us", m.number("total_us")));
}

void instead_of_nothing(Test& test) {
    Machine& machine = boot_with(test, "[ne2k]\nrestart = never\ninstead = nosuch\n");
    const std::size_t from = machine.mark();
    require_decision(test, decision_after(machine), "recoveryd", "instead");
    machine.expect_event(from, "given_up", k_patience);
    require_healthy(test, machine);
}

/// Code that is where it was need not be translated anew by an emulator. What the last generation left in it,
/// such as a fault, is not there any more.
void code_stays(Test& test) {
    Machine& machine = test.boot(test.config("mode=nooks load=ne2k ip=dhcp agent=none"));
    machine.expect_event(0, "link", k_patience);
    const auto code = [&] {
        std::vector<std::string> places;
        for (const Json& line : machine.must("report modules ne2k").lines)
            if (const std::string text = line.value("report", ""); text.find("  text ") == 0)
                places.push_back(text.substr(0, text.find(',')) + text.substr(text.rfind(' ')));
        return places;
    };
    const auto before = code();
    test.require(before.size() == 2, "{} modules are reported", before.size());
    const faults::Planner planner({"build/modules/ne2k.o"});
    std::string fault; // where nothing runs any more
    for (std::uint64_t seed = 1; fault.empty(); ++seed)
        if (const faults::Fault f = planner.plan({seed, 1, {"nop"}}).front(); f.function == "ne2k_has_32k")
            fault = "inject ne2k " + f.line;
    for (int generation = 2; generation < 4; ++generation) {
        machine.must(fault);
        test.require(machine.command(fault).status != 0, "\"{}\" is taken twice", fault);
        const std::size_t from = machine.mark();
        machine.must("provoke ne2k null-write");
        wait_recovered(machine, from);
        test.require(code() == before, "generation {}: {}, it was {}", generation, code().front(),
                     before.front());
        std::this_thread::sleep_for(Milliseconds(400)); // ends the row of failures
    }
    require_healthy(test, machine);
}

const Register k_recovery_tests{
    {"recovery", "agent-decides", 60, agent_decides},
    {"recovery", "agent-runs-nothing", 60,
     [](Test& t) { agent_runs(t, "/bin/nosuch", "recoveryd: /bin/nosuch: No such file or directory"); }},
    {"recovery", "agent-runs-what-crashes", 60,
     [](Test& t) { agent_runs(t, "/bin/badcalls -x 0", "badcalls["); }},
    {"recovery", "code-stays", 60, code_stays},
    {"recovery", "several-at-once", 120, several_at_once},
    {"recovery", "agent-killed", 450,
     agent_killed}, // the agent is started ever later, in the end after 6.4 s,
    {"recovery", "bad-agent", 90, bad_agent},
    {"recovery", "no-agent", 60, no_agent},
    {"recovery", "policy-changed", 90, policy_changed},
    {"recovery", "instead", 120, instead},
    {"recovery", "instead-of-nothing", 60, instead_of_nothing},
};

} // namespace
} // namespace alcove::systest
