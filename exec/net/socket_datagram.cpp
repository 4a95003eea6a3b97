// SPDX-License-Identifier: MIT
// Datagram sockets on lwIP's callback interface: UDP, and raw IP for ICMP.
#include "exec/net/ethernet.h"
#include "exec/net/socket.h"
#include "lwip/ip.h"
#include "lwip/raw.h"
#include "lwip/udp.h"
#include <new>
#include <string.h>

namespace alcove::exec {

using namespace net_abi;

namespace {

/// What UDP and raw IP have in common: a bounded queue of received packets with their senders.
class DatagramSocket : public Socket {
  public:
    int send(const void* data, usize size, int flags, const SocketAddress* to) override;
    int receive(void* data, usize size, int flags, SocketAddress* from) override;
    int shutdown(int) override { return 0; }
    int available() override {
        IrqGuard guard;
        return head_ == tail_ ? 0 : queue_[tail_ % k_queue].packet->tot_len;
    }
    void close() override {
        {
            CoreGuard guard;
            remove_protocol();
        }
        delete this;
    }
    int set_option(int level, int option, int value) override;
    int get_option(int level, int option, int& value) override;
    int name(SocketAddress& address) override;

  protected:
    DatagramSocket() { raise(poll_out); }
    ~DatagramSocket() override {
        while (head_ != tail_) pbuf_free(queue_[tail_++ % k_queue].packet);
    }

    struct Datagram {
        pbuf* packet;
        ip_addr_t address;
        u16 port;
    };
    static constexpr u32 k_queue = 64;

    /// Core locked; the packet is consumed.
    void arrived(pbuf* packet, const ip_addr_t& address, u16 port) {
        if (head_ - tail_ == k_queue) {
            pbuf_free(packet);
            return;
        }
        IrqGuard guard;
        queue_[head_++ % k_queue] = {packet, address, port};
        raise(poll_in);
    }
    virtual void remove_protocol() = 0;
    virtual err_t send_packet(pbuf* p, const SocketAddress* to) = 0;
    virtual bool has_peer() const = 0;
    virtual pbuf_layer layer() const = 0;
    virtual ip_pcb& control() = 0;
    virtual u16 local_port() const { return 0; }

  private:
    /// How long a sender waits for room in the driver's queue before the packet counts as lost.
    static constexpr u32 k_patience_ms = 200;
    static constexpr u32 k_largest = 65507; ///< IP's limit less the headers

    Datagram queue_[k_queue];
    u32 head_ = 0, tail_ = 0;
};

int DatagramSocket::send(const void* data, usize size, int flags, const SocketAddress* to) {
    if (!to && !has_peer()) return net_error::destaddrreq;
    if (size > k_largest) return net_error::msgsize;
    for (u32 tries = 0;; tries++) {
        err_t e;
        {
            CoreGuardLazy guard;
            pbuf* p = pbuf_alloc(layer(), static_cast<u16_t>(size), PBUF_RAM);
            if (!p) return net_error::nobufs;
            memcpy(p->payload, data, size);
            e = send_packet(p, to);
            pbuf_free(p);
        }
        if (e == ERR_OK) return static_cast<int>(size);
        if (e == ERR_RTE) return -101; // ENETUNREACH
        if (e != ERR_MEM) return error_of_lwip(e);
        if (!blocking(flags)) return net_error::again;
        if (tries == 1) return net_error::nobufs;
        IrqGuard guard;
        if (transmit_space().wait(k_patience_ms, true) == WakeReason::interrupted) return net_error::intr;
    }
}

int DatagramSocket::receive(void* data, usize size, int flags, SocketAddress* from) {
    for (;;) {
        Datagram d = {};
        {
            IrqGuard guard;
            if (head_ != tail_) {
                d = queue_[tail_ % k_queue];
                if (flags & msg_peek)
                    pbuf_ref(d.packet);
                else
                    tail_++;
            }
            if (head_ == tail_) lower(poll_in);
        }
        if (d.packet) {
            const u16 n =
                pbuf_copy_partial(d.packet, data, static_cast<u16_t>(size > 0xFFFF ? 0xFFFF : size), 0);
            pbuf_free(d.packet);
            if (from) *from = socket_address(d.address, d.port);
            return n;
        }
        if (error_) return take_error();
        const int r = wait(poll_in, receive_timeout_ms, flags);
        if (r < 0) return r;
    }
}

int DatagramSocket::set_option(int level, int option, int value) {
    CoreGuard guard;
    ip_pcb& pcb = control();
    const u8 flag = level != sol_socket      ? 0
                    : option == so_reuseaddr ? SOF_REUSEADDR
                    : option == so_broadcast ? SOF_BROADCAST
                                             : 0;
    if (flag && value)
        ip_set_option(&pcb, flag);
    else if (flag)
        ip_reset_option(&pcb, flag);
    else if (level == ipproto_ip && option == ip_ttl)
        pcb.ttl = static_cast<u8>(value);
    else if (level == ipproto_ip && option == ip_tos)
        pcb.tos = static_cast<u8>(value);
    else
        return net_error::noprotoopt;
    return 0;
}

int DatagramSocket::get_option(int level, int option, int& value) {
    CoreGuard guard;
    ip_pcb& pcb = control();
    if (level == ipproto_ip && option == ip_ttl)
        value = pcb.ttl;
    else if (level == ipproto_ip && option == ip_tos)
        value = pcb.tos;
    else if (level == sol_socket && option == so_broadcast)
        value = ip_get_option(&pcb, SOF_BROADCAST) ? 1 : 0;
    else if (level == sol_socket && option == so_reuseaddr)
        value = ip_get_option(&pcb, SOF_REUSEADDR) ? 1 : 0;
    else if (level == sol_socket && option == so_acceptconn)
        value = 0;
    else
        return net_error::noprotoopt;
    return 0;
}

int DatagramSocket::name(SocketAddress& address) {
    CoreGuard guard;
    address = socket_address(control().local_ip, local_port());
    return 0;
}

class UdpSocket final : public DatagramSocket {
  public:
    explicit UdpSocket(udp_pcb* pcb) : pcb_(pcb) { udp_recv(pcb, on_receive, this); }

