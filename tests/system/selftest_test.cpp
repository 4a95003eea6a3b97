// SPDX-License-Identifier: MIT
// The in-kernel tests of tests/guest, run in both emulators.
#include "tools/systest/guest.h"

namespace alcove::systest {
namespace {

void run_selftests(Test& test, Emulator emulator) {
    MachineConfig config = test.config("mode=nooks load=ne2k ip=dhcp");
    config.kernel = test.options().test_kernel;
    config.emulator = emulator;
    Machine& machine = test.boot(config, false);
    const std::size_t from = machine.mark();
    const Reply reply = machine.command("selftest", Milliseconds(60000));
    if (!reply.answered) machine.fail_with_console("the in-kernel tests did not end");
    int passed = 0;
    std::string failed;
    for (const Message& m : machine.messages(from)) {
        if (m.event() != "selftest") continue;
        if (m.json.value("ok", false))
            ++passed;
        else
            failed += fmt::format("{}: {}\n", m.text("name"), m.text("detail"));
    }
    test.require(failed.empty() && reply.status == 0, "{}", failed.empty() ? "a bad status" : failed);
    test.require(passed > 0, "there were no in-kernel tests");
    test.note(fmt::format("{} in-kernel tests", passed));
}

const Register k_selftest_tests{
    {"selftest", "qemu", 90, [](Test& t) { run_selftests(t, Emulator::qemu); }},
    {"selftest", "bochs", 120, [](Test& t) { run_selftests(t, Emulator::bochs); }},
};

} // namespace
} // namespace alcove::systest
