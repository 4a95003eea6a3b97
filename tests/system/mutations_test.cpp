// SPDX-License-Identifier: MIT
// Each check of the personality must fail when a function that it tests does nothing, and pass by itself
// otherwise.
#include "tests/system/checks.h"

namespace alcove::systest {
namespace {

/// A check by itself takes less than two seconds; one that hangs is not waited for longer.
constexpr Milliseconds k_mutant_patience(10000);
constexpr int k_limit_s = 60;

std::string only(const Mutation& m) { return fmt::format("param.{}.only = {}\n", m.module, m.check); }

std::string outcome(const Machine& machine, const std::string& check) {
    for (const auto& [name, result] : results(machine))
        if (name == check) return result;
    return machine.alive() ? "no end" : "the machine ended";
}

void alone(Test& test, const Mutation& m, const std::string& mode) {
    SemanticsMachine semantics(test, mode, only(m), m.module);
    const std::string result = outcome(semantics.run(k_mutant_patience * 3), m.check);
    test.require(result == "ok", "{} by itself: {}", m.check, result);
}

void mutated(Test& test, const Mutation& m, const std::string& mode) {
    SemanticsMachine semantics(test, mode, only(m), m.module);
    const std::string folder = "build/mutants/" + m.function + "/";
    if (m.header.empty())
        semantics.files().add("lib/personality/" + mode + ".o", read_file(folder + mode + ".o"));
    else
        semantics.files().add("lib/modules/" + m.module + "/" + m.module + ".o",
                              read_file(folder + m.module + ".o"));
    const std::string result = outcome(semantics.run(k_mutant_patience), m.check);
    test.require(result != "ok", "{} passes without {}", m.check, m.function);
    test.note(result);
}

std::vector<TestCase> all() {
    std::vector<TestCase> cases;
    std::string last;
    for (const Mutation& m : mutations()) {
        for (const char* mode : {"nooks", "native"}) {
            const auto name = [&](const std::string& what) { return m.check + "-" + what + "-" + mode; };
            if (m.check != last)
                cases.push_back(
                    {"mutations", name("alone"), k_limit_s, [m, mode](Test& t) { alone(t, m, mode); }, true});
            cases.push_back({"mutations", name("without-" + m.function), k_limit_s,
                             [m, mode](Test& t) { mutated(t, m, mode); }, true});
        }
        last = m.check;
    }
    return cases;
}

const Register k_mutations_tests{all()};

} // namespace
} // namespace alcove::systest
