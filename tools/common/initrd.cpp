// SPDX-License-Identifier: MIT
// Unpacking, extending and packing a ustar archive with the host's tar.
#include "tools/common/initrd.h"
#include "tools/common/child.h"
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

std::string Initrd::pack() {
    run_program({"tar", "--format=ustar", "-C", dir_.file("root"), "-cf", dir_.file("initrd.tar"), "."});
    return dir_.file("initrd.tar");
}

} // namespace alcove::tools
