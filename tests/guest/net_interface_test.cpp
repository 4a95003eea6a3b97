// SPDX-License-Identifier: MIT
// An Ethernet interface above a driver of the test's own: ARP, backlog, exchange of the driver, removal.
#include "exec/net/interface.h"
#include "exec/clock.h"
#include "exec/net/sockets.h"
#include "exec/self_test.h"
#include "exec/sync.h"
#include <string.h>

namespace {

using namespace alcove;
using namespace alcove::exec;
using namespace alcove::exec::net_abi;

constexpr u32 k_here = 0x0101630A, k_there = 0x0201630A; // 10.99.1.1 and 10.99.1.2, network byte order
constexpr u8 k_port = 9;

/// Answers ARP requests for k_there, keeps the first bytes of each datagram sent to k_port, and can be busy
/// or away.
class TestDriver final : public NetDriver {
  public:
    Result<void> open() override {
        opens++;
        if (open_answer != Error::none) return open_answer;
        return {};
    }
    Result<void> stop() override {
        stops++;
        return {};
    }
    Result<void> transmit(pbuf* packet) override {
        if (answer != Error::none) return answer;
        const u8* d = static_cast<const u8*>(packet_data(packet));
        if (d[12] == 8 && d[13] == 6 && d[21] == 1 && memcmp(d + 38, &k_there, 4) == 0) pending_reply = true;
        if (d[12] == 8 && d[13] == 0 && d[23] == ipproto_udp && d[37] == k_port && sent < sizeof payloads)
            payloads[sent++] = d[42];
        return {};
    }
    void flush() override {
        flushes++;
        if (!pending_reply) return;
        pending_reply = false;
        // Ethernet, then: hardware 1, protocol 0x0800, sizes, reply, sender and target (RFC 826).
        u8 reply[42] = {0x02, 0, 0, 0, 0, 1, 0x02, 0, 0,    0, 0, 2, 8, 6,
                        0,    1, 8, 0, 6, 4, 0,    2, 0x02, 0, 0, 0, 0, 2};
        memcpy(reply + 28, &k_there, 4);
        memcpy(reply + 32, reply, 6);
        memcpy(reply + 38, &k_here, 4);
        pbuf* p = packet_alloc(sizeof reply);
        memcpy(packet_data(p), reply, sizeof reply);
        EXPECT(interface->receive(p));
        interface->receive_done();
    }
    Result<void> configure(const NetConfig& c) override {
        promiscuous = c.promiscuous;
        return {};
    }
    Result<NetDriverStats> statistics() override { return NetDriverStats{1, 2, 3, 4, 5, 6, 7, 8}; }
    const NetAddressing& addressing() const override { return addressing_; }

    NetInterface* interface = nullptr;
    Error answer = Error::none, open_answer = Error::none;
    bool pending_reply = false, promiscuous = false;
    u32 opens = 0, stops = 0, flushes = 0, sent = 0;
    u8 payloads[512] = {};

