// SPDX-License-Identifier: MIT
// Sockets as system calls and kernel threads use them: TCP, UDP and raw ICMP over lwIP's core.
#pragma once
#include "exec/sync.h"
#include "lib/types.h"

namespace alcove::exec {

/// Numbers of the program ABI; all of them Linux's (i386).
namespace net_abi {
constexpr int af_inet = 2;
constexpr int sock_stream = 1, sock_dgram = 2, sock_raw = 3;
constexpr int ipproto_ip = 0, ipproto_icmp = 1, ipproto_tcp = 6, ipproto_udp = 17;
constexpr int sol_socket = 1;
constexpr int so_reuseaddr = 2, so_type = 3, so_error = 4, so_broadcast = 6, so_sndbuf = 7, so_rcvbuf = 8,
              so_keepalive = 9, so_linger = 13, so_rcvtimeo = 20, so_sndtimeo = 21, so_acceptconn = 30;
constexpr int ip_tos = 1, ip_ttl = 2;
constexpr int tcp_nodelay = 1;
constexpr int msg_peek = 2, msg_dontwait = 0x40, msg_waitall = 0x100, msg_nosignal = 0x4000;
constexpr int shut_rd = 0, shut_wr = 1, shut_rdwr = 2;
constexpr u32 poll_in = 1, poll_out = 4, poll_err = 8, poll_hup = 0x10;
} // namespace net_abi

/// Linux's sockaddr_in. Port and address are in network byte order.
struct SocketAddress {
    u16 family;
    u16 port;
    u32 address;
    u8 zero[8];
};

class Socket;

// Every function returns 0 or a count, or -errno. All run in thread context and may sleep; a blocking one
// returns -EINTR when its thread is interrupted (interrupt_sleep, kill) and nothing was moved yet.
// Buffers are read and written in place, with the core of TCP/IP locked: a program's buffer has to be
// checked for its whole length before (present, and writable for receiving), and can't vanish during the
// call because a program has one thread.

/// Makes a socket: {af_inet, stream|dgram|raw, protocol or 0}. Raw is for ICMP.
/// Errors: -EAFNOSUPPORT, -EPROTONOSUPPORT, -ENOMEM.
int socket_create(int family, int type, int protocol, Socket*& result);
/// Closes it; TCP delivers what is queued in the background. Nobody else may be inside a call on it.
void socket_close(Socket* s);

int socket_bind(Socket& s, const SocketAddress& address);
int socket_connect(Socket& s, const SocketAddress& address);
int socket_listen(Socket& s, int backlog);
/// `peer` may be nullptr.
int socket_accept(Socket& s, Socket*& result, SocketAddress* peer);
int socket_send(Socket& s, const void* data, usize size, int flags);
/// 0 means end of stream (TCP).
int socket_recv(Socket& s, void* data, usize size, int flags);
int socket_sendto(Socket& s, const void* data, usize size, int flags, const SocketAddress* to);
/// `from` may be nullptr. A raw socket delivers the IP header too, as Linux does.
int socket_recvfrom(Socket& s, void* data, usize size, int flags, SocketAddress* from);
int socket_shutdown(Socket& s, int how);
int socket_setsockopt(Socket& s, int level, int option, const void* value, u32 size);
int socket_getsockopt(Socket& s, int level, int option, void* value, u32& size);
int socket_getsockname(Socket& s, SocketAddress& address);
int socket_getpeername(Socket& s, SocketAddress& address);
void socket_set_nonblocking(Socket& s, bool nonblocking);
bool socket_nonblocking(const Socket& s);
/// Bytes that a receive would return now (FIONREAD).
int socket_available(Socket& s);

/// What is ready now: poll_in | poll_out | poll_err | poll_hup. Any context, never sleeps.
u32 socket_poll(const Socket& s);
/// Woken whenever some socket's readiness rises. poll() checks socket_poll() of its sockets under an
/// IrqGuard, waits here (interruptible), and checks again.
WaitQueue& socket_activity();

/// Resolves a dotted address or, by DNS, a name; `address` in network byte order.
/// Errors: -ENOENT (no such host), -ETIMEDOUT, -EINTR, -ENETDOWN (no name server).
int socket_resolve(const char* name, u32& address);

// --- interfaces, for ifconfig -----------------------------------------------------------------------

struct InterfaceInfo {
    char name[16];
    u8 mac[6];
    bool up;      ///< by configuration
    bool carrier; ///< as the driver says
    bool dhcp;
    u32 address, mask, gateway; ///< network byte order, 0 = none
    u32 mtu;
    u32 rx_packets, rx_dropped; ///< through TCP/IP; dropped: receive queue full
    u64 rx_bytes;
    u32 tx_packets, tx_dropped; ///< dropped: backlog full while the driver was busy or away
    u64 tx_bytes;
    u32 tx_queued;    ///< in the backlog now
    u32 tx_in_flight; ///< with the driver, not finished
    u32 tx_deferred;  ///< ever put into the backlog
    u32 tx_copied;    ///< packets that had to be made contiguous
    u32 batches;      ///< flushes of the driver that had something to send
    u32 rx_batches;   ///< wake-ups of the interface's thread that found packets
    u32 drivers;      ///< how often the driver below was exchanged
    bool promiscuous, all_multicast;
    u32 multicast_count; ///< joined addresses
    u8 multicast[32][6];
    /// The driver's own counters (zero when it doesn't answer).
    u32 driver_rx_packets, driver_rx_errors, driver_rx_dropped, driver_tx_packets, driver_tx_errors,
        driver_tx_dropped;
};

/// The interface number `index` in order of creation ("lo" is 0). -ENODEV past the end. With `ask_driver`
/// its statistics are fetched, which enters the extension.
int interface_info(u32 index, InterfaceInfo& info, bool ask_driver);

/// What to change; absent parts stay as they are.
struct InterfaceSettings {
    bool set_up = false, up = false;        ///< bring it up or down
    bool set_address = false;               ///< static address (ends DHCP)
    u32 address = 0, mask = 0, gateway = 0; ///< network byte order
    bool start_dhcp = false;
    bool set_promiscuous = false, promiscuous = false;
    bool set_all_multicast = false, all_multicast = false;
    u32 mtu = 0; ///< 0: as it is
    bool set_mac = false;
    u8 mac[6] = {};
    bool add_multicast = false, drop_multicast = false; ///< one address is joined or left
    u8 multicast[6] = {};
};
/// Errors: -ENODEV, -EINVAL, or the driver's.
int interface_configure(const char* name, const InterfaceSettings& settings);

struct NetIoctl;
/// Asks the driver (exec/net/interface.h). Errors: -ENODEV, -ENOSYS, -ENETDOWN while the driver is away, or
/// the driver's.
int interface_ioctl(const char* name, NetIoctl& request);

} // namespace alcove::exec
