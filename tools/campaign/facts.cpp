// SPDX-License-Identifier: MIT
// On what a campaign's results depend: the binaries under test, the emulator, the way of planning.
#include "tools/campaign/runner.h"
#include "tools/common/error.h"
#include "tools/common/temp_dir.h"
#include "tools/stress/trial_setup.h"
#include <filesystem>
#include <memory>

namespace alcove::campaign {
namespace {

namespace fs = std::filesystem;

/// FNV-1a of 64 bits: tells builds apart, no more.
std::string fingerprint(const std::string& path) {
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (const char c : tools::read_file(path))
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    return fmt::format("{:016x}", hash);
}

/// The first line of a program's output.
std::string first_line(const char* command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(
        popen((command + std::string(" 2>/dev/null")).c_str(), "r"), pclose);
    char line[200] = "";
    if (!pipe || !fgets(line, sizeof line, pipe.get()))
        tools::fail("{}: can't be run; is QEMU installed?", command);
    std::string text(line);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

/// "QEMU emulator version 7.2.5 (...)".
std::string emulator_version() {
    constexpr int k_oldest = 6; // as tools/stress needs it
    const std::string line = first_line("qemu-system-i386 --version");
    int major = 0;
    const std::size_t at = line.find("version ");
    if (at == std::string::npos || sscanf(line.c_str() + at, "version %d", &major) != 1)
        tools::fail("qemu-system-i386 --version says \"{}\"", line);
    if (major < k_oldest) tools::fail("{} is too old: {}.0 or newer is needed", line, k_oldest);
    return line;
}

} // namespace

void require_facts(const Campaign& c, Store& store) {
    store.require_fact("executive", fingerprint(c.setup.kernel));
    store.require_fact("checkers", c.setup.check.empty() ? "none" : c.setup.check);
    for (const char* mode : {"native", "nooks"})
        store.require_fact(fmt::format("personality {}", mode),
                           fingerprint(fmt::format("build/personality/{}.o", mode)));
    for (const std::string& driver : c.drivers)
        for (const std::string& object : stress::bundle_objects(c.setup_of(driver)))
            store.require_fact("module " + fs::path(object).stem().string(), fingerprint(object));
    store.require_fact("emulator", emulator_version());
    store.require_fact("faults a trial", std::to_string(c.faults));
    store.require_fact("fault types",
                       c.types.empty() ? k_default_types : fmt::format("{}", fmt::join(c.types, ",")));
    if (!c.setup.nic.empty()) store.require_fact("card", c.setup.nic);
    if (!c.setup.command_line.empty()) store.require_fact("command line", c.setup.command_line);
    store.require_fact("workload", c.setup.workload.empty() ? "the default" : c.setup.workload);
}

} // namespace alcove::campaign
