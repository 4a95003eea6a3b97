// SPDX-License-Identifier: MIT
// Sockets: what all kinds share, and the calls by which the rest of the executive uses them.
#include "exec/net/sockets.h"
#include "exec/net/interface_base.h"
#include "exec/net/socket.h"
#include "lwip/def.h"
#include <string.h>

namespace alcove::exec {

using namespace net_abi;

namespace {

WaitQueue activity_queue;

bool is_internet(const SocketAddress& a) { return a.family == af_inet; }

/// SO_RCVTIMEO and SO_SNDTIMEO: two 32-bit words, seconds and microseconds; zero means for ever.
struct TimeValue {
    i32 seconds, microseconds;
};

u32 to_milliseconds(const TimeValue& t) {
    if (t.seconds == 0 && t.microseconds == 0) return k_forever;
    const u64 ms = u64{static_cast<u32>(t.seconds)} * 1000 + static_cast<u32>(t.microseconds) / 1000;
    return ms >= k_forever ? k_forever : ms == 0 ? 1 : static_cast<u32>(ms);
}

TimeValue to_time_value(u32 ms) {
    if (ms == k_forever) return {0, 0};
    return {static_cast<i32>(ms / 1000), static_cast<i32>(ms % 1000 * 1000)};
}

int give_option(void* value, u32& size, const void* from, u32 from_size) {
    if (size > from_size) size = from_size;
    memcpy(value, from, size);
    return 0;
}

} // namespace

WaitQueue& socket_activity() { return activity_queue; }

void Socket::raise(u32 bits) {
    IrqGuard guard;
    if ((ready_ & bits) == bits) return;
    ready_ |= bits;
    if (!queue_.empty()) queue_.wake_all();
    if (!activity_queue.empty()) activity_queue.wake_all();
}

int Socket::wait(u32 bits, u32 timeout_ms, int flags) {
    if (!blocking(flags)) return net_error::again;
    IrqGuard guard;
    while (!(ready_ & (bits | poll_err | poll_hup))) {
        switch (queue_.wait(timeout_ms, true)) {
        case WakeReason::woken:
            break;
        case WakeReason::timed_out:
            return net_error::again;
        case WakeReason::interrupted:
            return net_error::intr;
        }
    }
    return 0;
}

SocketAddress socket_address(const ip_addr_t& address, u16 port) {
    return {static_cast<u16>(af_inet), lwip_htons(port), address.addr, {}};
}
ip_addr_t lwip_address(const SocketAddress& a) { return {a.address}; }
u16 lwip_port(const SocketAddress& a) { return lwip_ntohs(a.port); }

// --- the calls ------------------------------------------------------------------------------------------

int socket_create(int family, int type, int protocol, Socket*& result) {
    if (family != af_inet) return net_error::afnosupport;
    if (type == sock_stream && (protocol == 0 || protocol == ipproto_tcp))
        result = tcp_socket_create();
    else if (type == sock_dgram && (protocol == 0 || protocol == ipproto_udp))
        result = udp_socket_create();
    else if (type == sock_raw && protocol == ipproto_icmp)
        result = raw_socket_create(ipproto_icmp);
    else
        return net_error::protonosupport;
    return result ? 0 : net_error::nomem;
}

void socket_close(Socket* s) { s->close(); }
int socket_bind(Socket& s, const SocketAddress& a) {
    return is_internet(a) ? s.bind(a) : net_error::afnosupport;
}
int socket_connect(Socket& s, const SocketAddress& a) {
    return is_internet(a) ? s.connect(a) : net_error::afnosupport;
}
int socket_listen(Socket& s, int backlog) { return s.listen(backlog); }
int socket_accept(Socket& s, Socket*& result, SocketAddress* peer) { return s.accept(result, peer); }
int socket_send(Socket& s, const void* data, usize size, int flags) {
    return s.send(data, size, flags, nullptr);
}
int socket_recv(Socket& s, void* data, usize size, int flags) {
    return s.receive(data, size, flags, nullptr);
}
int socket_sendto(Socket& s, const void* data, usize size, int flags, const SocketAddress* to) {
    return !to || is_internet(*to) ? s.send(data, size, flags, to) : net_error::afnosupport;
}
int socket_recvfrom(Socket& s, void* data, usize size, int flags, SocketAddress* from) {
    return s.receive(data, size, flags, from);
}
int socket_shutdown(Socket& s, int how) {
    return how < shut_rd || how > shut_rdwr ? net_error::inval : s.shutdown(how);
}
int socket_getsockname(Socket& s, SocketAddress& address) { return s.name(address); }
int socket_getpeername(Socket& s, SocketAddress& address) { return s.peer(address); }
void socket_set_nonblocking(Socket& s, bool nonblocking) { s.nonblocking = nonblocking; }
bool socket_nonblocking(const Socket& s) { return s.nonblocking; }
int socket_available(Socket& s) { return s.available(); }
u32 socket_poll(const Socket& s) { return s.ready(); }

int socket_setsockopt(Socket& s, int level, int option, const void* value, u32 size) {
    if (level == sol_socket && (option == so_rcvtimeo || option == so_sndtimeo)) {
        if (size < sizeof(TimeValue)) return net_error::inval;
        TimeValue t;
        memcpy(&t, value, sizeof t);
        (option == so_rcvtimeo ? s.receive_timeout_ms : s.send_timeout_ms) = to_milliseconds(t);
        return 0;
    }
    if (size < sizeof(int)) return net_error::inval;
    int number;
    memcpy(&number, value, sizeof number);
    if (level == sol_socket && option == so_linger) {
        int seconds = 0;
        if (size >= 2 * sizeof(int))
            memcpy(&seconds, static_cast<const u8*>(value) + sizeof(int), sizeof seconds);
        s.set_linger(number != 0, seconds);
        return 0;
    }
    // Buffers have the sizes of the configuration; a wish is accepted and not followed.
    if (level == sol_socket && (option == so_sndbuf || option == so_rcvbuf)) return 0;
    return s.set_option(level, option, number);
}

int socket_getsockopt(Socket& s, int level, int option, void* value, u32& size) {
    int number = 0;
    if (level == sol_socket) {
        switch (option) {
        case so_type:
            number = s.type();
            return give_option(value, size, &number, sizeof number);
        case so_error:
            number = -s.take_error();
            return give_option(value, size, &number, sizeof number);
        case so_rcvtimeo:
        case so_sndtimeo: {
            const TimeValue t =
                to_time_value(option == so_rcvtimeo ? s.receive_timeout_ms : s.send_timeout_ms);
            return give_option(value, size, &t, sizeof t);
        }
        case so_sndbuf:
            number = TCP_SND_BUF;
            return give_option(value, size, &number, sizeof number);
        case so_rcvbuf:
            number = TCP_WND;
            return give_option(value, size, &number, sizeof number);
        }
    }
    const int r = s.get_option(level, option, number);
    return r < 0 ? r : give_option(value, size, &number, sizeof number);
}

// --- interfaces -----------------------------------------------------------------------------------------

int interface_info(u32 index, InterfaceInfo& info, bool ask_driver) {
    for (u32 place = 0; place < k_max_interfaces; place++) {
        InterfaceBase* i = interface_at(place);
        if (!i) continue;
        const bool found = index-- == 0;
        if (found) {
            info = {};
            i->fill_info(info, ask_driver);
        }
        i->unref();
        if (found) return 0;
    }
    return -19; // ENODEV
}

int interface_configure(const char* name, const InterfaceSettings& settings) {
    InterfaceBase* i = interface_named(name);
    if (!i) return -19; // ENODEV
    const int r = i->configure(settings);
    i->unref();
    return r;
}

int interface_ioctl(const char* name, NetIoctl& request) {
    InterfaceBase* i = interface_named(name);
    if (!i) return -19; // ENODEV
    const int r = i->ioctl(request);
    i->unref();
    return r;
}

} // namespace alcove::exec
