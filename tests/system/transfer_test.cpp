// SPDX-License-Identifier: MIT
// TCP and UDP through the driver in both modes, with checksums.
#include "tools/common/socket.h"
#include "tools/systest/guest.h"

namespace alcove::systest {
namespace {

constexpr std::uint64_t k_mib = 1 << 20;

std::string mode_line(const Test& test, const std::string& mode) {
    return fmt::format("mode={} load={} ip=dhcp", mode, test.driver());
}

Message traffic(Machine& machine, const std::string& command) {
    const std::size_t from = machine.mark();
    machine.must(command);
    Message m = machine.expect_event(from, "traffic", Milliseconds(60000));
    if (m.number("error") != 0)
        machine.fail_with_console(fmt::format("{}: error {}", command, m.text("error")));
    return m;
}

void fetch(Test& test, const std::string& mode) {
    Machine& machine = test.boot(mode_line(test, mode));
    const std::uint64_t bytes = test.long_run() ? 64 * k_mib : 4 * k_mib;
    const int status =
        run_program_in(machine, "/bin/fetch -c " + test.peer().data_url(bytes, 7), Milliseconds(90000));
    test.require(status == 0, "fetch ended with {}", status);
    test.note(fmt::format("{} MiB, checksum right", bytes / k_mib));
    require_healthy(test, machine);
}

/// In-kernel TCP both ways; the receiver's checksum is compared here.
void tcp(Test& test, const std::string& mode) {
    Machine& machine = test.boot(mode_line(test, mode));
    const std::uint64_t bytes = 2 * k_mib;
    traffic(machine, fmt::format("tcp-send {} {} {}", k_host_seen_by_guest, test.peer().sink_port(), bytes));
    test.require(test.peer().counters().sink_bytes == bytes, "the peer got {} bytes",
                 test.peer().counters().sink_bytes);
    const Message m = traffic(machine, fmt::format("tcp-recv {} {} {} crc", k_host_seen_by_guest,
                                                   test.peer().source_port(), bytes));
    test.require(m.number("bytes") == static_cast<double>(bytes), "received {} bytes", m.text("bytes"));
    test.require(m.number("crc") == data_crc(bytes, 1), "wrong checksum");
}

void udp(Test& test, const std::string& mode) {
    Machine& machine = test.boot(mode_line(test, mode));
    const std::uint64_t bytes = 80 * 1472; // fits in the host's receive buffer, should its reader be slow
    traffic(machine, fmt::format("udp-send {} {} {}", k_host_seen_by_guest, test.peer().udp_port(), bytes));
    std::this_thread::sleep_for(Milliseconds(300));
    const auto got = test.peer().counters().udp_bytes;
    test.require(got >= bytes / 2, "of {} bytes of datagrams only {} came", bytes, got);
    test.note(fmt::format("{} % arrived", got * 100 / bytes));
}

/// The guest's own web server, reached through a forwarded port.
void httpd(Test& test) {
    unsigned short port;
    { const Fd reserve = listen_loopback(port); } // a port that is free now
    MachineConfig config = test.config(mode_line(test, "nooks"));
    config.nics[0].netdev = fmt::format("user,hostfwd=tcp:127.0.0.1:{}-:80", port);
    Machine& machine = test.boot(config);
    start_program(machine, "/bin/httpd");
    for (int i = 0; i < 20; ++i) {
        const auto page = http_get(port, "/", 2000);
        if (page && page->find("200") != std::string::npos) return;
        std::this_thread::sleep_for(Milliseconds(200));
    }
    machine.fail_with_console("httpd does not answer");
}

void ping(Test& test) {
    Machine& machine = test.boot(mode_line(test, "nooks"));
    const int status = run_program_in(machine, "/bin/ping -c 3 10.0.2.2", Milliseconds(20000));
    test.require(status == 0, "ping ended with {}", status);
}

/// Down, up, and another lease, a few times over.
void down_and_up(Test& test, const std::string& mode) {
    Machine& machine = test.boot(mode_line(test, mode));
    const auto set = [&](const std::string& settings) {
        const int status = run_program_in(machine, "/bin/ifconfig eth0 " + settings, Milliseconds(20000));
        test.require(status == 0, "ifconfig eth0 {} ended with {}", settings, status);
    };
    const auto addressed = [&](std::size_t from) {
        const auto link = [](const Message& m) {
            return m.event() == "link" && m.text("address") == "10.0.2.15";
        };
        test.require(machine.wait(from, link, Milliseconds(20000)).has_value(), "no address");
        require_network(test, machine);
    };
    for (int i = 0; i < 3; ++i) {
        std::size_t from = machine.mark();
        set("down");
        set("up");
        addressed(from);
        from = machine.mark();
        set("down");
        set("dhcp");
        set("up");
        addressed(from);
    }
    set("dhcp");
    require_network(test, machine);
    require_healthy(test, machine);
}

const Register k_transfer_tests{
    {"transfer", "fetch-nooks", 120, [](Test& t) { fetch(t, "nooks"); }, false, true},
    {"transfer", "fetch-native", 120, [](Test& t) { fetch(t, "native"); }, false, true},
    {"transfer", "tcp-nooks", 90, [](Test& t) { tcp(t, "nooks"); }, false, true},
    {"transfer", "tcp-native", 90, [](Test& t) { tcp(t, "native"); }, false, true},
    {"transfer", "udp-nooks", 60, [](Test& t) { udp(t, "nooks"); }, false, true},
    {"transfer", "udp-native", 60, [](Test& t) { udp(t, "native"); }, false, true},
    {"transfer", "httpd", 60, httpd, false, true},
    {"transfer", "ping", 60, ping, false, true},
    {"transfer", "down-and-up-nooks", 90, [](Test& t) { down_and_up(t, "nooks"); }, false, true},
    {"transfer", "down-and-up-native", 90, [](Test& t) { down_and_up(t, "native"); }, false, true},
};

} // namespace
} // namespace alcove::systest
