// SPDX-License-Identifier: MIT
// TCP sockets on lwIP's callback interface.
#include "exec/net/socket.h"
#include "lwip/priv/tcp_priv.h"
#include "lwip/tcp.h"
#include <new>
#include <string.h>

namespace alcove::exec {

using namespace net_abi;

namespace {

/// Received segments and how far the first was read. Appended to with the core locked, taken from with
/// interrupts off, so that a reader copies without holding the core.
class ReceiveQueue {
  public:
    ~ReceiveQueue() {
        while (pbuf* p = first_) {
            first_ = p->next;
            p->next = nullptr;
            pbuf_free(p);
        }
    }
    u32 bytes() const { return bytes_; }
    void append(pbuf* p) {
        IrqGuard guard;
        bytes_ += p->tot_len;
        (first_ ? last_->next : first_) = p;
        while (p->next) p = p->next;
        last_ = p;
    }
    /// Up to `size` bytes of the first segment: calls copy(data, n) with interrupts on. 0 when empty.
    template <typename Copy>
    u32 take(u32 size, Copy copy) {
        pbuf* p;
        u32 n, offset;
        {
            IrqGuard guard;
            p = first_;
            if (!p) return 0;
            offset = offset_;
            n = p->len - offset;
            if (n > size) {
                n = size;
                offset_ += n;
                p->ref++;
            } else {
                first_ = p->next;
                p->next = nullptr;
                offset_ = 0;
            }
            bytes_ -= n;
        }
        copy(static_cast<const u8*>(p->payload) + offset, n);
        pbuf_free(p);
        return n;
    }
    /// Copies without taking.
    u32 peek(u8* to, u32 size) {
        IrqGuard guard;
        u32 done = 0, offset = offset_;
        for (pbuf* p = first_; p && done < size; p = p->next, offset = 0) {
            const u32 n = p->len - offset < size - done ? p->len - offset : size - done;
            memcpy(to + done, static_cast<const u8*>(p->payload) + offset, n);
            done += n;
        }
        return done;
    }

  private:
    pbuf* first_ = nullptr;
    pbuf* last_ = nullptr;
    u32 offset_ = 0, bytes_ = 0;
};

class TcpSocket final : public Socket {
  public:
    /// Takes over a control block, connected or new. Core locked.
    explicit TcpSocket(tcp_pcb* pcb, bool connected) : pcb_(pcb), connected_(connected) {
        tcp_arg(pcb, this);
        tcp_err(pcb, on_error);
        tcp_recv(pcb, on_receive);
        tcp_sent(pcb, on_sent);
        if (connected) raise(poll_out);
    }

    int bind(const SocketAddress& address) override;
    int connect(const SocketAddress& address) override;
    int listen(int backlog) override;
    int accept(Socket*& result, SocketAddress* peer) override;
    int send(const void* data, usize size, int flags, const SocketAddress* to) override;
    int receive(void* data, usize size, int flags, SocketAddress* from) override;
    int shutdown(int how) override;
    int name(SocketAddress& address) override;
    int peer(SocketAddress& address) override;
    int available() override { return static_cast<int>(received_.bytes()); }
    int type() const override { return sock_stream; }
    int set_option(int level, int option, int value) override;
    int get_option(int level, int option, int& value) override;
    void set_linger(bool on, int seconds) override { reset_on_close_ = on && seconds == 0; }
    void close() override;

  private:
    static void on_error(void* argument, err_t error);
    static err_t on_receive(void* argument, tcp_pcb*, pbuf* p, err_t);
    static err_t on_sent(void* argument, tcp_pcb* pcb, u16_t);
    static err_t on_connected(void* argument, tcp_pcb*, err_t);
    static err_t on_accept(void* argument, tcp_pcb* fresh, err_t error);

    int broken() { return error_ ? take_error() : 0; }
    u32 write_some(const u8* data, u32 size, int& error);
    void schedule_acknowledgement(tcp_pcb* pcb, const pbuf& p);
    void report_read();
    void settle_input();
    void end_protocol();

