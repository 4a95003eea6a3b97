// SPDX-License-Identifier: MIT
// Bulk transfers through the socket calls by a kernel thread at a program's priority, with the processor
// time that they took. A transfer runs beside the control channel, so that things can be broken meanwhile.
#include "exec/net/traffic.h"
#include "exec/clock.h"
#include "exec/control.h"
#include "exec/net/socket.h"
#include "exec/thread.h"
#include <new>
#include <stdlib.h>
#include <string.h>

namespace alcove::exec {

using namespace net_abi;

namespace {

constexpr u32 k_buffer = 128 * 1024; ///< so large that the ends of writes do not count
constexpr u32 k_datagram = 1472;     ///< fills an Ethernet frame
constexpr u32 k_idle_ms = 2000;      ///< a receiver of datagrams stops after this silence
constexpr u32 k_most_kept = 4000000; ///< bytes for a checksum: the heap's blocks end at 4 MiB

/// CRC-32 as zlib computes it (polynomial 0xEDB88320), over half bytes: a small table, and speed does not
/// matter because it is only computed when asked for.
u32 crc32(u32 crc, const u8* data, usize size) {
    static u32 table[16];
    if (!table[1])
        for (u32 i = 0; i < 16; i++) {
            table[i] = i;
            for (int bit = 0; bit < 4; bit++)
                table[i] = table[i] & 1 ? table[i] >> 1 ^ 0xEDB88320u : table[i] >> 1;
        }
    crc = ~crc;
    for (usize i = 0; i < size; i++) {
        crc ^= data[i];
        crc = crc >> 4 ^ table[crc & 15];
        crc = crc >> 4 ^ table[crc & 15];
    }
    return ~crc;
}

/// The same words as the host's tools make (xorshift32; Marsaglia 2003), from seed 1.
void fill_pattern(u8* to, u32 size) {
    u32 x = 1;
    for (u32 i = 0; i + 4 <= size; i += 4) {
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        memcpy(to + i, &x, 4);
    }
}

/// What a transfer is charged by.
struct Clocks {
    u64 us, cycles, idle;
};

struct Transfer {
    const char* kind;
    int (*run)(Transfer&, Socket&);
    int type; ///< of socket
    SocketAddress address;
    u64 bytes_wanted;
    u8* kept =
        nullptr; ///< all that was received, if its checksum is wanted: computed when the clocks have stopped
    u64 bytes = 0;
    Clocks begin = {}, end = {};
    u8 buffer[k_buffer];

