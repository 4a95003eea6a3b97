// SPDX-License-Identifier: MIT
// The arguments of qemu-system-i386.
#include "tools/common/launch.h"
#include <fmt/format.h>

namespace alcove::tools {
namespace {

void add(std::vector<std::string>& to, std::initializer_list<std::string> more) { to.insert(to.end(), more); }

void add_nics(std::vector<std::string>& to, const std::vector<NicConfig>& nics) {
    if (nics.empty()) add(to, {"-nic", "none"});
    for (std::size_t i = 0; i < nics.size(); ++i) {
        const NicConfig& nic = nics[i];
        const auto comma = nic.netdev.find(',');
        const std::string rest = comma == std::string::npos ? "" : nic.netdev.substr(comma);
        add(to, {"-netdev", fmt::format("{},id=n{}{}", nic.netdev.substr(0, comma), i, rest)});
        const std::string slot = nic.slot.empty() ? "" : ",addr=" + nic.slot;
        add(to, {"-device", fmt::format("{},netdev=n{},mac={}{}", nic.model, i, nic.mac, slot)});
    }
}

void add_machine(std::vector<std::string>& to, const MachineConfig& config) {
    add(to, {"-m", std::to_string(config.memory_mib)});
    std::string machine = config.machine;
    if (!config.memory_file.empty()) {
        add(to, {"-object", fmt::format("memory-backend-file,id=ram,size={}M,mem-path={},share=on",
                                        config.memory_mib, config.memory_file)});
        machine += ",memory-backend=ram";
    }
    add(to, {"-machine", machine});
    if (!config.iommu.empty()) add(to, {"-device", config.iommu}); // before the devices that it serves
}

} // namespace

std::vector<std::string> qemu_arguments(const MachineConfig& config, const SerialEnds& serial, TempDir& dir) {
    std::vector<std::string> a = {"qemu-system-i386", "-nodefaults", "-vga", config.vga, "-display", "none"};
    add_machine(a, config);
    add(a, {"-no-reboot", "-monitor", "none"});
    add(a, {"-device", "isa-debug-exit,iobase=0xf4,iosize=4"});
    for (int i = 0; i < 2; ++i) {
        const std::string end =
            serial.file[i].empty() ? "socket,path=" + serial.unix_path[i] : "file,path=" + serial.file[i];
        add(a, {"-chardev", fmt::format("{},id=com{}", end, i + 1)});
        add(a, {"-serial", fmt::format("chardev:com{}", i + 1)});
    }
    add_nics(a, config.nics);
    if (config.icount == MachineConfig::Icount::repeatable)
        add(a, {"-icount", fmt::format("shift={},sleep=off", config.icount_shift), "-rtc",
                "base=2000-01-01,clock=vm"});
    if (config.icount == MachineConfig::Icount::counting)
        add(a, {"-icount", fmt::format("shift={},sleep=on", config.icount_shift)});
    if (config.iso_as_disk) {
        add(a, {"-drive", fmt::format("if=none,id=stick,format=raw,snapshot=on,file={}", config.ready_iso)});
        add(a, {"-device", "qemu-xhci,id=usb", "-device", "usb-storage,bus=usb.0,drive=stick"});
    } else if (config.boot_iso || !config.ready_iso.empty()) {
        std::string iso = config.ready_iso;
        if (iso.empty()) make_iso(config, iso = dir.file("alcove.iso"));
        add(a, {"-cdrom", iso, "-boot", "d"});
    } else {
        add(a, {"-kernel", config.kernel, "-initrd", config.initrd, "-append", config.command_line});
    }
    a.insert(a.end(), config.extra.begin(), config.extra.end());
    return a;
}

} // namespace alcove::tools
