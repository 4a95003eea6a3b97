// SPDX-License-Identifier: MIT
// Collects the test extensions that the build made.
#include "tools/systest/modules.h"
#include <filesystem>

namespace alcove::systest {
namespace {

constexpr const char* k_folder = "tests/system/modules";

}

TestInitrd::TestInitrd(const Test& test) : Initrd(test.options().initrd) {
    for (const auto& entry : std::filesystem::directory_iterator(k_folder)) {
        const std::string name = entry.path().filename();
        add_bundle(name, conf(name), object(name));
    }
}

std::string TestInitrd::object(const std::string& name) { return read_file("build/modules/" + name + ".o"); }

std::string TestInitrd::conf(const std::string& name) {
    const std::string test = fmt::format("{}/{}/driver.conf", k_folder, name);
    if (std::filesystem::exists(test)) return read_file(test);
    for (const auto& device_class : std::filesystem::directory_iterator("drivers")) {
        const std::string own = device_class.path().string() + "/" + name + "/driver.conf";
        if (std::filesystem::exists(own)) return read_file(own);
    }
    throw tools::Error("there is no driver " + name);
}

} // namespace alcove::systest