    ~Transfer() { free(kept); }
    u32 next_size(u32 most) const {
        const u64 rest = bytes_wanted - bytes;
        return rest < most ? static_cast<u32>(rest) : most;
    }
    u8* receive_buffer() { return kept ? kept + bytes : buffer; }
    u32 crc() const { return kept ? crc32(0, kept, static_cast<usize>(bytes)) : 0; }
};

// Functions of their own, with names that a program finds in the symbol table: what runs between the two is
// the transfer (tools/counter counts its instructions). Interrupts are off, lest one that takes long falls
// between the clocks.
extern "C" [[gnu::noipa]] void alcove_transfer_begins(Clocks& c) {
    IrqGuard guard;
    c = {now_us(), tsc(), idle_cycles()};
}
extern "C" [[gnu::noipa]] void alcove_transfer_ends(Clocks& c) {
    IrqGuard guard;
    c.idle = idle_cycles();
    c.cycles = tsc();
    c.us = now_us();
}

int tcp_send(Transfer& t, Socket& s) {
    if (const int r = socket_connect(s, t.address); r < 0) return r;
    while (t.bytes < t.bytes_wanted) {
        // The pattern over and over, however it is cut: so the peer knows what it must get.
        const u32 at = static_cast<u32>(t.bytes % k_buffer);
        const int n = socket_send(s, t.buffer + at, t.next_size(k_buffer - at), 0);
        if (n < 0) return n;
        t.bytes += n;
    }
    if (const int r = socket_shutdown(s, shut_wr); r < 0) return r;
    // The peer closes once it has everything.
    const int r = socket_recv(s, t.buffer, k_buffer, 0);
    return r < 0 ? r : 0;
}

int tcp_receive(Transfer& t, Socket& s) {
    if (const int r = socket_connect(s, t.address); r < 0) return r;
    while (t.bytes < t.bytes_wanted) {
        const int n = socket_recv(s, t.receive_buffer(), t.next_size(k_buffer), 0);
        if (n <= 0) return n;
        t.bytes += n;
    }
    return 0;
}

int udp_send(Transfer& t, Socket& s) {
    if (const int r = socket_connect(s, t.address); r < 0) return r;
    while (t.bytes < t.bytes_wanted) {
        const int n = socket_send(s, t.buffer, t.next_size(k_datagram), 0);
        if (n < 0 && n != net_error::nobufs) return n;
        if (n > 0) t.bytes += n;
    }
    return 0;
}

/// From then on datagrams arrive, which whoever sends them has to know.
int udp_listen(const Transfer& t, Socket& s) {
    SocketAddress here = t.address;
    here.address = 0;
    const int r = socket_bind(s, here);
    if (r == 0) JsonLine().field("event", "listening").field("kind", t.kind);
    return r;
}

/// Ends without an error when nothing came for a while: datagrams get lost.
int udp_receive(Transfer& t, Socket& s) {
    while (t.bytes < t.bytes_wanted) {
        s.receive_timeout_ms = t.bytes ? k_idle_ms : k_forever;
        const int n = socket_recv(s, t.receive_buffer(), t.next_size(k_buffer), 0);
        if (n == net_error::again) return 0;
        if (n < 0) return n;
        t.bytes += n;
    }
    return 0;
}

void report(const Transfer& t, int error) {
    const u64 cycles = t.end.cycles - t.begin.cycles, idle = t.end.idle - t.begin.idle;
    JsonLine line;
    line.field("event", "traffic").field("kind", t.kind).field("bytes", t.bytes);
    line.field("us", t.end.us - t.begin.us).field("cycles", cycles).field("busy_cycles", cycles - idle);
    line.field("crc", t.crc()).field("error", error);
}

void transfer_thread(void* argument) {
    Transfer& t = *static_cast<Transfer*>(argument);
    Socket* s = nullptr;
    int error = socket_create(af_inet, t.type, 0, s);
    fill_pattern(t.buffer, k_buffer);
    if (error == 0 && t.run == udp_receive) error = udp_listen(t, *s);
    alcove_transfer_begins(t.begin);
    if (error == 0) error = t.run(t, *s);
    alcove_transfer_ends(t.end);
    if (s) socket_close(s);
    report(t, error);
    delete &t;
}

/// Has the transfer keep what it receives.
int keep(Transfer& t) {
    if (t.bytes_wanted == 0 || t.bytes_wanted > k_most_kept) return net_error::inval;
    t.kept = static_cast<u8*>(malloc(static_cast<usize>(t.bytes_wanted)));
    return t.kept ? 0 : net_error::nomem;
}

int start(int argc, char** argv, const char* kind, int type, int (*run)(Transfer&, Socket&)) {
    if (argc < 4) return net_error::inval;
    Transfer* t = new (std::nothrow) Transfer;
    if (!t) return net_error::nomem;
    u32 host = 0;
    int r = socket_resolve(argv[1], host);
    t->kind = kind;
    t->type = type;
    t->run = run;
    const u16 port = static_cast<u16>(strtoul(argv[2], nullptr, 10));
    t->address = {static_cast<u16>(af_inet), static_cast<u16>(port << 8 | port >> 8), host, {}};
    t->bytes_wanted = strtoull(argv[3], nullptr, 10);
    if (r == 0 && argc > 4 && strcmp(argv[4], "crc") == 0) r = keep(*t);
    if (r == 0) {
        const Result<Thread*> thread = Thread::create(kind, priority::user, transfer_thread, t);
        r = thread.ok() ? 0 : to_errno(thread.error());
    }
    if (r < 0) delete t;
    return r;
}

constexpr ControlCommand k_commands[] = {
    {"tcp-send", "tcp-send HOST PORT BYTES: sends a pattern, then {\"event\":\"traffic\"}",
     [](int argc, char** argv) { return start(argc, argv, "tcp-send", sock_stream, tcp_send); }},
    {"tcp-recv",
     "tcp-recv HOST PORT BYTES [crc]: receives; with crc, at most 4000000 of them, and their checksum",
     [](int argc, char** argv) { return start(argc, argv, "tcp-recv", sock_stream, tcp_receive); }},
    {"udp-send", "udp-send HOST PORT BYTES: sends datagrams of 1472 bytes",
     [](int argc, char** argv) { return start(argc, argv, "udp-send", sock_dgram, udp_send); }},
    {"udp-recv", "udp-recv 0.0.0.0 PORT BYTES [crc]: receives datagrams until BYTES or 2 s of silence",
     [](int argc, char** argv) { return start(argc, argv, "udp-recv", sock_dgram, udp_receive); }},
};

} // namespace

void traffic_init() { control_register(k_commands, sizeof k_commands / sizeof k_commands[0]); }

} // namespace alcove::exec
