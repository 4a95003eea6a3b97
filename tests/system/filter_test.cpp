// SPDX-License-Identifier: MIT
// Which frames a card's driver lets in: the test is the far end of the wire, and counts what the driver
// received.
#include "tools/common/socket.h"
#include "tools/systest/guest.h"
#include <arpa/inet.h>
#include <sys/socket.h>

namespace alcove::systest {
namespace {

using Address = std::array<unsigned char, 6>;
constexpr Address k_own{0x52, 0x54, 0, 0x12, 0x34, 0x56}, k_other{0x52, 0x54, 0, 0x12, 0x34, 0x57},
    k_all{0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
/// Two groups whose hashes differ, whichever bits of the CRC a card takes.
constexpr Address k_joined{1, 0, 0x5e, 0, 0, 5}, k_foreign{1, 0, 0x5e, 0, 0, 6};
constexpr long k_frames = 5;

/// A machine whose first card's wire ends at a UDP socket of the test: each datagram is a frame.
class FarEnd {
  public:
    explicit FarEnd(MachineConfig& config) {
        unsigned short own = 0;
        own_ = udp_loopback(own);
        { const Fd reserve = udp_loopback(port_); }
        config.nics[0].netdev = fmt::format("socket,udp=127.0.0.1:{},localaddr=127.0.0.1:{}", own, port_);
    }
    void send(const Address& to) const {
        std::array<unsigned char, 60> frame{};
        std::ranges::copy(to, frame.begin());
        std::ranges::copy(Address{0x02, 0, 0, 0, 0, 1}, frame.begin() + 6);
        frame[12] = 0x88; // a protocol for experiments (IEEE 802, 9.2.3)
        frame[13] = 0xb5;
        sockaddr_in machine{};
        machine.sin_family = AF_INET;
        machine.sin_port = htons(port_);
        machine.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        for (long i = 0; i < k_frames; ++i)
            if (sendto(own_.get(), frame.data(), frame.size(), 0, reinterpret_cast<const sockaddr*>(&machine),
                       sizeof machine) < 0)
                fail_errno("sending a frame");
    }

  private:
    Fd own_;
    unsigned short port_ = 0;
};

/// What the driver itself has counted.
long received(Machine& machine) {
    const std::size_t from = machine.console().size();
    run_program_in(machine, "/bin/ifconfig eth0", k_patience);
    machine.wait_console("driver   received ", k_patience, from);
    machine.wait_console("), sent", k_patience, from);
    const std::string text = machine.console();
    return std::strtol(text.c_str() + text.find("driver   received ", from) + 18, nullptr, 10);
}

/// The frames to `to` are received if `wanted`; those to the own address, sent after them, always are.
void check(Test& test, Machine& machine, const FarEnd& far_end, const Address& to, bool wanted,
           const char* what) {
    const long before = received(machine), expected = before + (wanted ? 2 : 1) * k_frames;
    far_end.send(to);
    far_end.send(k_own);
    long now = before;
    const auto end = SteadyClock::now() + k_patience;
    while (now < expected && SteadyClock::now() < end) now = received(machine);
    test.require(now == expected, "{}: {} frames received, not {}", what, now - before, expected - before);
}

void filter(Test& test, const char* mode, const char* driver, const char* model) {
    MachineConfig config = test.config(fmt::format("mode={} load={} ip=10.9.0.1/24", mode, driver));
    config.nics[0].model = model;
    const FarEnd far_end(config);
    Machine& machine = test.boot(config);
    const auto set = [&](const char* words) {
        test.require(run_program_in(machine, fmt::format("/bin/ifconfig eth0 {}", words), k_patience) == 0,
                     "ifconfig eth0 {} fails", words);
    };
    const auto passes = [&](const Address& to, bool wanted, const char* what) {
        check(test, machine, far_end, to, wanted, what);
    };
    passes(k_all, true, "broadcast");
    passes(k_other, false, "another station");
    passes(k_joined, false, "a group before it is joined");
    set("multicast add 01:00:5e:00:00:05");
    passes(k_joined, true, "a group that was joined");
    passes(k_foreign, false, "another group");
    if (std::string_view(mode) == "nooks") {
        provoke_and_recover(machine, driver, "null-write");
        passes(k_joined, true, "the group after a failure");
        passes(k_foreign, false, "another group after a failure");
    }
    set("allmulti");
    passes(k_foreign, true, "another group with allmulti");
    set("-allmulti");
    passes(k_foreign, false, "another group, no longer");
    set("promisc");
    passes(k_other, true, "another station with promisc");
    set("-promisc");
    passes(k_other, false, "another station, no longer");
    passes(k_joined, true, "the group at the end");
}

const Register k_filter_tests{
    {"filter", "pcnet32-nooks", 60, [](Test& t) { filter(t, "nooks", "pcnet32", "pcnet"); }},
    {"filter", "pcnet32-native", 60, [](Test& t) { filter(t, "native", "pcnet32", "pcnet"); }, true},
    {"filter", "rtl8139-nooks", 60, [](Test& t) { filter(t, "nooks", "rtl8139", "rtl8139"); }},
    {"filter", "rtl8139-native", 60, [](Test& t) { filter(t, "native", "rtl8139", "rtl8139"); }, true},
    {"filter", "ne2k-nooks", 60, [](Test& t) { filter(t, "nooks", "ne2k", "ne2k_pci"); }, true},
    {"filter", "e1000-nooks", 60, [](Test& t) { filter(t, "nooks", "e1000", "e1000"); }, true},
};

} // namespace
} // namespace alcove::systest