    int type() const override { return sock_dgram; }
    int bind(const SocketAddress& address) override {
        CoreGuard guard;
        const ip_addr_t ip = lwip_address(address);
        return error_of_lwip(udp_bind(pcb_, &ip, lwip_port(address)));
    }
    int connect(const SocketAddress& address) override {
        CoreGuard guard;
        const ip_addr_t ip = lwip_address(address);
        return error_of_lwip(udp_connect(pcb_, &ip, lwip_port(address)));
    }
    int peer(SocketAddress& address) override {
        CoreGuard guard;
        if (!has_peer()) return net_error::notconn;
        address = socket_address(pcb_->remote_ip, pcb_->remote_port);
        return 0;
    }

  private:
    static void on_receive(void* argument, udp_pcb*, pbuf* p, const ip_addr_t* address, u16_t port) {
        static_cast<UdpSocket*>(argument)->arrived(p, *address, port);
    }
    void remove_protocol() override { udp_remove(pcb_); }
    err_t send_packet(pbuf* p, const SocketAddress* to) override {
        if (!to) return udp_send(pcb_, p);
        const ip_addr_t ip = lwip_address(*to);
        return udp_sendto(pcb_, p, &ip, lwip_port(*to));
    }
    bool has_peer() const override { return pcb_->flags & UDP_FLAGS_CONNECTED; }
    pbuf_layer layer() const override { return PBUF_TRANSPORT; }
    ip_pcb& control() override { return *reinterpret_cast<ip_pcb*>(pcb_); }
    u16 local_port() const override { return pcb_->local_port; }

    udp_pcb* pcb_;
};

class RawSocket final : public DatagramSocket {
  public:
    explicit RawSocket(raw_pcb* pcb) : pcb_(pcb) { raw_recv(pcb, on_receive, this); }

    int type() const override { return sock_raw; }
    int bind(const SocketAddress& address) override {
        CoreGuard guard;
        const ip_addr_t ip = lwip_address(address);
        return error_of_lwip(raw_bind(pcb_, &ip));
    }
    int connect(const SocketAddress& address) override {
        CoreGuard guard;
        const ip_addr_t ip = lwip_address(address);
        return error_of_lwip(raw_connect(pcb_, &ip));
    }
    int peer(SocketAddress& address) override {
        CoreGuard guard;
        if (!has_peer()) return net_error::notconn;
        address = socket_address(pcb_->remote_ip, 0);
        return 0;
    }

  private:
    /// lwIP goes on with the packet (it answers echo requests), so the socket gets a copy.
    static u8_t on_receive(void* argument, raw_pcb*, pbuf* p, const ip_addr_t* address) {
        if (pbuf* copy = packet_alloc(p->tot_len)) {
            pbuf_copy_partial(p, copy->payload, p->tot_len, 0);
            static_cast<RawSocket*>(argument)->arrived(copy, *address, 0);
        }
        return 0;
    }
    void remove_protocol() override { raw_remove(pcb_); }
    err_t send_packet(pbuf* p, const SocketAddress* to) override {
        if (!to) return raw_send(pcb_, p);
        const ip_addr_t ip = lwip_address(*to);
        return raw_sendto(pcb_, p, &ip);
    }
    bool has_peer() const override { return pcb_->flags & RAW_FLAGS_CONNECTED; }
    pbuf_layer layer() const override { return PBUF_IP; }
    ip_pcb& control() override { return *reinterpret_cast<ip_pcb*>(pcb_); }

    raw_pcb* pcb_;
};

} // namespace

Socket* udp_socket_create() {
    CoreGuard guard;
    udp_pcb* pcb = udp_new_ip_type(IPADDR_TYPE_V4);
    if (!pcb) return nullptr;
    Socket* s = new (std::nothrow) UdpSocket(pcb);
    if (!s) udp_remove(pcb);
    return s;
}

Socket* raw_socket_create(u8 protocol) {
    CoreGuard guard;
    raw_pcb* pcb = raw_new_ip_type(IPADDR_TYPE_V4, protocol);
    if (!pcb) return nullptr;
    Socket* s = new (std::nothrow) RawSocket(pcb);
    if (!s) raw_remove(pcb);
    return s;
}

} // namespace alcove::exec
