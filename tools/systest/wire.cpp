// SPDX-License-Identifier: MIT
// Reads QEMU's packet dump (libpcap's format) and speaks to its monitor.
#include "tools/systest/wire.h"
#include "tools/common/socket.h"
#include <cstring>
#include <sys/socket.h>

namespace alcove::systest {
namespace {

constexpr std::size_t k_file_header = 24, k_record_header = 16, k_addresses = 12;

std::string address_text(const char* p) {
    std::string text;
    for (int i = 0; i < 6; ++i)
        text += fmt::format("{}{:02x}", i ? ":" : "", static_cast<unsigned char>(p[i]));
    return text;
}

} // namespace

Wire::Wire(MachineConfig& config) : listener_(listen_unix(dir_.file("monitor"))) {
    config.extra.insert(config.extra.end(),
                        {"-object", "filter-dump,id=dump,netdev=n0,file=" + dir_.file("pcap"), "-chardev",
                         "socket,id=plug,path=" + dir_.file("monitor"), "-mon", "chardev=plug"});
}

std::vector<Frame> Wire::frames() const {
    const std::string all = read_file(dir_.file("pcap"));
    std::vector<Frame> frames;
    for (std::size_t at = k_file_header; at + k_record_header <= all.size();) {
        std::uint32_t captured = 0, length = 0;
        std::memcpy(&captured, &all[at + 8], sizeof captured);
        std::memcpy(&length, &all[at + 12], sizeof length);
        at += k_record_header;
        if (at + captured > all.size()) break; // being written
        if (captured >= k_addresses)
            frames.push_back({address_text(&all[at]), address_text(&all[at + 6]), length});
        at += captured;
    }
    return frames;
}

void Wire::plug(bool in) {
    if (!monitor_) monitor_ = Fd(accept(listener_.get(), nullptr, nullptr));
    const std::string command = fmt::format("set_link n0 {}\n", in ? "on" : "off");
    if (!monitor_ || !send_all(monitor_.get(), command.data(), command.size()))
        throw tools::Error("QEMU's monitor does not answer");
}

} // namespace alcove::systest
