// SPDX-License-Identifier: MIT
// The traffic peer: listeners, one thread per connection, counters.
#include "tools/common/peer.h"
#include "tools/common/error.h"
#include "tools/common/pattern.h"
#include "tools/common/socket.h"
#include <cstring>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace alcove::tools {
namespace {

constexpr int k_peer_poll_ms = 50;
constexpr std::size_t k_block = 16384;

/// The words from seed 1, as many bytes as a datagram may have.
const std::vector<unsigned char>& first_words() {
    static const std::vector<unsigned char> words = [] {
        std::vector<unsigned char> w(65536);
        Xorshift32(1).fill(w.data(), w.size());
        return w;
    }();
    return words;
}

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
        if (poll(p, 4, k_peer_poll_ms) > 0) {
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
    const std::vector<unsigned char>& right = first_words();
    for (ssize_t n; (n = recv(udp_.get(), buffer, sizeof buffer, MSG_DONTWAIT)) >= 0;) {
        std::lock_guard lock(mutex_);
        counters_.udp_bytes += static_cast<std::uint64_t>(n);
        ++counters_.udp_datagrams;
        counters_.udp_right += std::memcmp(buffer, right.data(), static_cast<std::size_t>(n)) == 0;
    }
}

void Peer::serve_sink(int fd) {
    unsigned char buffer[k_block];
    Sunk sunk;
    for (ssize_t n; (n = recv(fd, buffer, sizeof buffer, 0)) > 0;) {
        sunk.crc = crc32(sunk.crc, buffer, static_cast<std::size_t>(n));
        sunk.bytes += static_cast<std::uint64_t>(n);
        std::lock_guard lock(mutex_);
        counters_.sink_bytes += static_cast<std::uint64_t>(n);
    }
    std::lock_guard lock(mutex_);
    last_sunk_ = sunk;
    ++counters_.sunk;
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

Sunk Peer::last_sunk() const {
    std::lock_guard lock(mutex_);
    return last_sunk_;
}

PeerCounters Peer::counters() const {
    std::lock_guard lock(mutex_);
    return counters_;
}

} // namespace alcove::tools
