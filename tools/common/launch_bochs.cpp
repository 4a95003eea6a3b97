// SPDX-License-Identifier: MIT
// The arguments of Bochs, with a bochsrc of the run's own made from the one at the top.
#include "tools/common/error.h"
#include "tools/common/launch.h"
#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>

namespace alcove::tools {
namespace {

/// Lines of the top-level bochsrc that a run replaces by its own.
constexpr std::array<std::string_view, 9> k_replaced = {
    "display_library", "com1", "com2", "ne2k", "ata0-master", "log", "debugger_log", "megs", "panic"};

std::string setting_of(const std::string& line) {
    const auto colon = line.find(':');
    return colon == std::string::npos ? "" : line.substr(0, colon);
}

std::string kept_lines(const std::string& bochsrc) {
    std::istringstream in(bochsrc);
    std::string kept;
    for (std::string line; std::getline(in, line);) {
        const std::string setting = setting_of(line);
        if (std::find(k_replaced.begin(), k_replaced.end(), setting) == k_replaced.end()) kept += line + "\n";
    }
    return kept;
}

std::string own_lines(const MachineConfig& config, const SerialEnds& serial, TempDir& dir,
                      const std::string& iso) {
    std::string text = "display_library: term, options=\"hideIPS\"\n";
    text += fmt::format("megs: {}\n", config.memory_mib);
    text += fmt::format("log: {}\ndebugger_log: {}\n", dir.file("bochs.log"), dir.file("debugger.log"));
    text += fmt::format("panic: action={}\n", config.bochs_goes_on ? "report" : "fatal");
    text += fmt::format("ata0-master: type=cdrom, path={}, status=inserted\n", iso);
    for (int i = 0; i < 2; ++i)
        text += fmt::format("com{}: enabled=1, mode=socket-client, dev=127.0.0.1:{}\n", i + 1,
                            serial.tcp_port[i]);
    for (const std::string& line : config.bochs_extra) text += line + "\n";
    if (config.nics.empty()) return text;
    const NicConfig& nic = config.nics[0];
    const std::string slirp = dir.file("slirp.conf");
    write_file(slirp, "# slirp config\nrestricted = 0\n" + nic.bochs_slirp);
    return text + fmt::format("ne2k: card=0, enabled=1, type=pci, mac={}, ethmod=slirp, script={}\n", nic.mac,
                              slirp);
}

} // namespace

std::vector<std::string> bochs_arguments(const MachineConfig& config, const SerialEnds& serial,
                                         TempDir& dir) {
    std::string iso = config.ready_iso;
    if (iso.empty()) make_iso(config, iso = dir.file("alcove.iso"));
    const std::string rc = dir.file("bochs.rc");
    const std::string bochsrc = dir.file("bochsrc");
    write_file(rc, "c\nq\n"); // Debian's Bochs is the debugger build: go on, and leave when it stops
    write_file(bochsrc, kept_lines(read_file(config.bochsrc)) + own_lines(config, serial, dir, iso));
    return {"env", "TERM=xterm", "bochs", "-q", "-unlock", "-f", bochsrc, "-rc", rc};
}

} // namespace alcove::tools
