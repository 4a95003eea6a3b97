// SPDX-License-Identifier: MIT
// What driver.conf says of frames to send: whether the driver may write into them.
#include "tools/systest/guest.h"
#include "tools/systest/modules.h"

namespace alcove::systest {
namespace {

Machine& boot_with_rewriter(Test& test, const std::string& conf) {
    TestInitrd initrd(test);
    initrd.add("lib/modules/rewriter/driver.conf", conf);
    MachineConfig config = test.config("mode=nooks load=rewriter ip=dhcp");
    config.initrd = initrd.pack();
    return test.boot(config, false);
}

bool logged(Machine& machine, const std::string& what) {
    for (int attempt = 0; attempt < 20; ++attempt) {
        for (const Json& line : machine.must("log 60").lines)
            if (line.contains("log") && line["log"].get<std::string>().find(what) != std::string::npos)
                return true;
        std::this_thread::sleep_for(Milliseconds(250));
    }
    return false;
}

/// With tx_copy a driver may write into the frame, here the broadcasts of DHCP.
void copied(Test& test) {
    Machine& machine = boot_with_rewriter(test, TestInitrd::conf("rewriter"));
    test.require(logged(machine, "bytes, ff became 00"), "the driver's writing is not to be seen");
    for (const Message& m : machine.messages(0))
        test.require(m.event() != "failure", "the driver failed: {}", m.text("detail"));
}

/// Without it the frame belongs to the executive.
void read_only(Test& test) {
    Machine& machine = boot_with_rewriter(test, "modules = rewriter\nclass = net\nrecovery.retries = 0\n");
    const Message failure = machine.expect_event(0, "failure", Milliseconds(20000));
    test.require(failure.text("kind") == "page-fault", "seen as {}", failure.text("kind"));
    test.require(failure.text("where").find("rewriter_xmit") != std::string::npos, "seen in {}",
                 failure.text("where"));
}

const Register k_transmit_tests{
    {"transmit", "copied", 60, copied},
    {"transmit", "read-only", 60, read_only},
};

} // namespace
} // namespace alcove::systest
