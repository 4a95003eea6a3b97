// SPDX-License-Identifier: MIT
// Reports of failures: function, source line, callers and objects held, also when the domain is gone.
#include "tools/systest/guest.h"
#include "tools/systest/modules.h"

namespace alcove::systest {
namespace {

/// A failure on purpose and what its report must say.
struct Case {
    const char* provoke;
    const char* where; ///< begin of it
    const char* file;
    std::vector<std::string> callers; ///< begins of the nearest ones
};

const std::vector<Case> k_cases = {
    {"null-write",
     "personality:lx_null_write+0x",
     "linux-compat/src/provoke.c",
     {"personality:lx_up_provoke+0x"}},
    {"loop", "personality:lx_loop+0x", "linux-compat/src/provoke.c", {"personality:lx_up_provoke+0x"}},
    {"bad-argument",
     "personality:lx_bad_argument+0x",
     "linux-compat/src/provoke.c",
     {"personality:lx_up_provoke+0x"}},
    {"bug", "personality:", "linux-compat/src/", {"personality:lx_"}},
    {"stack-overflow",
     "personality:lx_recurse+0x",
     "linux-compat/src/provoke.c",
     {"personality:lx_recurse+0x", "personality:lx_recurse+0x"}},
    {"wild-jump 0x1000", "00001000", "", {"personality:lx_up_provoke+0x"}},
};

std::string all_lines(const Reply& reply, const char* field) {
    std::string all;
    for (const Json& line : reply.lines)
        if (line.contains(field)) all += line[field].get<std::string>() + "\n";
    return all;
}

void require_report(Test& test, const Case& c, const Message& m) {
    const std::string all = m.json.dump();
    test.require(m.text("where").rfind(c.where, 0) == 0, "{}: where: {}", c.provoke, all);
    test.require(m.text("file").rfind(c.file, 0) == 0, "{}: file: {}", c.provoke, all);
    test.require((m.number("line") > 0) == (*c.file != 0), "{}: line: {}", c.provoke, all);
    test.require(m.text("objects").find("1 interrupt line, ") != std::string::npos &&
                     m.text("objects").find(" page frames") != std::string::npos,
                 "{}: objects: {}", c.provoke, all);
    const Json& backtrace = m.json["backtrace"];
    test.require(backtrace.size() >= c.callers.size(), "{}: backtrace: {}", c.provoke, all);
    for (std::size_t i = 0; i < c.callers.size(); ++i) {
        const std::string caller = backtrace[i];
        test.require(caller.rfind(c.callers[i], 0) == 0 && caller.find(".c:") != std::string::npos,
                     "{}: caller {}: {}", c.provoke, i, all);
    }
}

void reports(Test& test) {
    Machine& machine = test.boot("mode=nooks load=ne2k ip=dhcp");
    for (const Case& c : k_cases) {
        const Message failure = provoke_and_recover(machine, "ne2k", c.provoke);
        require_report(test, c, failure);
        // The domain that failed is gone, and its report still has its texts.
        const std::string shown = all_lines(machine.must("report failures ne2k"), "report");
        const std::string log = all_lines(machine.must("log 40"), "log");
        for (const std::string& part : {failure.text("where"), "held " + failure.text("objects"),
                                        "from " + failure.json["backtrace"][0].get<std::string>()}) {
            test.require(shown.find(part) != std::string::npos, "no \"{}\" in: {}", part, shown);
            test.require(log.find(part) != std::string::npos, "no \"{}\" in the log: {}", part, log);
        }
        std::this_thread::sleep_for(Milliseconds(650));
    }
    test.require(run_program_in(machine, "/bin/nim failures ne2k", Milliseconds(10000)) == 0, "nim failures");
    test.require(machine.wait_console("from personality:lx_up_provoke", Milliseconds(5000)),
                 "nim failures:\n{}", machine.console_tail(12));
    test.require(run_program_in(machine, "/bin/nim failures nosuch", Milliseconds(10000)) != 0,
                 "a report on a domain that does not exist");
}

/// A driver that fails in its init: the message has the line, the log the callers.
void report_of_init(Test& test) {
    TestInitrd initrd(test);
    MachineConfig config = test.config("mode=nooks load=ne2k ip=dhcp");
    config.initrd = initrd.pack();
    Machine& machine = test.boot(config);
    machine.command("load crashinit nooks");
    const std::string log = all_lines(machine.must("log 20"), "log");
    test.require(log.find("(tests/system/modules/crashinit/crashinit.c:") != std::string::npos,
                 "no source line in: {}", log);
    test.require(log.find("from personality:lx_up_start") != std::string::npos, "no caller in: {}", log);
}

const Register k_why_tests{
    {"why", "reports", 90, reports},
    {"why", "report-of-init", 60, report_of_init},
};

} // namespace
} // namespace alcove::systest
