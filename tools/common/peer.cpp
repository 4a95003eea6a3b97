// SPDX-License-Identifier: MIT
// The traffic peer: listeners, one thread per connection, counters.
#include "tools/common/peer.h"
#include "tools/common/error.h"
#include "tools/common/pattern.h"
#include "tools/common/socket.h"
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace alcove::tools {
namespace {

constexpr int k_poll_ms = 50;
constexpr std::size_t k_block = 16384;

} // namespace

Peer::Peer()
    : http_(listen_loopback(http_port_)), sink_(listen_loopback(sink_port_)),
      source_(listen_loopback(source_port_)), udp_(udp_loopback(udp_port_)),
      server_([this] { serve_loop(); }) {}

Peer::~Peer() {
    stop_ = true;
    server_.join();
    sweep(true);
}

void Peer::serve_loop() {
    const struct {
        int fd;
        Handler handler;
    } listeners[] = {{http_.get(), &Peer::serve_http},
                     {sink_.get(), &Peer::serve_sink},
                     {source_.get(), &Peer::serve_source}};
    while (!stop_) {
        pollfd p[4];
        for (int i = 0; i < 3; ++i) p[i] = {listeners[i].fd, POLLIN, 0};
        p[3] = {udp_.get(), POLLIN, 0};
        if (poll(p, 4, k_poll_ms) > 0) {
            for (int i = 0; i < 3; ++i)
                if (p[i].revents) start(p[i].fd, listeners[i].handler);
            if (p[3].revents) count_datagrams();
        }
        sweep(false);
    }
}

void Peer::start(int listener, Handler handler) {
    Fd fd(accept(listener, nullptr, nullptr));
    if (!fd) return;
    // A small buffer, so that what was sent says how far the guest is.
    const int buffer = 65536;
    setsockopt(fd.get(), SOL_SOCKET, SO_SNDBUF, &buffer, sizeof buffer);
    auto connection = std::make_unique<Connection>();
    Connection* c = connection.get();
    c->fd = std::move(fd);
    c->thread = std::thread([this, c, handler] {
        (this->*handler)(c->fd.get());
        shutdown(c->fd.get(), SHUT_WR);
        c->finished = true;
    });
    connections_.push_back(std::move(connection));
}

/// Joins connections that are done; with `all`, ends the others first.
void Peer::sweep(bool all) {
    for (auto it = connections_.begin(); it != connections_.end();) {
        Connection& c = **it;
        if (all) shutdown(c.fd.get(), SHUT_RDWR);
        if (!all && !c.finished) {
            ++it;
            continue;
        }
        c.thread.join();
        it = connections_.erase(it);
    }
}

void Peer::count_datagrams() {
    unsigned char buffer[65536];
    for (ssize_t n; (n = recv(udp_.get(), buffer, sizeof buffer, MSG_DONTWAIT)) >= 0;) {
        std::lock_guard lock(mutex_);
        counters_.udp_bytes += static_cast<std::uint64_t>(n);
        ++counters_.udp_datagrams;
    }
}

void Peer::serve_sink(int fd) {
    unsigned char buffer[k_block];
    for (ssize_t n; (n = recv(fd, buffer, sizeof buffer, 0)) > 0;) {
        std::lock_guard lock(mutex_);
        counters_.sink_bytes += static_cast<std::uint64_t>(n);
    }
}

void Peer::serve_source(int fd) {
    unsigned char buffer[k_block];
    Xorshift32 words(1);
    do {
        words.fill(buffer, sizeof buffer);
        std::lock_guard lock(mutex_);
        counters_.source_bytes += sizeof buffer;
    } while (!stop_ && send_all(fd, buffer, sizeof buffer));
}

std::size_t Peer::transfers() const {
    std::lock_guard lock(mutex_);
    return transfers_.size();
}

Transfer Peer::transfer(std::size_t index) const {
    std::lock_guard lock(mutex_);
    return index < transfers_.size() ? transfers_[index] : Transfer{};
}

PeerCounters Peer::counters() const {
    std::lock_guard lock(mutex_);
    return counters_;
}

} // namespace alcove::tools
