// SPDX-License-Identifier: MIT
// Emulator command lines: from a MachineConfig to the arguments of QEMU or Bochs.
#pragma once
#include "tools/common/machine_config.h"
#include "tools/common/temp_dir.h"

namespace alcove::tools {

/// Where the emulator finds the serial lines; it connects to them.
struct SerialEnds {
    std::string unix_path[2];        ///< QEMU
    std::string file[2];             ///< QEMU: output goes to a file instead, and nothing comes in
    unsigned short tcp_port[2] = {}; ///< Bochs
};

std::vector<std::string> qemu_arguments(const MachineConfig& config, const SerialEnds& serial, TempDir& dir);
/// Writes a bochsrc of the run's own (and the ISO, if the command line asks for one) into `dir`.
std::vector<std::string> bochs_arguments(const MachineConfig& config, const SerialEnds& serial, TempDir& dir);

/// A GRUB ISO with config's kernel, initial RAM file system and command line.
void make_iso(const MachineConfig& config, const std::string& path);

} // namespace alcove::tools
