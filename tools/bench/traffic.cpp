// SPDX-License-Identifier: MIT
// Runs transfers between the guest and the peer, and compares what arrived with what was sent.
#include "tools/bench/traffic.h"
#include "tools/common/pattern.h"
#include "tools/common/socket.h"
#include <cmath>
#include <netinet/in.h>
#include <sys/socket.h>

namespace alcove::bench {
namespace {

constexpr std::size_t k_burst = 16; // datagrams sent together: the guest finds the same work in both modes
constexpr Milliseconds k_pause(8);  // between bursts, so that a guest under -icount on a busy host keeps up
constexpr int k_attempts = 4;       // to get most of the datagrams through
constexpr double k_enough = 0.95;   // of them
constexpr std::size_t k_datagram = 1472;
constexpr std::size_t k_pattern = 128 * 1024;   // the guest sends the same words again after so many bytes
constexpr double k_least_arrived = 0.2;         // less of the datagrams says nothing about a stream
constexpr Milliseconds k_traffic_limit(120000); // of one transfer

std::size_t whole(double v) { return static_cast<std::size_t>(v); }

/// CRC-32 of what the guest's tcp-send sends.
std::uint32_t sent_crc(std::size_t bytes) {
    std::vector<unsigned char> words(k_pattern);
    Xorshift32(1).fill(words.data(), words.size());
    std::uint32_t crc = 0;
    for (std::size_t at = 0; at < bytes; at += k_pattern)
        crc = crc32(crc, words.data(), std::min(k_pattern, bytes - at));
    return crc;
}

void require(const Guest& g, bool right, const std::string& what) {
    if (!right) g.machine->fail_with_console(what);
}

Traffic end_of(const Guest& g, std::size_t from, const std::string& command, Message& message) {
    message = g.machine->expect_event(from, "traffic", k_traffic_limit);
    require(g, message.number("error") == 0, command + ": error " + message.text("error"));
    return {message.number("bytes"), message.number("us"), message.number("cycles"),
            message.number("busy_cycles"), 1};
}

Traffic run(const Guest& g, const std::string& command, Message& message) {
    const std::size_t from = g.machine->mark();
    g.machine->must(command, Milliseconds(30000));
    return end_of(g, from, command, message);
}

Traffic tcp_send(const Context& c, const Guest& g, double bytes) {
    Message m;
    const auto before = c.peer.counters().sunk;
    const Traffic t =
        run(g, fmt::format("tcp-send {} {} {:.0f}", k_host_seen_by_guest, c.peer.sink_port(), bytes), m);
    const Sunk sunk = c.peer.last_sunk();
    require(g, c.peer.counters().sunk == before + 1, "the peer saw no end of the data sent");
    require(g, sunk.bytes == whole(bytes) && sunk.crc == sent_crc(whole(bytes)),
            fmt::format("tcp-send: {} bytes arrived with checksum {:08x}, wrong", sunk.bytes, sunk.crc));
    return t;
}

Traffic tcp_receive(const Context& c, const Guest& g, double bytes) {
    Message m;
    const Traffic t = run(
        g, fmt::format("tcp-recv {} {} {:.0f} crc", k_host_seen_by_guest, c.peer.source_port(), bytes), m);
    require(g, t.bytes == bytes && m.number("crc") == data_crc(whole(bytes), 1),
            fmt::format("tcp-recv: {:.0f} bytes with checksum {}, wrong", t.bytes, m.text("crc")));
    return t;
}

/// The peer's counters once no datagram comes any more.
PeerCounters settled(const Peer& peer) {
    PeerCounters now = peer.counters();
    for (;;) {
        std::this_thread::sleep_for(Milliseconds(60)); // longer than the peer's poll
        const PeerCounters next = peer.counters();
        if (next.udp_datagrams == now.udp_datagrams) return next;
        now = next;
    }
}

Traffic send_datagrams_once(const Context& c, const Guest& g, double bytes) {
    Message m;
    const PeerCounters before = settled(c.peer);
    Traffic t =
        run(g, fmt::format("udp-send {} {} {:.0f}", k_host_seen_by_guest, c.peer.udp_port(), bytes), m);
    const PeerCounters after = settled(c.peer);
    const auto datagrams = after.udp_datagrams - before.udp_datagrams;
    t.arrived = static_cast<double>(after.udp_bytes - before.udp_bytes) / bytes;
    require(g, after.udp_right - before.udp_right == datagrams, "udp-send: damaged datagrams arrived");
    return t;
}

/// Nobody answers these datagrams, so the guest restarts the driver once (docs/recovery.md, "silent"): a
/// transfer that met this is repeated.
Traffic udp_send(const Context& c, const Guest& g, double bytes) {
    Traffic t = send_datagrams_once(c, g, bytes);
    for (int i = 1; i < k_attempts && t.arrived < k_least_arrived; ++i) t = send_datagrams_once(c, g, bytes);
    require(g, t.arrived >= k_least_arrived, "udp-send: most of the datagrams were lost");
    return t;
}

/// Datagrams to a forwarded port. Time lost is not made up for: that would fill the queues on the way.
void send_datagrams(unsigned short port, double bytes) {
    unsigned short own;
    const Fd fd = udp_loopback(own);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const std::string datagram(k_datagram, 'u');
    for (std::size_t n = whole(bytes) / k_datagram, i = 1; i <= n; ++i) {
        sendto(fd.get(), datagram.data(), datagram.size(), 0, reinterpret_cast<sockaddr*>(&to), sizeof to);
        if (i % k_burst == 0) std::this_thread::sleep_for(k_pause);
    }
}

Traffic receive_datagrams(const Guest& g, double bytes) {
    const double all = std::floor(bytes / k_datagram) * k_datagram;
    const std::size_t from = g.machine->mark();
    const std::string command = fmt::format("udp-recv 0.0.0.0 {} {:.0f} crc", k_guest_udp_port, all);
    g.machine->must(command);
    g.machine->expect_event(from, "listening", Milliseconds(10000));
    send_datagrams(g.udp_port, all);
    Message m;
    Traffic t = end_of(g, from, command, m);
    t.arrived = t.bytes / all;
    const std::vector<unsigned char> right(whole(t.bytes), 'u');
    require(g, m.number("crc") == crc32(0, right.data(), right.size()),
            "udp-recv: damaged datagrams arrived");
    return t;
}

Traffic udp_receive(const Context&, const Guest& g, double bytes) {
    Traffic t = receive_datagrams(g, bytes);
    for (int i = 1; i < k_attempts && t.arrived < k_enough; ++i) t = receive_datagrams(g, bytes);
    require(g, t.arrived >= k_least_arrived, "udp-recv: most of the datagrams were lost");
    return t;
}

} // namespace

const std::vector<Way> k_ways = {
    {"tcp.send", 1460, tcp_send, true},
    {"tcp.receive", 1460, tcp_receive, true},
    {"udp.send", 1472, udp_send, true},
    {"udp.receive", 1472, udp_receive, false},
};

std::string key(const Driver& driver, const Way& way, const std::string& rest) {
    return fmt::format("net.{}.{}.{}", driver.name, way.name, rest);
}

} // namespace alcove::bench