  private:
    NetAddressing addressing_ = {{0x02, 0, 0, 0, 0, 1}, 1500, 0};
};

bool find(const char* name, InterfaceInfo& info) {
    for (u32 i = 0; interface_info(i, info, true) == 0; i++)
        if (strcmp(info.name, name) == 0) return true;
    return false;
}

/// Sends one datagram that consists of `value`.
int send_value(Socket& s, u8 value) {
    const SocketAddress to = {static_cast<u16>(af_inet), u16{k_port} << 8, k_there, {}};
    return socket_sendto(s, &value, 1, 0, &to);
}

SELF_TEST(net_interface) {
    static TestDriver driver, other;
    driver = TestDriver();
    other = TestDriver();
    const Result<NetInterface*> made = NetInterface::create(driver);
    EXPECT(made.ok());
    if (!made.ok()) return;
    NetInterface* interface = made.value();
    driver.interface = other.interface = interface;
    thread_sleep_ms(20); // its thread opens the driver
    InterfaceSettings settings;
    settings.set_address = settings.set_promiscuous = settings.promiscuous = true;
    settings.address = k_here;
    settings.mask = 0x00FFFFFF;
    EXPECT(interface_configure(interface->name(), settings) == 0);
    EXPECT(driver.promiscuous);
    EXPECT(interface_configure("eth99", settings) == -19); // ENODEV
    settings.mask = 0x00FF00FF;
    EXPECT(interface_configure(interface->name(), settings) == -22); // EINVAL

    Socket* s = nullptr;
    EXPECT(socket_create(af_inet, sock_dgram, 0, s) == 0);
    EXPECT(send_value(*s, 1) == 1);
    thread_sleep_ms(20);
    EXPECT(driver.sent == 1 && driver.payloads[0] == 1); // after an ARP exchange

    // A busy driver: packets wait, and leave in order.
    driver.answer = Error::again;
    for (u8 i = 2; i < 12; i++) EXPECT(send_value(*s, i) == 1);
    EXPECT(driver.sent == 1);
    InterfaceInfo info;
    EXPECT(find(interface->name(), info) && info.tx_queued == 10 && info.driver_tx_errors == 7);
    driver.answer = Error::none;
    interface->transmit_ready();
    thread_sleep_ms(20);
    EXPECT(driver.sent == 11);
    for (u32 i = 1; i < driver.sent; i++) EXPECT(driver.payloads[i] == i + 1);

    // A driver that is away: up to a bound packets wait for the next one, the rest is counted as dropped.
    driver.answer = Error::network_down;
    for (u32 i = 0; i < 200; i++) EXPECT(send_value(*s, 0) == 1);
    EXPECT(find(interface->name(), info) && info.tx_queued == 128 && info.tx_dropped == 72);
    interface->set_driver(other);
    interface->transmit_ready();
    thread_sleep_ms(20);
    EXPECT(other.sent == 128);
    EXPECT(find(interface->name(), info) && info.tx_queued == 0 && info.drivers == 2 &&
           info.address == k_here);
    EXPECT(send_value(*s, 7) == 1);
    EXPECT(other.sent == 129 && other.payloads[128] == 7);

    NetInterface::destroy(interface);
    EXPECT(!find(interface->name(), info) || info.address != k_here);
    EXPECT(send_value(*s, 8) < 0 || other.sent == 129);
    socket_close(s);
}

/// An ARP packet for `target`, cut after so many bytes.
pbuf* arp(u8 operation, u32 target, u32 bytes) {
    u8 frame[42] = {0x02, 0, 0, 0, 0, 1, 0x02, 0,         0,    0, 0, 2, 8, 6,
                    0,    1, 8, 0, 6, 4, 0,    operation, 0x02, 0, 0, 0, 0, 2};
    memcpy(frame + 28, &k_there, 4);
    memcpy(frame + 38, &target, 4);
    pbuf* p = packet_alloc(bytes);
    memcpy(packet_data(p), frame, bytes);
    return p;
}

NetInterface* make_interface(NetDriver& driver) {
    const Result<NetInterface*> made = NetInterface::create(driver);
    EXPECT(made.ok());
    if (!made.ok()) return nullptr;
    thread_sleep_ms(20);
    InterfaceSettings address;
    address.set_address = true;
    address.address = k_here;
    address.mask = 0x00FFFFFF;
    EXPECT(interface_configure(made.value()->name(), address) == 0);
    return made.value();
}

SELF_TEST(net_interface_traffic) {
    static TestDriver driver;
    driver = TestDriver();
    NetInterface* interface = driver.interface = make_interface(driver);
    if (!interface) return;
    constexpr u8 k_ask = 1, k_answer = 2;
    const auto pass = [&](pbuf* p, u32 understood, u32 damaged) {
        const NetTraffic before = interface->traffic();
        EXPECT(interface->receive(p));
        interface->receive_done();
        thread_sleep_ms(20);
        const NetTraffic after = interface->traffic();
        EXPECT(after.received - before.received == 1);
        EXPECT(after.understood - before.understood == understood);
        EXPECT(after.damaged - before.damaged == damaged);
    };
    pass(arp(k_ask, k_here, 42), 1, 0);
    pass(arp(k_ask, k_there, 42), 1, 0); // a broadcast
    pass(arp(k_answer, k_here, 42), 1, 0);
    pass(arp(k_answer, k_there, 42), 0, 0); // somebody else's
    pass(arp(k_answer, k_here, 41), 0, 1);
    pbuf* unknown = arp(k_ask, k_here, 42);
    static_cast<u8*>(packet_data(unknown))[12] = 0x77;
    pass(unknown, 0, 0);
    NetInterface::destroy(interface);
}

/// Has another question for each answer.
class Insatiable final : public NetDriver {
  public:
    Result<void> open() override { return {}; }
    Result<void> stop() override { return {}; }
    Result<void> transmit(pbuf*) override { return {}; }
    void flush() override {
        pbuf* const p = asks ? arp(1, k_here, 42) : nullptr;
        if (!p) return;
        interface->receive(p);
        interface->receive_done();
    }
    Result<void> configure(const NetConfig&) override { return {}; }
    Result<NetDriverStats> statistics() override { return NetDriverStats{}; }
    const NetAddressing& addressing() const override { return addressing_; }
    NetInterface* interface = nullptr;
    volatile bool asks = false;