    /// Half the window; less is reported only where an acknowledgement is due anyway.
    static u32 least_report() { return TCP_WND / 2; }

    tcp_pcb* pcb_; ///< nullptr once lwIP gave it up; core locked
    bool connected_;
    bool connecting_ = false;
    bool listening_ = false;
    bool end_of_stream_ = false;
    bool send_shut_ = false, receive_shut_ = false;
    bool reset_on_close_ = false;
    bool reader_waits_ = false;
    bool acknowledgement_due_ = false; ///< the reader is to send it
    u32 unreported_ = 0;               ///< bytes read of which lwIP wasn't told yet
    ReceiveQueue received_;
    // A listening socket's connections that nobody accepted yet. Core locked.
    TcpSocket* waiting_first_ = nullptr;
    TcpSocket* waiting_last_ = nullptr;
    TcpSocket* waiting_next_ = nullptr;
};

// --- callbacks, core locked -----------------------------------------------------------------------------

void TcpSocket::on_error(void* argument, err_t error) {
    TcpSocket& s = *static_cast<TcpSocket*>(argument);
    s.pcb_ = nullptr;
    // Of a connection being made, a reset means that nobody listens; lwIP itself aborts when it gives up
    // trying.
    s.error_ = error == ERR_RST && s.connecting_ ? net_error::connrefused
               : error == ERR_ABRT               ? net_error::timedout
                                                 : error_of_lwip(error);
    s.connecting_ = s.connected_ = false;
    s.end_of_stream_ = true; // once the error was reported
    s.raise(poll_in | poll_out | poll_err | poll_hup);
}

err_t TcpSocket::on_receive(void* argument, tcp_pcb* pcb, pbuf* p, err_t) {
    TcpSocket& s = *static_cast<TcpSocket*>(argument);
    if (!p) {
        s.end_of_stream_ = true;
        s.raise(s.send_shut_ ? poll_in | poll_hup : poll_in);
    } else if (s.receive_shut_) {
        tcp_recved(pcb, p->tot_len);
        pbuf_free(p);
    } else {
        s.schedule_acknowledgement(pcb, *p);
        s.received_.append(p);
        s.raise(poll_in);
    }
    return ERR_OK;
}

err_t TcpSocket::on_sent(void* argument, tcp_pcb* pcb, u16_t) {
    TcpSocket& s = *static_cast<TcpSocket*>(argument);
    if (tcp_sndbuf(pcb) >= TCP_SNDLOWAT && tcp_sndqueuelen(pcb) < TCP_SNDQUEUELOWAT) s.raise(poll_out);
    return ERR_OK;
}

err_t TcpSocket::on_connected(void* argument, tcp_pcb*, err_t) {
    TcpSocket& s = *static_cast<TcpSocket*>(argument);
    s.connecting_ = false;
    s.connected_ = true;
    s.raise(poll_out);
    return ERR_OK;
}

err_t TcpSocket::on_accept(void* argument, tcp_pcb* fresh, err_t error) {
    TcpSocket* s = static_cast<TcpSocket*>(argument);
    if (!s || error != ERR_OK || !fresh) return ERR_VAL;
    TcpSocket* child = new (std::nothrow) TcpSocket(fresh, true);
    if (!child) return ERR_MEM; // lwIP resets the connection
    tcp_backlog_delayed(fresh);
    (s->waiting_first_ ? s->waiting_last_->waiting_next_ : s->waiting_first_) = child;
    s->waiting_last_ = child;
    s->raise(poll_in);
    return ERR_OK;
}

// --- making connections ---------------------------------------------------------------------------------

int TcpSocket::bind(const SocketAddress& address) {
    CoreGuard guard;
    if (!pcb_) return net_error::inval;
    const ip_addr_t ip = lwip_address(address);
    return error_of_lwip(tcp_bind(pcb_, &ip, lwip_port(address)));
}

int TcpSocket::connect(const SocketAddress& address) {
    {
        CoreGuard guard;
        if (connecting_) return net_error::already;
        if (connected_) return net_error::isconn;
        if (!pcb_ || listening_) return error_ ? take_error() : net_error::inval;
        const ip_addr_t ip = lwip_address(address);
        const err_t e = tcp_connect(pcb_, &ip, lwip_port(address), on_connected);
        if (e != ERR_OK) return e == ERR_RTE ? -101 : error_of_lwip(e); // ENETUNREACH
        connecting_ = true;
    }
    if (nonblocking) return net_error::inprogress;
    const int r = wait(poll_out, send_timeout_ms, 0);
    if (r == net_error::again) return net_error::inprogress;
    return r < 0 ? r : broken();
}

int TcpSocket::listen(int backlog) {
    CoreGuard guard;
    if (listening_) return 0;
    if (!pcb_ || connected_ || connecting_) return net_error::inval;
    if (pcb_->local_port == 0) {
        const err_t e = tcp_bind(pcb_, IP4_ADDR_ANY, 0);
        if (e != ERR_OK) return error_of_lwip(e);
    }
    const u8 limit = static_cast<u8>(backlog < 1 ? 1 : backlog > 128 ? 128 : backlog);
    err_t e = ERR_OK;
    tcp_pcb* listener = tcp_listen_with_backlog_and_err(pcb_, limit, &e);
    if (!listener) return error_of_lwip(e);
    pcb_ = listener;
    listening_ = true;
    tcp_arg(listener, this);
    tcp_accept(listener, on_accept);
    return 0;
}

int TcpSocket::accept(Socket*& result, SocketAddress* peer_address) {
    for (;;) {
        {
            CoreGuard guard;
            if (!listening_) return net_error::inval;
            if (TcpSocket* child = waiting_first_) {
                waiting_first_ = child->waiting_next_;
                child->waiting_next_ = nullptr;
                if (!waiting_first_) lower(poll_in);
                if (child->pcb_) tcp_backlog_accepted(child->pcb_);
                if (peer_address && child->pcb_)
                    *peer_address = socket_address(child->pcb_->remote_ip, child->pcb_->remote_port);
                result = child;
                return 0;
            }
            lower(poll_in);
        }
        const int r = wait(poll_in, receive_timeout_ms, 0);
        if (r < 0) return r;
    }
}

// --- moving data ----------------------------------------------------------------------------------------

/// Hands lwIP as much as it takes now. Core locked, connected.
u32 TcpSocket::write_some(const u8* data, u32 size, int& error) {
    u32 n = tcp_sndbuf(pcb_) < size ? tcp_sndbuf(pcb_) : size;
    if (n == 0 || tcp_sndqueuelen(pcb_) >= TCP_SNDQUEUELOWAT) return 0;
    const err_t e = tcp_write(pcb_, data, static_cast<u16_t>(n),
                              TCP_WRITE_FLAG_COPY | (n < size ? TCP_WRITE_FLAG_MORE : 0));
    if (e == ERR_MEM)
        n = 0; // nothing was taken; acknowledgements make room
    else if (e != ERR_OK)
        error = error_of_lwip(e);
    if (e == ERR_OK || e == ERR_MEM) tcp_output(pcb_);
    return error ? 0 : n;
}

int TcpSocket::send(const void* data, usize size, int flags, const SocketAddress*) {
    const u8* bytes = static_cast<const u8*>(data);
    u32 done = 0;
    for (;;) {
        int error = 0;
        {
            CoreGuard guard;
            if (error_) return done ? static_cast<int>(done) : take_error();
            if (send_shut_ || (!pcb_ && !connecting_)) return done ? static_cast<int>(done) : net_error::pipe;
            if (connected_) {
                if (size == 0) return 0;
                done += write_some(bytes + done, size - done, error);
            } else if (!connecting_) {
                return net_error::notconn;
            }
            if (error == 0 && done < size) lower(poll_out);
            // Nothing in flight means that no acknowledgement will raise it again: memory was short.
            if (error == 0 && done < size && connected_ && !pcb_->unacked && !pcb_->unsent) raise(poll_out);
        }
        if (error) return done ? static_cast<int>(done) : error;
        if (done == size) return static_cast<int>(done);
        const int r = wait(poll_out, send_timeout_ms, flags);
        if (r < 0) return done ? static_cast<int>(done) : r;
    }
}

/// A reader that waits is about to make room: its acknowledgement, with the whole window, then serves for
/// this one too. If it doesn't come, the delayed acknowledgement does. Core locked.
void TcpSocket::schedule_acknowledgement(tcp_pcb* pcb, const pbuf& p) {
    if (reader_waits_ || received_.bytes() + p.tot_len >= TCP_WND / 2) {
        tcp_clear_flags(pcb, TF_ACK_NOW);
        tcp_set_flags(pcb, TF_ACK_DELAY);
        acknowledgement_due_ = true;
    } else if (p.next) {
        tcp_ack_now(pcb); // several segments merged, which lwIP counts as one
    }
}

/// Tells lwIP of bytes read, when that is worth taking the core.
void TcpSocket::report_read() {
    if (unreported_ < least_report() && !(acknowledgement_due_ && received_.bytes() == 0)) return;
    CoreGuard guard;
    acknowledgement_due_ = false;
    if (pcb_ && connected_) {
        tcp_recved(pcb_, static_cast<u16_t>(unreported_));
        if (pcb_->flags & TF_ACK_DELAY) {
            tcp_ack_now(pcb_);
            tcp_output(pcb_);
        }
    }
    unreported_ = 0;
}

int TcpSocket::receive(void* data, usize size, int flags, SocketAddress* from) {
    u8* to = static_cast<u8*>(data);
    if (from) (void)peer(*from);
    u32 done = 0;
    for (;;) {
        if (flags & msg_peek) {
            done = received_.peek(to, size);
        } else {
            while (done < size) {
                const u32 n = received_.take(
                    size - done, [&](const u8* bytes, u32 count) { memcpy(to + done, bytes, count); });
                if (n == 0) break;
                done += n;
                unreported_ += n;
            }
            report_read();
        }
        if (done == size || (done > 0 && !(flags & msg_waitall))) break;
        {
            // Readiness falls only when there is really nothing, checked where nothing can arrive.
            IrqGuard guard;
            if (received_.bytes() > (flags & msg_peek ? done : 0)) continue;
            if (error_ && done == 0) return take_error();
            if (error_ || end_of_stream_ || receive_shut_) break;
            if (!connected_ && !connecting_) return net_error::notconn;
            lower(poll_in);
        }
        reader_waits_ = true;
        const int r = wait(poll_in, receive_timeout_ms, flags);
        reader_waits_ = false;
        if (r < 0) {
            settle_input();
            return done ? static_cast<int>(done) : r;
        }
    }
    settle_input();
    return static_cast<int>(done);
}

void TcpSocket::settle_input() {
    IrqGuard guard;
    if (received_.bytes() || end_of_stream_ || error_ || receive_shut_)
        raise(poll_in);
    else
        lower(poll_in);
}

int TcpSocket::shutdown(int how) {
    CoreGuard guard;
    if (!pcb_ || !connected_) return net_error::notconn;
    const bool receive = how != shut_wr, send = how != shut_rd;
    if (receive) receive_shut_ = true;
    if (send && !send_shut_) {
        send_shut_ = true;
        const err_t e = tcp_shutdown(pcb_, 0, 1);
        if (e != ERR_OK && e != ERR_CONN) return error_of_lwip(e);
    }
    u32 bits = receive ? poll_in : 0;
    if (send) bits |= poll_out;
    if (send && (receive || end_of_stream_)) bits |= poll_hup;
    raise(bits);
    return 0;
}

int TcpSocket::name(SocketAddress& address) {
    CoreGuard guard;
    address = pcb_ ? socket_address(pcb_->local_ip, pcb_->local_port) : socket_address({0}, 0);
    return 0;
}

int TcpSocket::peer(SocketAddress& address) {
    CoreGuard guard;
    if (!pcb_ || !connected_) return net_error::notconn;
    address = socket_address(pcb_->remote_ip, pcb_->remote_port);
    return 0;
}

// --- options and the end --------------------------------------------------------------------------------

int TcpSocket::set_option(int level, int option, int value) {
    CoreGuard guard;
    if (!pcb_) return net_error::inval;
    if (level == ipproto_tcp && option == tcp_nodelay && !listening_) {
        if (value)
            tcp_nagle_disable(pcb_);
        else
            tcp_nagle_enable(pcb_);
        return 0;
    }
    const u8 flag = level != sol_socket      ? 0
                    : option == so_reuseaddr ? SOF_REUSEADDR
                    : option == so_keepalive ? SOF_KEEPALIVE
                                             : 0;
    if (flag && value)
        ip_set_option(pcb_, flag);
    else if (flag)
        ip_reset_option(pcb_, flag);
    else if (level == ipproto_ip && option == ip_ttl)
        pcb_->ttl = static_cast<u8>(value);
    else if (level == ipproto_ip && option == ip_tos)
        pcb_->tos = static_cast<u8>(value);
    else
        return net_error::noprotoopt;
    return 0;
}

int TcpSocket::get_option(int level, int option, int& value) {
    CoreGuard guard;
    if (!pcb_) return net_error::inval;
    if (level == ipproto_tcp && option == tcp_nodelay && !listening_)
        value = tcp_nagle_disabled(pcb_) ? 1 : 0;
    else if (level == sol_socket && option == so_reuseaddr)
        value = ip_get_option(pcb_, SOF_REUSEADDR) ? 1 : 0;
    else if (level == sol_socket && option == so_keepalive)
        value = ip_get_option(pcb_, SOF_KEEPALIVE) ? 1 : 0;
    else if (level == sol_socket && option == so_acceptconn)
        value = listening_;
    else if (level == ipproto_ip && option == ip_ttl)
        value = pcb_->ttl;
    else if (level == ipproto_ip && option == ip_tos)
        value = pcb_->tos;
    else
        return net_error::noprotoopt;
    return 0;
}

/// Leaves the rest of the connection to lwIP. Core locked.
void TcpSocket::end_protocol() {
    while (TcpSocket* child = waiting_first_) {
        waiting_first_ = child->waiting_next_;
        if (child->pcb_) tcp_backlog_accepted(child->pcb_);
        child->reset_on_close_ = true;
        child->end_protocol();
        delete child;
    }
    tcp_pcb* pcb = pcb_;
    if (!pcb) return;
    pcb_ = nullptr;
    tcp_arg(pcb, nullptr);
    if (listening_) {
        tcp_accept(pcb, nullptr);
        tcp_close(pcb);
        return;
    }
    tcp_err(pcb, nullptr);
    tcp_recv(pcb, nullptr);
    tcp_sent(pcb, nullptr);
    // What was read must count as read, or lwIP takes the rest for unread data and resets the connection.
    if (connected_ && unreported_) tcp_recved(pcb, static_cast<u16_t>(unreported_));
    if (reset_on_close_ || tcp_close(pcb) != ERR_OK) tcp_abort(pcb);
}

void TcpSocket::close() {
    {
        CoreGuard guard;
        end_protocol();
    }
    delete this;
}

} // namespace

Socket* tcp_socket_create() {
    CoreGuard guard;
    tcp_pcb* pcb = tcp_new_ip_type(IPADDR_TYPE_V4);
    if (!pcb) return nullptr;
    Socket* s = new (std::nothrow) TcpSocket(pcb, false);
    if (!s) tcp_abort(pcb);
    return s;
}

} // namespace alcove::exec
