// SPDX-License-Identifier: MIT
// The semantics of Linux 2.4.18 as a driver sees them, in both modes.
#include "tests/system/checks.h"
#include "tools/systest/guest.h"

namespace alcove::systest {
namespace {

constexpr Milliseconds k_all_checks(60000);

void semantics(Test& test, const std::string& mode) {
    SemanticsMachine semantics(test, mode);
    Machine& machine = semantics.run(k_all_checks);
    const std::vector<std::string> checks = checks_of("semantics");
    test.require(!checks.empty(), "there are no checks");
    require_checks(test, machine, checks);
    machine.must("unload semantics");
    require_healthy(test, machine);
}

/// What programs see of a driver's file operations; the machine ends with its checks.
void devices(Test& test, const std::string& mode, const std::string& module = "chardev") {
    SemanticsMachine devices(test, mode, "", module);
    Machine& machine = devices.run(k_all_checks);
    const std::vector<std::string> checks = checks_of(module);
    test.require(!checks.empty(), "there are no checks");
    const auto status = machine.wait_exit(k_patience);
    require_checks(test, machine, checks);
    test.require(status.has_value(), "the machine does not end");
}

const Register k_personality_tests{
    {"personality", "devices-nooks", 60, [](Test& t) { devices(t, "nooks"); }},
    {"personality", "devices-native", 60, [](Test& t) { devices(t, "native"); }},
    {"personality", "terminals-nooks", 60, [](Test& t) { devices(t, "nooks", "terminal"); }},
    {"personality", "terminals-native", 60, [](Test& t) { devices(t, "native", "terminal"); }},
    {"personality", "nooks", 90, [](Test& t) { semantics(t, "nooks"); }},
    {"personality", "native", 90, [](Test& t) { semantics(t, "native"); }},
};

} // namespace
} // namespace alcove::systest
