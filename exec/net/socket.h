// SPDX-License-Identifier: MIT
// What a socket is inside the executive: readiness, waiting, options; TCP and datagram sockets derive from
// it.
#pragma once
#include "exec/net/core.h"
#include "exec/net/sockets.h"
#include "lwip/ip_addr.h"
#include "lwip/pbuf.h"

namespace alcove::exec {

namespace net_error {
constexpr int intr = -4, again = -11, nomem = -12, inval = -22, pipe = -32, destaddrreq = -89, msgsize = -90,
              noprotoopt = -92, protonosupport = -93, opnotsupp = -95, afnosupport = -97, netdown = -100,
              connreset = -104, nobufs = -105, isconn = -106, notconn = -107, timedout = -110,
              connrefused = -111, already = -114, inprogress = -115;
}

/// lwIP's callbacks run with the core locked and only change readiness and queues; calls check readiness
/// with interrupts off and sleep without the core. So a call may be given up at any point.
class Socket {
  public:
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    virtual int bind(const SocketAddress& address) = 0;
    virtual int connect(const SocketAddress& address) = 0;
    virtual int listen(int) { return net_error::opnotsupp; }
    virtual int accept(Socket*&, SocketAddress*) { return net_error::opnotsupp; }
    virtual int send(const void* data, usize size, int flags, const SocketAddress* to) = 0;
    virtual int receive(void* data, usize size, int flags, SocketAddress* from) = 0;
    virtual int shutdown(int how) = 0;
    virtual int name(SocketAddress& address) = 0;
    virtual int peer(SocketAddress& address) = 0;
    virtual int available() = 0;
    virtual int type() const = 0;
    /// The protocol's own options; the common ones were handled before.
    virtual int set_option(int, int, int) { return net_error::noprotoopt; }
    virtual int get_option(int, int, int&) { return net_error::noprotoopt; }
    /// SO_LINGER: a close with a time of zero resets a TCP connection.
    virtual void set_linger(bool, int) {}
    /// Ends the protocol's part and deletes the socket.
    virtual void close() = 0;

    u32 ready() const { return ready_; }
    int take_error() {
        const int e = error_;
        error_ = 0;
        return e;
    }

    bool nonblocking = false;
    u32 receive_timeout_ms = k_forever, send_timeout_ms = k_forever;

  protected:
    Socket() = default;
    virtual ~Socket() = default;

    /// Readiness rises or falls. Core locked, or interrupts off.
    void raise(u32 bits);
    void lower(u32 bits) { __atomic_fetch_and(&ready_, ~bits, __ATOMIC_RELAXED); }
    /// Sleeps until one of `bits` (or an error) is ready. 0, -EAGAIN (timeout, or not to block), -EINTR.
    int wait(u32 bits, u32 timeout_ms, int flags);
    bool blocking(int flags) const { return !nonblocking && !(flags & net_abi::msg_dontwait); }

    int error_ = 0; ///< -errno that the next call returns

  private:
    u32 ready_ = 0;
    WaitQueue queue_;
};

Socket* tcp_socket_create();
Socket* udp_socket_create();
Socket* raw_socket_create(u8 protocol);

SocketAddress socket_address(const ip_addr_t& address, u16 port);
ip_addr_t lwip_address(const SocketAddress& a);
u16 lwip_port(const SocketAddress& a);

} // namespace alcove::exec
