// SPDX-License-Identifier: MIT
// Reads the table of checks, and runs the extension that makes them.
#include "tests/system/checks.h"
#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

namespace alcove::systest {
namespace {

constexpr const char* k_table = "tests/system/personality.checks";
constexpr const char* k_parameters = "param.semantics.given_number = -12345\n"
                                     "param.semantics.given_list = 1,0x20,3\n"
                                     "param.semantics.given_text = some-text\n";
constexpr int k_disk_bytes = 1440 * 1024, k_sector = 512;

/// The program that makes an extension's checks; "" where it makes them itself.
std::string program_of(const std::string& module) {
    if (module == "chardev") return "init=/bin/devcalls";
    return module == "terminal" ? "init=/bin/ttycalls" : "";
}

/// The first sector holds the pattern that the floppy's check expects.
std::string disk_image() {
    std::string image(k_disk_bytes, '\0');
    for (int i = 0; i < k_sector; ++i) image[i] = static_cast<char>(i * 7 + 3);
    return image;
}

} // namespace

std::vector<Mutation> mutations() {
    std::vector<Mutation> all;
    std::ifstream file(k_table);
    std::string module, line;
    while (std::getline(file, line)) {
        if (line.empty() || line[0] == '#') continue;
        if (line[0] == '[') {
            module = line.substr(1, line.find(']') - 1);
            continue;
        }
        Mutation m{module, "", "", ""};
        std::istringstream words(line);
        if (!(words >> m.check >> m.function)) throw Error(fmt::format("{}: {}", k_table, line));
        words >> m.header;
        all.push_back(m);
    }
    return all;
}

std::vector<std::string> checks_of(const std::string& module) {
    std::vector<std::string> names;
    for (const Mutation& m : mutations())
        if (m.module == module && std::find(names.begin(), names.end(), m.check) == names.end())
            names.push_back(m.check);
    return names;
}

SemanticsMachine::SemanticsMachine(Test& test, const std::string& mode, const std::string& more,
                                   const std::string& module)
    : test_(test), mode_(mode), module_(module), files_(test.options().initrd) {
    files_.add_bundle(module, TestInitrd::conf(module) + (module == "semantics" ? k_parameters : "") + more,
                      TestInitrd::object(module));
}

Machine& SemanticsMachine::run(Milliseconds patience) {
    const std::string disk = disk_.path() + "/floppy.img";
    write_file(disk, disk_image());
    // Counted instructions are its time, 8 ns each: a jiffy is a jiffy however busy the host is.
    MachineConfig config = test_.config(
        fmt::format("mode={} load={} {} ip=none agent=none exit", mode_, module_, program_of(module_)));
    config.initrd = files_.pack();
    config.nics.clear();
    config.extra = {"-icount", "shift=3,sleep=off",
                    "-device", "ne2k_isa,iobase=0x300,irq=5",
                    "-drive",  fmt::format("if=floppy,format=raw,file={}", disk)};
    Machine& machine = test_.start(config);
    const auto end = SteadyClock::now() + patience;
    const auto over = [&] {
        const auto event = machine.wait(
            0, [](const Message& m) { return m.event() == "failure" || m.event() == "load_failed"; },
            Milliseconds(0));
        return event || !machine.alive() || SteadyClock::now() >= end;
    };
    while (!machine.wait_console("checks done", Milliseconds(50)) && !over()) {
    }
    return machine;
}

std::vector<std::pair<std::string, std::string>> results(const Machine& machine) {
    std::vector<std::pair<std::string, std::string>> found;
    std::istringstream lines(machine.console());
    for (std::string line; std::getline(lines, line);) {
        const std::size_t at = line.find("check ");
        if (at == std::string::npos) continue;
        const std::size_t name = at + 6, space = line.find(' ', name);
        if (space == std::string::npos) continue;
        std::string result = line.substr(space + 1);
        while (!result.empty() && (result.back() == '\r' || result.back() == '\n')) result.pop_back();
        found.emplace_back(line.substr(name, space - name), result);
    }
    return found;
}

void require_checks(Test& test, const Machine& machine, const std::vector<std::string>& wanted) {
    std::string wrong;
    std::map<std::string, int> ran;
    for (const auto& [name, result] : results(machine)) {
        ++ran[name];
        if (result != "ok") wrong += fmt::format("\n{} {}", name, result);
        if (std::find(wanted.begin(), wanted.end(), name) == wanted.end())
            wrong += fmt::format("\n{} is not in {}", name, k_table);
    }
    for (const std::string& name : wanted)
        if (ran[name] != 1) wrong += fmt::format("\n{} ran {} times", name, ran[name]);
    if (!wrong.empty()) machine.fail_with_console("the checks:" + wrong);
    test.note(fmt::format("{} checks", wanted.size()));
}

} // namespace alcove::systest
