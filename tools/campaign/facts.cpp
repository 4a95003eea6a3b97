// SPDX-License-Identifier: MIT
// On what a campaign's results depend: the binaries under test, the emulator, the way of planning.
#include "tools/campaign/runner.h"
#include "lib/driver_conf.h"
#include "tools/common/error.h"
#include "tools/common/temp_dir.h"
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
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command, "r"), pclose);
    char line[200] = "";
    if (!pipe || !fgets(line, sizeof line, pipe.get()))
        tools::fail("{}: can't be run; is QEMU installed?", command);
    std::string text(line);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

/// Where a bundle of this name is declared: one of ours, or one that `make module` left.
std::string conf_of(const Campaign& c, const std::string& driver) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator("drivers", ignored))
        if (fs::exists(entry.path() / driver / "driver.conf")) return entry.path() / driver / "driver.conf";
    const fs::path outside = fs::path(c.modules) / driver / "driver.conf";
    if (fs::exists(outside)) return outside;
    tools::fail("unknown driver {}: neither drivers/*/{}/driver.conf nor {} is there", driver, driver,
                outside.string());
}

} // namespace

std::vector<std::string> module_objects(const Campaign& c, const std::string& driver) {
    const std::string path = conf_of(c, driver), text = tools::read_file(path);
    DriverConf conf;
    if (!conf.parse(text).ok()) tools::fail("{}: {}", path, conf.message());
    std::vector<std::string> objects;
    for (u32 i = 0; i < conf.module_count(); i++) {
        // A bundle from outside has its objects beside its driver.conf.
        const std::string name = std::string(conf.module(i)) + ".o";
        const fs::path beside = fs::path(path).parent_path() / name;
        objects.push_back(fs::exists(beside) ? beside.string() : c.modules + "/" + name);
    }
    return objects;
}

void require_facts(const Campaign& c, Store& store) {
    store.require_fact("executive", fingerprint(c.setup.kernel));
    store.require_fact("checkers", c.setup.check.empty() ? "none" : c.setup.check);
    for (const char* mode : {"native", "nooks"})
        store.require_fact(fmt::format("personality {}", mode),
                           fingerprint(fmt::format("build/personality/{}.o", mode)));
    for (const std::string& driver : c.drivers)
        for (const std::string& object : module_objects(c, driver))
            store.require_fact("module " + fs::path(object).stem().string(), fingerprint(object));
    store.require_fact("emulator", first_line("qemu-system-i386 --version"));
    store.require_fact("faults a trial", std::to_string(c.faults));
    store.require_fact("fault types",
                       c.types.empty() ? "the eight of Nooks" : fmt::format("{}", fmt::join(c.types, " ")));
    store.require_fact("workload", c.setup.workload.empty() ? "the default" : c.setup.workload);
}

} // namespace alcove::campaign
