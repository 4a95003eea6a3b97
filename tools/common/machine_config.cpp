// SPDX-License-Identifier: MIT
// Names of emulators, check of what a machine is built from, and the ISO of a run.
#include "tools/common/machine_config.h"
#include "tools/common/child.h"
#include "tools/common/error.h"
#include "tools/common/launch.h"
#include <filesystem>

namespace alcove::tools {

namespace fs = std::filesystem;

const char* emulator_name(Emulator emulator) { return emulator == Emulator::qemu ? "QEMU" : "Bochs"; }

Emulator emulator_by_name(const std::string& name) {
    if (name == "qemu") return Emulator::qemu;
    if (name == "bochs") return Emulator::bochs;
    fail("unknown emulator '{}' (qemu or bochs)", name);
}

void check_products(const MachineConfig& config) {
    std::vector<std::string> needed = {config.kernel, config.initrd};
    if (!config.ready_iso.empty()) needed = {config.ready_iso};
    if (config.emulator == Emulator::bochs) needed.push_back(config.bochsrc);
    for (const std::string& path : needed)
        if (!fs::exists(path)) fail("{} is missing: run this from the top folder, after make", path);
}

void make_iso(const MachineConfig& config, const std::string& path) {
    TempDir dir;
    fs::create_directories(dir.file("boot/grub"));
    fs::copy_file(config.kernel, dir.file("boot/alcove.elf"));
    fs::copy_file(config.initrd, dir.file("boot/initrd.tar"));
    write_file(dir.file("boot/grub/grub.cfg"),
               fmt::format("set timeout=0\nmultiboot /boot/alcove.elf {}\nmodule /boot/initrd.tar\nboot\n",
                           config.command_line));
    run_program({"grub-mkrescue", "-o", path, dir.path()});
}

} // namespace alcove::tools