  private:
    NetAddressing addressing_ = {{0x02, 0, 0, 0, 0, 1}, 1500, 0};
};

/// Programs go on while frames come faster than they can be handled.
SELF_TEST(net_interface_overrun) {
    static Insatiable driver;
    NetInterface* interface = driver.interface = make_interface(driver);
    if (!interface) return;
    Semaphore done(0);
    driver.asks = true;
    driver.flush();
    const auto program = Thread::create(
        "program", priority::user,
        [](void* p) {
            const u32 until = ticks() + 5;
            while (static_cast<i32>(ticks() - until) < 0) {
            }
            static_cast<Semaphore*>(p)->up();
        },
        &done);
    EXPECT(program.ok());
    const bool ran = done.down(2000) == WakeReason::woken;
    driver.asks = false;
    EXPECT(ran);
    if (!ran) done.down();
    thread_sleep_ms(20);
    NetInterface::destroy(interface);
}

InterfaceSettings up(bool on) {
    InterfaceSettings s;
    s.set_up = true;
    s.up = on;
    return s;
}

SELF_TEST(net_interface_down) {
    static TestDriver driver;
    driver = TestDriver();
    const Result<NetInterface*> made = NetInterface::create(driver);
    EXPECT(made.ok());
    if (!made.ok()) return;
    const char* name = made.value()->name();
    thread_sleep_ms(20);
    EXPECT(driver.opens == 1);
    InterfaceSettings address, dhcp;
    address.set_address = dhcp.start_dhcp = true;
    address.address = k_here;
    address.mask = 0x00FFFFFF;
    EXPECT(interface_configure(name, address) == 0);

    // Down and up: the driver is stopped and opened once, the address stays.
    InterfaceInfo info;
    EXPECT(interface_configure(name, up(false)) == 0 && interface_configure(name, up(false)) == 0);
    EXPECT(find(name, info) && !info.up && driver.stops == 1);
    EXPECT(interface_configure(name, up(true)) == 0 && interface_configure(name, up(true)) == 0);
    EXPECT(find(name, info) && info.up && info.address == k_here && !info.dhcp && driver.opens == 2);

    // A driver that does not open is asked again by the next "up".
    EXPECT(interface_configure(name, up(false)) == 0);
    driver.open_answer = Error::no_memory;
    EXPECT(interface_configure(name, up(true)) == -12); // ENOMEM
    EXPECT(find(name, info) && !info.up);
    driver.open_answer = Error::none;
    EXPECT(interface_configure(name, up(true)) == 0);
    EXPECT(find(name, info) && info.up && driver.opens == 4);

    // What is said of addresses while it is down holds when it is up.
    EXPECT(interface_configure(name, up(false)) == 0);
    EXPECT(interface_configure(name, dhcp) == 0);
    EXPECT(find(name, info) && info.dhcp && !info.up);
    EXPECT(interface_configure(name, up(true)) == 0);
    EXPECT(find(name, info) && info.dhcp && info.up);
    EXPECT(interface_configure(name, up(false)) == 0);
    EXPECT(interface_configure(name, address) == 0);
    EXPECT(interface_configure(name, up(true)) == 0);
    EXPECT(find(name, info) && !info.dhcp && info.up && info.address == k_here);
    NetInterface::destroy(made.value());
}

} // namespace
