// SPDX-License-Identifier: MIT
// gdb on the machine and on cores, as `make gdb` starts it.
#include "tools/common/guest_file.h"
#include "tools/systest/guest.h"
#include <map>

namespace alcove::systest {
namespace {

struct Output {
    std::string text;
    int status;
};

/// Runs tools/gdb/gdb.sh without a terminal; `script` holds gdb's commands.
Output gdb(Test& test, const std::string& script, const std::vector<std::string>& environment) {
    TempDir dir;
    const std::string commands = dir.file("commands"), output = dir.file("output");
    write_file(commands, script);
    std::vector<std::string> run = {"timeout",
                                    "-s",
                                    "KILL",
                                    "100",
                                    "env",
                                    "GDBCMDS=" + commands,
                                    "DIR=" + dir.path(),
                                    "CONTROL=" + dir.file("control.sock"),
                                    "INITRD=" + test.options().initrd};
    run.insert(run.end(), environment.begin(), environment.end());
    run.push_back("tools/gdb/gdb.sh");
    Child child(run, output);
    const ChildStatus s = child.wait();
    Output result{read_file(output), s.exited ? s.code : -1};
    write_file(fmt::format("{}/{}.gdb.log", test.options().log_folder, test.name()), result.text);
    return result;
}

/// All of these, in this order.
void require_in_order(Test& test, const std::string& text, const std::vector<std::string>& parts) {
    std::size_t at = 0;
    for (const std::string& part : parts) {
        at = text.find(part, at);
        test.require(at != std::string::npos, "no \"{}\" where it should be in:\n{}", part, text);
        at += part.size();
    }
}

/// A breakpoint in a driver before it is loaded, the commands, and symbols that follow a recovery.
void live(Test& test) {
    const Output o = gdb(test,
                         "break ne2k_start_xmit\n"
                         "continue\n"
                         "backtrace\n"
                         "alcove-threads\n"
                         "alcove-domains\n"
                         "alcove-handles ne2k\n"
                         "alcove-xpc\n"
                         "delete\n"
                         "break lx_null_write\n"
                         "alcove-control provoke ne2k null-write\n"
                         "continue\n"
                         "backtrace\n"
                         "delete\n"
                         "break ne2k_open\n"
                         "continue\n"
                         "alcove-domains\n"
                         "help alcove-xpc\n"
                         "alcove-handles nosuch\n",
                         {"APPEND=load=ne2k ip=dhcp"});
    require_in_order(test, o.text,
                     {"Breakpoint 1, ne2k_start_xmit (skb=",
                      " at drivers/net/ne2k/ne2k.c:", // hit, with its line
                      "in lx_net_send (",
                      "linux-compat/src/netif.c:", // its callers
                      "INSIDE",
                      "running",
                      "ne2k", // alcove-threads
                      "ne2k             nooks   running      1",
                      "/lib/personality/nooks.o", // alcove-domains
                      "/lib/modules/ne2k/ne2k.o",
                      "ne2k, generation 1:",
                      "pci_function",
                      "irq_line",
                      "in ne2k: upcall net_transmit, running",
                      "#0  ne2k_start_xmit (skb=",
                      "#1 ",
                      "Breakpoint 2, lx_null_write (",
                      "linux-compat/src/provoke.c:",
                      "in lx_up_provoke (",
                      "Breakpoint 3",
                      "ne2k_open (dev=",
                      "drivers/net/ne2k/ne2k.c:", // of the next generation
                      "ne2k             nooks   running      2        1",
                      "last failure   page_fault: write at 00000000",
                      "for each thread inside a domain",
                      "nosuch: no such domain"});
}

std::string fetch(Test& test, Machine& machine, const std::string& guest) {
    const std::string path = fmt::format("{}/{}.core", test.options().log_folder, test.name());
    write_file(path, guest_file(machine.must("file " + guest, Milliseconds(60000)).lines));
    return path;
}

/// A failure leaves a core that names function and line; one of a living domain can be opened, too.
void core(Test& test) {
    Machine& machine = test.boot("mode=nooks load=ne2k ip=dhcp cores");
    const std::size_t from = machine.mark();
    provoke_and_recover(machine, "ne2k", "null-write");
    const Message event = machine.expect_event(from, "core", Milliseconds(5000));
    test.require(event.text("file") == "/tmp/ne2k.1.core" && event.number("left_out") == 0, "{}",
                 event.json.dump());
    const std::string path = fetch(test, machine, event.text("file"));
    const std::string symbols = "info symbol $pc\nbacktrace\nprint nim_system\nx/i $pc\n";
    const Output o = gdb(test, symbols, {"CORE=" + path});
    require_in_order(test, o.text,
                     {"domain ne2k generation 1", "failure page-fault: write at 00000000", "SIGSEGV",
                      "lx_null_write (", "linux-compat/src/provoke.c:", "in lx_up_provoke (",
                      "linux-compat/src/provoke.c:", "lx_null_write + 12 in section .text",
                      "system_page *) 0xc", "movl   $0x1,"});

    const Json answer = machine.must("core ne2k").lines.at(0);
    test.require(answer.value("answer", "").rfind("/tmp/ne2k.2.core: ", 0) == 0, "{}", answer.dump());
    const Output living = gdb(test, "info files\n", {"CORE=" + fetch(test, machine, "/tmp/ne2k.2.core")});
    require_in_order(test, living.text, {"domain ne2k generation 2", "load"});
    require_network(test, machine);
    test.note(fmt::format("{:.0f} KiB", event.number("bytes") / 1024));
}

/// `make trace` writes what Perfetto takes: slices that nest, and all steps of the recovery in their order.
void trace(Test& test) {
    TempDir dir;
    const std::string file = dir.file("trace.json");
    Child child({"timeout", "-s", "KILL", "100", "build/tools/trace", "--output=" + file,
                 "--kernel=" + test.options().kernel, "--initrd=" + test.options().initrd},
                dir.file("output"));
    const ChildStatus status = child.wait();
    test.require(status.exited && status.code == 0, "{}", read_file(dir.file("output")));
    const Json events = Json::parse(read_file(file)).at("traceEvents");
    std::map<std::pair<int, int>, std::vector<std::string>> open;
    std::map<std::string, int> of_category;
    std::string steps;
    for (const Json& e : events) {
        const std::string phase = e.at("ph");
        if (e.contains("cat")) ++of_category[e["cat"]];
        if (phase == "B" || phase == "X") e.at("ts").get<double>();
        if (phase == "B") {
            open[{e.at("pid"), e.at("tid")}].push_back(e.at("name"));
            if (e.value("cat", "") == "step") steps += e["name"].get<std::string>() + " ";
        } else if (phase == "E") {
            auto& stack = open[{e.at("pid"), e.at("tid")}];
            test.require(!stack.empty() && e.value("name", stack.back()) == stack.back(),
                         "an end without a beginning: {}", e.dump());
            stack.pop_back();
        }
    }
    test.require(steps == "quiesce unwind release decide restart resume ", "the steps are {}", steps);
    test.require(of_category["upcall"] > 20 && of_category["service"] > 5, "{} upcalls, {} services",
                 of_category["upcall"], of_category["service"]);
    test.note(fmt::format("{} events", events.size()));
}

/// What a user may get wrong: one clear line each.
void refused(Test& test) {
    const Output none = gdb(test, "backtrace\n", {"CORE=README.md"});
    test.require(none.status != 0 && none.text == "make gdb: README.md: not a core of an Alcove domain\n",
                 "status {}: {}", none.status, none.text);
    Machine& machine = test.boot("mode=nooks load=ne2k ip=dhcp");
    test.require(machine.command("core nosuch").status == -ENOENT, "a core of a domain that does not exist");
    test.require(machine.command("core").status == -EINVAL, "a core of nothing");
    test.require(machine.command("file /tmp/nosuch").status == -ENOENT, "a file that does not exist");
    const auto says = [&](const std::string& command, const std::string& line) {
        const std::size_t from = machine.console().size();
        test.require(run_program_in(machine, command, Milliseconds(10000)) != 0, "{} went well", command);
        test.require(machine.wait_console(line, Milliseconds(5000), from), "{}: no \"{}\":\n{}", command,
                     line, machine.console_tail());
    };
    says("/bin/nim core nosuch", "nosuch: no such domain");
    provoke_and_recover(machine, "ne2k", "null-write");
    test.require(machine.command("file /tmp/ne2k.1.core").status == -ENOENT, "a core that nobody asked for");
    int written = 0;
    while (written < 60 && machine.command("core ne2k").status == 0) {
        ++written;
        const std::size_t from = machine.mark();
        machine.must("restart ne2k");
        wait_recovered(machine, from);
    }
    test.require(written > 2 && written < 60, "{} cores found room", written);
    says("/bin/nim core ne2k", "no room below /tmp");
    // Failures are recovered from all the same.
    machine.must("core on ne2k");
    provoke_and_recover(machine, "ne2k", "divide");
    require_network(test, machine);
    require_healthy(test, machine);
    test.note(fmt::format("room for {} cores", written));
}

const Register k_debug_tests{
    {"debug", "live", 120, live},
    {"debug", "core", 90, core},
    {"debug", "trace", 120, trace},
    {"debug", "refused", 120, refused},
};

} // namespace
} // namespace alcove::systest
