// SPDX-License-Identifier: MIT
// The transfer: both ends of the connection in one program, neither of which may wait for the other.
#include "transfer.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

namespace alcove::user {
namespace {

constexpr unsigned k_port = 7777;
constexpr unsigned k_wait_ms = 20;
constexpr int k_so_linger = 13; // Linux's number

void set_timeout(int fd, int option, unsigned ms) {
    const timeval t = {static_cast<time_t>(ms / 1000), static_cast<suseconds_t>(ms % 1000 * 1000)};
    setsockopt(fd, SOL_SOCKET, option, &t, sizeof t);
}

/// Closes with a reset: a connection that lingers would count as something that the trial left behind.
void close_at_once(int fd) {
    const int linger[2] = {1, 0};
    setsockopt(fd, SOL_SOCKET, k_so_linger, linger, sizeof linger);
    close(fd);
}

int listen_here() {
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in here = {};
    here.sin_family = AF_INET;
    here.sin_port = htons(k_port);
    const int yes = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (fd >= 0 && bind(fd, reinterpret_cast<sockaddr*>(&here), sizeof here) == 0 && listen(fd, 4) == 0)
        return fd;
    if (fd >= 0) close(fd);
    return -1;
}

/// Both ends of a connection, or -1.
struct Pair {
    int near = -1, far = -1;
    ~Pair() {
        if (near >= 0) close_at_once(near);
        if (far >= 0) close_at_once(far);
    }
    bool connect(in_addr host, unsigned port, unsigned patience_ms) {
        const int listener = listen_here();
        if (listener < 0) return false;
        near = socket(AF_INET, SOCK_STREAM, 0);
        set_timeout(near, SO_SNDTIMEO, patience_ms);
        set_timeout(listener, SO_RCVTIMEO, patience_ms);
        sockaddr_in there = {};
        there.sin_family = AF_INET;
        there.sin_port = htons(static_cast<uint16_t>(port));
        there.sin_addr = host;
        if (::connect(near, reinterpret_cast<sockaddr*>(&there), sizeof there) == 0)
            far = accept(listener, nullptr, nullptr);
        close(listener);
        if (far < 0) return false;
        set_timeout(near, SO_RCVTIMEO, k_wait_ms);
        set_timeout(far, SO_RCVTIMEO, k_wait_ms);
        return true;
    }
};

} // namespace

unsigned Direction::push(int fd, alcove_trial_view& view) {
    unsigned moved = 0;
    while (sent_left_ > 0) {
        out_.refill();
        unsigned n = k_chunk - out_.at;
        if (n > sent_left_) n = sent_left_;
        const int r = send(fd, out_.chunk + out_.at, n, MSG_DONTWAIT);
        if (r < 0 && errno != EAGAIN) fail(view);
        if (r <= 0) break;
        out_.at += static_cast<unsigned>(r);
        sent_left_ -= static_cast<unsigned>(r);
        moved += static_cast<unsigned>(r);
    }
    return moved;
}

unsigned Direction::take(int fd, alcove_trial_view& view) {
    static unsigned char buffer[k_chunk];
    unsigned moved = 0;
    while (received_left_ > 0) {
        in_.refill();
        unsigned n = k_chunk - in_.at;
        if (n > received_left_) n = received_left_;
        const int r = recv(fd, buffer, n, MSG_DONTWAIT);
        if (r == 0 || (r < 0 && errno != EAGAIN)) fail(view); // nothing closes before the end
        if (r <= 0) break;
        if (memcmp(buffer, in_.chunk + in_.at, static_cast<unsigned>(r)) != 0)
            for (int i = 0; i < r; i++)
                view.wrong_bytes += buffer[i] != in_.chunk[in_.at + static_cast<unsigned>(i)];
        in_.at += static_cast<unsigned>(r);
        received_left_ -= static_cast<unsigned>(r);
        moved += static_cast<unsigned>(r);
    }
    view.bytes += moved;
    return moved;
}

unsigned Direction::pump(int from, int to, alcove_trial_view& view) {
    unsigned moved = push(from, view);
    if (!failed_) moved += take(to, view);
    return moved;
}

bool run_transfer(in_addr host, unsigned port, unsigned bytes, unsigned seed, alcove_trial_view& view,
                  Progress& progress, void (*meanwhile)(void*), void* argument) {
    constexpr unsigned k_patience_ms = 5000;
    Pair pair;
    if (!pair.connect(host, port, k_patience_ms)) {
        view.errors++;
        progress.stalled();
        return false;
    }
    progress.moved();
    static Direction there{0}, back{0}; // too large for the stack
    there = Direction(seed, bytes);
    back = Direction(seed + 1, bytes);
    while (!there.done() || !back.done()) {
        const unsigned moved = there.pump(pair.near, pair.far, view) + back.pump(pair.far, pair.near, view);
        if (there.failed() || back.failed()) return false;
        meanwhile(argument);
        if (moved) progress.moved();
        if (progress.stalled()) return false;
        if (moved) continue;
        unsigned char byte;
        (void)recv(there.done() ? pair.near : pair.far, &byte, 1, MSG_PEEK); // until something comes
    }
    return true;
}

} // namespace alcove::user
