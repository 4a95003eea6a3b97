// SPDX-License-Identifier: MIT
// What an emulated machine consists of: emulator, way to boot, command line, devices, limits.
#pragma once
#include <chrono>
#include <string>
#include <vector>

namespace alcove::tools {

enum class Emulator { qemu, bochs };

const char* emulator_name(Emulator emulator);
/// Throws on an unknown name.
Emulator emulator_by_name(const std::string& name);

/// One network card. QEMU takes any number; Bochs one ne2k.
struct NicConfig {
    std::string netdev = "user";    ///< QEMU's -netdev without id, e.g. "user,hostfwd=tcp:127.0.0.1:8080-:80"
    std::string model = "ne2k_pci"; ///< QEMU device
    std::string mac = "52:54:00:12:34:56";
    std::string slot;        ///< QEMU: device number on the PCI bus, hexadecimal; "" for the next free one
    std::string bochs_slirp; ///< more lines of Bochs' slirp configuration
};

struct MachineConfig {
    Emulator emulator = Emulator::qemu;
    bool boot_iso = false;    ///< QEMU: from a GRUB ISO instead of -kernel. Bochs always does.
    std::string ready_iso;    ///< boot this ISO as it is (command_line has no effect then)
    bool iso_as_disk = false; ///< QEMU: ready_iso is written raw to a disk, as to a USB stick
    std::string kernel = "build/alcove.elf";
    std::string initrd = "build/initrd.tar";
    std::string command_line;
    std::string bochsrc = "bochsrc";
    unsigned memory_mib = 64;
    std::string machine = "pc"; ///< QEMU's -machine
    std::string iommu;       ///< QEMU: a device that confines DMA ("intel-iommu", for machine q35), or none
    std::string vga = "std"; ///< QEMU's -vga
    std::string memory_file; ///< QEMU: the guest's memory is this file, shared, if not empty
    bool bochs_goes_on = false; ///< when one of its devices is driven in a way that it calls a panic
    std::vector<NicConfig> nics = {NicConfig{}};
    /// QEMU: the guest's clock counts instructions. `repeatable` skips idle time, which
    /// makes runs equal to the bit; `counting` lets it pass, so that a peer on the host can keep up.
    enum class Icount { off, repeatable, counting } icount = Icount::off;
    unsigned icount_shift = 0;            ///< an instruction takes 2^this nanoseconds
    std::vector<std::string> extra;       ///< more arguments of QEMU
    std::vector<std::string> bochs_extra; ///< more lines of Bochs' configuration
    std::chrono::seconds wall_limit{120}; ///< then the emulator is killed
    std::string console_copy;             ///< file that gets all of COM1, if not empty
    std::string label = "machine";        ///< for messages
};

/// A file that the emulator needs and that can't be made here: throws, naming what is missing.
void check_products(const MachineConfig& config);

} // namespace alcove::tools
