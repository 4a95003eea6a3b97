// SPDX-License-Identifier: MIT
// Damaged frames of every protocol against TCP/IP: whatever a driver hands over, the executive goes on and
// loses no memory.
#include "arch/x86/api/checksum.h"
#include "exec/net/interface.h"
#include "exec/net/packet_memory.h"
#include "exec/net/sockets.h"
#include "exec/self_test.h"
#include <string.h>

namespace {

using namespace alcove;
using namespace alcove::exec;
using namespace alcove::exec::net_abi;

constexpr u32 k_here = 0x0102630A, k_there = 0x0202630A; // 10.99.2.1 and 10.99.2.2, network byte order
constexpr u32 k_rounds = 6000;
constexpr u32 k_headers = 14 + 20; ///< Ethernet and IP

class SilentDriver final : public NetDriver {
  public:
    Result<void> open() override { return {}; }
    Result<void> stop() override { return {}; }
    Result<void> transmit(pbuf*) override { return {}; }
    void flush() override {}
    Result<void> configure(const NetConfig&) override { return {}; }
    Result<NetDriverStats> statistics() override { return NetDriverStats{}; }
    const NetAddressing& addressing() const override { return addressing_; }

  private:
    NetAddressing addressing_ = {{0x02, 0, 0, 0, 0, 3}, 1500, 0};
};

u32 random_state = 12345;
u32 random(u32 below) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state % below;
}

void put16(u8* to, u32 value) {
    to[0] = static_cast<u8>(value >> 8);
    to[1] = static_cast<u8>(value);
}
void put32(u8* to, u32 value) {
    put16(to, value >> 16);
    put16(to + 2, value);
}

struct Frame {
    u8 bytes[1536];
    u32 length;

    void ethernet(u16 type) {
        static constexpr u8 addresses[12] = {0x02, 0, 0, 0, 0, 3, 0x02, 0, 0, 0, 0, 4};
        memcpy(bytes, addresses, sizeof addresses);
        put16(bytes + 12, type);
    }
    void ip(u8 protocol, u32 payload, u16 fragment) {
        ethernet(0x0800);
        u8* h = bytes + 14;
        memset(h, 0, 20);
        h[0] = 0x45;
        put16(h + 2, 20 + payload);
        put16(h + 4, random(4)); // few identifications, so that fragments meet
        put16(h + 6, fragment);
        h[8] = 64;
        h[9] = protocol;
        memcpy(h + 12, &k_there, 4);
        memcpy(h + 16, &k_here, 4);
        length = k_headers + payload;
    }
    void fix_checksums() {
        u8* h = bytes + 14;
        put16(h + 10, 0);
        const u16 sum = static_cast<u16>(~arch_checksum(h, 20));
        memcpy(h + 10, &sum, 2);
        const u32 size = length > k_headers ? length - k_headers : 0;
        const u32 at = h[9] == ipproto_tcp ? 16 : h[9] == ipproto_icmp ? 2 : 6;
        if (size < at + 2 || (h[6] & 0x3F) || h[7]) return;
        u8* body = bytes + k_headers;
        put16(body + at, 0);
        u32 total = arch_checksum(body, static_cast<int>(size));
        if (h[9] != ipproto_icmp) {
            u8 pseudo[12] = {};
            memcpy(pseudo, h + 12, 8);
            pseudo[9] = h[9];
            put16(pseudo + 10, size);
            total += arch_checksum(pseudo, sizeof pseudo);
            total = (total & 0xFFFF) + (total >> 16);
        }
        const u16 result = static_cast<u16>(~total);
        memcpy(body + at, &result, 2);
    }
};

u32 sequence = 1000;

void arp(Frame& f) {
    f.ethernet(0x0806);
    static constexpr u8 head[8] = {0, 1, 8, 0, 6, 4, 0, 1};
    memcpy(f.bytes + 14, head, sizeof head);
    memset(f.bytes + 22, 3, 20);
    memcpy(f.bytes + 28, &k_there, 4);
    memcpy(f.bytes + 38, &k_here, 4);
    f.length = 42;
}

void udp(Frame& f) {
    const u32 payload = random(64);
    f.ip(ipproto_udp, 8 + payload, 0);
    u8* h = f.bytes + k_headers;
    put16(h, 5000);
    put16(h + 2, 7010);
    put16(h + 4, 8 + payload);
}

