// SPDX-License-Identifier: MIT
// Unpacking, extending and packing a ustar archive with the host's tar.
#include "tools/common/initrd.h"
#include "tools/common/child.h"
#include <algorithm>
#include <filesystem>

namespace alcove::tools {

namespace fs = std::filesystem;

Initrd::Initrd(const std::string& base) {
    fs::create_directories(dir_.file("root"));
    run_program({"tar", "-xf", base, "-C", dir_.file("root")});
}

void Initrd::add(const std::string& path, const std::string& contents) {
    const fs::path full = dir_.file("root/" + path);
    fs::create_directories(full.parent_path());
    write_file(full.string(), contents);
}

void Initrd::add_bundle(const std::string& name, const std::string& conf, const std::string& object) {
    add("lib/modules/" + name + "/driver.conf", conf);
    add("lib/modules/" + name + "/" + name + ".o", object);
}

std::vector<std::string> Initrd::list(const std::string& folder) const {
    std::vector<std::string> names;
    if (!has(folder)) return names;
    for (const auto& entry : fs::directory_iterator(dir_.file("root/" + folder)))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

bool Initrd::has(const std::string& path) const { return fs::exists(dir_.file("root/" + path)); }
std::string Initrd::read(const std::string& path) const { return read_file(dir_.file("root/" + path)); }
void Initrd::remove(const std::string& path) { fs::remove_all(dir_.file("root/" + path)); }

std::string Initrd::pack() {
    run_program({"tar", "--format=ustar", "-C", dir_.file("root"), "-cf", dir_.file("initrd.tar"), "."});
    return dir_.file("initrd.tar");
}

} // namespace alcove::tools
