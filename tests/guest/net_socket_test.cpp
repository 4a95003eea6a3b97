// SPDX-License-Identifier: MIT
// Sockets over the loopback interface: streams, datagrams, refusals, readiness, interrupted calls.
#include "arch/x86/api/checksum.h"
#include "exec/net/sockets.h"
#include "exec/self_test.h"
#include "lwip/stats.h"
#include <stdlib.h>
#include <string.h>

namespace {

using namespace alcove;
using namespace alcove::exec;
using namespace alcove::exec::net_abi;

constexpr u16 port(u16 host_order) { return static_cast<u16>(host_order << 8 | host_order >> 8); }

SocketAddress local(u16 host_order_port) {
    return {static_cast<u16>(af_inet), port(host_order_port), 0x0100007F, {}};
}

/// Closes with its scope; nullptr when it could not be made.
struct Owned {
    explicit Owned(int type, int protocol = 0) {
        EXPECT(socket_create(af_inet, type, protocol, socket) == 0);
    }
    Owned() = default;
    ~Owned() {
        if (socket) socket_close(socket);
    }
    Socket& operator*() { return *socket; }
    Socket* socket = nullptr;
};

/// Accepts one connection and sends back what comes until the peer closes.
struct EchoServer {
    explicit EchoServer(u16 at) {
        EXPECT(socket_bind(*listener, local(at)) == 0);
        EXPECT(socket_listen(*listener, 4) == 0);
        EXPECT(Thread::create("echo", priority::worker, serve, this).ok());
    }
    ~EchoServer() { EXPECT(ended.down(5000) == WakeReason::woken); }
    static void serve(void* argument) {
        EchoServer& self = *static_cast<EchoServer*>(argument);
        {
            Owned connection;
            EXPECT(socket_accept(*self.listener, connection.socket, nullptr) == 0);
            const int on = 1;
            EXPECT(socket_setsockopt(*connection, ipproto_tcp, tcp_nodelay, &on, sizeof on) == 0);
            static u8 buffer[5000];
            for (;;) {
                const int n = socket_recv(*connection, buffer, sizeof buffer, 0);
                if (n <= 0) break;
                EXPECT(socket_send(*connection, buffer, static_cast<usize>(n), 0) == n);
            }
        }
        self.ended.up();
    }
    Owned listener{sock_stream};
    Semaphore ended{0};
};

u16 plain_checksum(const u8* data, u32 length) {
    u32 sum = 0;
    for (u32 i = 0; i < length; i++) sum += i & 1 ? u32{data[i]} << 8 : data[i];
    while (sum >> 16) sum = (sum & 0xFFFF) + (sum >> 16);
    return static_cast<u16>(sum);
}

SELF_TEST(net_checksum) {
    static u8 data[700], copy[700];
    for (u32 i = 0; i < sizeof data; i++) data[i] = static_cast<u8>(i * 37 + (i >> 3));
    for (u32 offset = 0; offset < 4; offset++)
        for (u32 length = 0; length < 600; length++) {
            const u16 expected = plain_checksum(data + offset, length);
            EXPECT(arch_checksum(data + offset, static_cast<int>(length)) == expected);
            EXPECT(arch_checksum_copy(copy + 1, data + offset, static_cast<int>(length)) == expected);
            EXPECT(memcmp(copy + 1, data + offset, length) == 0);
        }
}

SELF_TEST(net_stream) {
    constexpr u32 k_most = 9000;
    u8* sent = static_cast<u8*>(malloc(k_most));
    u8* got = static_cast<u8*>(malloc(k_most));
    {
        EchoServer server(7001);
        Owned client(sock_stream);
        EXPECT(socket_connect(*client, local(7001)) == 0);
        const int on = 1; // or the end of each answer waits for a delayed acknowledgement
        EXPECT(socket_setsockopt(*client, ipproto_tcp, tcp_nodelay, &on, sizeof on) == 0);
        for (u32 round = 0; round < 60; round++) {
            const int length = static_cast<int>(1 + round * 7919 % k_most);
            for (int i = 0; i < length; i++) sent[i] = static_cast<u8>(i * round);
            EXPECT(socket_send(*client, sent, static_cast<usize>(length), 0) == length);
            EXPECT(socket_recv(*client, got, static_cast<usize>(length), msg_waitall) == length);
            EXPECT(memcmp(sent, got, static_cast<usize>(length)) == 0);
        }
        SocketAddress peer;
        EXPECT(socket_getpeername(*client, peer) == 0 && peer.port == port(7001));
        EXPECT(socket_shutdown(*client, shut_wr) == 0);
        EXPECT(socket_send(*client, sent, 1, 0) == -32); // EPIPE
        EXPECT(socket_recv(*client, got, 1, 0) == 0);
    }
    free(sent);
    free(got);
}

/// Both windows are empty: the ends must not answer each other's answers (exec/net/tcp_window.cpp).
SELF_TEST(net_both_windows_empty) {
    Owned listener(sock_stream), near(sock_stream);
    EXPECT(socket_bind(*listener, local(7010)) == 0 && socket_listen(*listener, 1) == 0);
    EXPECT(socket_connect(*near, local(7010)) == 0);
    Owned far;
    EXPECT(socket_accept(*listener, far.socket, nullptr) == 0);
    static u8 data[4096];
    u32 sent[2] = {};
    for (u32 quiet = 0; quiet < 150; quiet++) { // a persist timer sends what is left of a window
        for (Socket* s : {near.socket, far.socket})
            for (int n; (n = socket_send(*s, data, sizeof data, msg_dontwait)) > 0; quiet = 0)
                sent[s == far.socket] += static_cast<u32>(n);
        EXPECT(thread_sleep_ms(10));
    }
    const u32 before = lwip_stats.tcp.xmit;
    EXPECT(thread_sleep_ms(200));
    EXPECT(lwip_stats.tcp.xmit - before < 10);
    u32 got[2] = {};
    for (u32 quiet = 0; quiet < 300 && (got[0] < sent[0] || got[1] < sent[1]); quiet++) {
        for (Socket* s : {near.socket, far.socket})
            for (int n; (n = socket_recv(*s, data, sizeof data, msg_dontwait)) > 0; quiet = 0)
                got[s == near.socket] += static_cast<u32>(n);
        EXPECT(thread_sleep_ms(10));
    }
    EXPECT(got[0] == sent[0] && got[1] == sent[1]);
}

SELF_TEST(net_refused) {
    Owned client(sock_stream);
    EXPECT(socket_connect(*client, local(7002)) == -111); // ECONNREFUSED
    EXPECT(socket_send(*client, "x", 1, 0) == -32);       // EPIPE
    Owned unconnected(sock_stream);
    u8 byte;
    EXPECT(socket_recv(*unconnected, &byte, 1, 0) == -107); // ENOTCONN
    Owned first(sock_stream), second(sock_stream);
    EXPECT(socket_bind(*first, local(7003)) == 0);
    EXPECT(socket_bind(*second, local(7003)) == -98); // EADDRINUSE
    Socket* none = nullptr;
    EXPECT(socket_create(10, sock_stream, 0, none) == -97);    // EAFNOSUPPORT
    EXPECT(socket_create(af_inet, sock_raw, 89, none) == -93); // EPROTONOSUPPORT
}

SELF_TEST(net_datagrams) {
    Owned a(sock_dgram), b(sock_dgram);
    EXPECT(socket_bind(*a, local(7004)) == 0);
    EXPECT(socket_poll(*a) == poll_out);
    static u8 data[4000], got[4000];
    for (u32 i = 0; i < sizeof data; i++) data[i] = static_cast<u8>(i ^ i >> 8);
    const SocketAddress to = local(7004);
    for (u32 length : {0u, 1u, 1472u, 4000u}) { // the last one is fragmented
        EXPECT(socket_sendto(*b, data, length, 0, &to) == static_cast<int>(length));
        SocketAddress from;
        EXPECT(socket_recvfrom(*a, got, sizeof got, 0, &from) == static_cast<int>(length));
        EXPECT(memcmp(data, got, length) == 0);
    }
    EXPECT(socket_recv(*a, got, sizeof got, msg_dontwait) == -11); // EAGAIN
    EXPECT(socket_send(*b, data, 1, 0) == -89);                    // EDESTADDRREQ
    const u32 timeout[2] = {0, 20000};
    EXPECT(socket_setsockopt(*a, sol_socket, so_rcvtimeo, timeout, sizeof timeout) == 0);
    EXPECT(socket_recv(*a, got, sizeof got, 0) == -11);
}

SELF_TEST(net_echo_request) {
    Owned raw(sock_raw, ipproto_icmp);
    u8 request[16] = {8, 0, 0, 0, 0, 1, 0, 1};
    const u16 sum = static_cast<u16>(~arch_checksum(request, sizeof request));
    memcpy(request + 2, &sum, 2);
    const SocketAddress to = local(0);
    EXPECT(socket_sendto(*raw, request, sizeof request, 0, &to) == static_cast<int>(sizeof request));
    u8 got[64];
    EXPECT(socket_recv(*raw, got, sizeof got, 0) == 36); // the request itself
    EXPECT(socket_recv(*raw, got, sizeof got, 0) == 36);
    EXPECT(got[20] == 0); // echo reply, behind the IP header
}

struct Blocked {
    Socket* socket;
    int result = 1;
    Semaphore ended{0};
    static void receive(void* argument) {
        Blocked& b = *static_cast<Blocked*>(argument);
        u8 byte;
        b.result = socket_recv(*b.socket, &byte, 1, 0);
        b.ended.up();
    }
};

SELF_TEST(net_interrupted) {
    EchoServer server(7005);
    Owned client(sock_stream);
    EXPECT(socket_connect(*client, local(7005)) == 0);
    Blocked blocked{client.socket};
    const Result<Thread*> thread = Thread::create("blocked", priority::worker, Blocked::receive, &blocked);
    EXPECT(thread.ok());
    thread_sleep_ms(20);
    interrupt_sleep(*thread.value());
    EXPECT(blocked.ended.down(1000) == WakeReason::woken);
    EXPECT(blocked.result == -4); // EINTR
    // The connection is as good as before.
    u8 byte = 42;
    EXPECT(socket_send(*client, &byte, 1, 0) == 1);
    byte = 0;
    EXPECT(socket_recv(*client, &byte, 1, 0) == 1 && byte == 42);
}

SELF_TEST(net_poll) {
    Owned listener(sock_stream), client(sock_stream);
    EXPECT(socket_bind(*listener, local(7006)) == 0);
    EXPECT(socket_listen(*listener, 1) == 0);
    EXPECT(socket_poll(*listener) == 0);
    socket_set_nonblocking(*client, true);
    EXPECT(socket_connect(*client, local(7006)) == -115); // EINPROGRESS
    EXPECT(wait_until(
               socket_activity(), [&] { return (socket_poll(*listener) & poll_in) != 0; }, 1000) ==
           WakeReason::woken);
    Owned accepted;
    EXPECT(socket_accept(*listener, accepted.socket, nullptr) == 0);
    EXPECT(socket_poll(*client) == poll_out && socket_poll(*accepted) == poll_out);
    EXPECT(socket_send(*accepted, "ab", 2, 0) == 2);
    EXPECT(wait_until(
               socket_activity(), [&] { return (socket_poll(*client) & poll_in) != 0; }, 1000) ==
           WakeReason::woken);
    EXPECT(socket_available(*client) == 2);
    u8 got[2];
    EXPECT(socket_recv(*client, got, 2, msg_peek) == 2 && socket_available(*client) == 2);
    EXPECT(socket_recv(*client, got, 2, 0) == 2 && socket_poll(*client) == poll_out);
    // A writer that nobody reads from stops being writable.
    static u8 much[8192];
    int n;
    while ((n = socket_send(*client, much, sizeof much, 0)) > 0) {
    }
    EXPECT(n == -11 && !(socket_poll(*client) & poll_out));
}

} // namespace