void icmp(Frame& f) {
    f.ip(ipproto_icmp, 8 + random(64), 0);
    memset(f.bytes + k_headers, 0, 8);
    f.bytes[k_headers] = 8;
}

void fragment(Frame& f) {
    const u16 flags = static_cast<u16>(random(2) << 13 | random(4) * 8);
    f.ip(ipproto_udp, 64, flags);
    memset(f.bytes + k_headers, 0, 64);
}

void tcp(Frame& f) {
    static constexpr u8 flags[] = {0x02, 0x10, 0x18, 0x18, 0x18, 0x11, 0x04, 0x12, 0x00, 0x29};
    const u8 flag = flags[random(sizeof flags)];
    const u32 payload = flag == 0x18 ? random(700) : 0;
    f.ip(ipproto_tcp, 20 + payload, 0);
    u8* h = f.bytes + k_headers;
    memset(h, 0, 20);
    put16(h, 6000 + random(3));
    put16(h + 2, 7011);
    put32(h + 4, sequence);
    put32(h + 8, random(8) ? 1 : random(~0u));
    h[12] = 0x50;
    h[13] = flag;
    put16(h + 14, random(2) ? 4096 : 0);
    sequence += payload + (flag & 3 ? 1 : 0) - random(20) / 19 * 100;
}

void damage(Frame& f) {
    for (u32 n = random(4); n > 0; n--) f.bytes[12 + random(f.length - 12)] = static_cast<u8>(random(256));
    if (random(10) == 0) f.length = random(f.length + 1);
}

void hand_over(NetInterface& interface, const Frame& f) {
    pbuf* p = packet_alloc(f.length);
    EXPECT(p);
    if (!p) return;
    memcpy(packet_data(p), f.bytes, f.length);
    interface.receive(p);
}

SELF_TEST(net_fuzz) {
    static SilentDriver driver;
    static Frame frame;
    const PacketMemoryStats before = packet_memory_stats();
    const Result<NetInterface*> made = NetInterface::create(driver);
    EXPECT(made.ok());
    if (!made.ok()) return;
    NetInterface& interface = *made.value();
    thread_sleep_ms(20);
    InterfaceSettings settings;
    settings.set_address = true;
    settings.address = k_here;
    settings.mask = 0x00FFFFFF;
    EXPECT(interface_configure(interface.name(), settings) == 0);
    Socket *datagrams = nullptr, *listener = nullptr;
    EXPECT(socket_create(af_inet, sock_dgram, 0, datagrams) == 0);
    EXPECT(socket_create(af_inet, sock_stream, 0, listener) == 0);
    EXPECT(socket_bind(*datagrams, {static_cast<u16>(af_inet), 0x621B, k_here, {}}) == 0); // 7010
    EXPECT(socket_bind(*listener, {static_cast<u16>(af_inet), 0x631B, k_here, {}}) == 0);  // 7011
    EXPECT(socket_listen(*listener, 8) == 0);

    void (*const makers[])(Frame&) = {arp, udp, icmp, fragment, tcp, tcp, tcp, tcp};
    for (u32 i = 0; i < k_rounds; i++) {
        memset(frame.bytes + k_headers, static_cast<int>(i), 1400);
        makers[random(8)](frame);
        const bool fix_last = random(2);
        if (!fix_last) frame.fix_checksums();
        damage(frame);
        if (fix_last && frame.length >= k_headers) frame.fix_checksums();
        hand_over(interface, frame);
        if (i % 16 == 15) interface.receive_done(); // batches, so that segments are merged
        if (i % 200 == 199) thread_sleep_ms(1);     // the queue holds 256
    }
    interface.receive_done();
    thread_sleep_ms(50);
    socket_close(datagrams);
    socket_close(listener);
    NetInterface::destroy(&interface);
    thread_sleep_ms(50);
    const PacketMemoryStats after = packet_memory_stats();
    // Fragments wait for their rest, and packets for an answer to ARP; nothing else is left.
    constexpr u32 k_waiting = 48 + 16; // IP_REASS_MAX_PBUFS and ARP_QUEUE_LEN of lwipopts.h
    EXPECT(after.small_free + k_waiting >= before.small_free &&
           after.large_free + k_waiting >= before.large_free);
    EXPECT(after.heap_blocks <= before.heap_blocks + k_waiting);
}

} // namespace
