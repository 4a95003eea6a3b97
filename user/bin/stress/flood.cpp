// SPDX-License-Identifier: MIT
// Sending echo requests and checking the answers.
#include "flood.h"
#include "alcove/pattern.h"
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

namespace alcove::user {
namespace {

constexpr unsigned k_most_bytes = 1400, k_header = 8;
constexpr uint8_t k_request = 8, k_reply = 0;
constexpr unsigned k_most_pings = 65535; ///< as the program's option
constexpr unsigned k_lost_ms = 500;      ///< an answer that takes longer won't come: others may be sent

struct Echo {
    uint8_t type, code;
    uint16_t checksum, identifier, sequence;
    uint8_t data[k_most_bytes];
};

/// The sequence numbers that were answered. A driver that sends a frame again gets its answer again.
unsigned char g_answered[k_most_pings / 8 + 1];

bool is_first_answer(unsigned sequence) {
    unsigned char& byte = g_answered[sequence / 8];
    const unsigned char bit = static_cast<unsigned char>(1u << sequence % 8);
    if (byte & bit) return false;
    byte |= bit;
    return true;
}

/// RFC 1071.
uint16_t checksum(const void* data, unsigned size) {
    const uint8_t* p = static_cast<const uint8_t*>(data);
    uint32_t sum = 0;
    for (unsigned i = 0; i + 1 < size; i += 2) sum += p[i] | p[i + 1] << 8;
    while (sum >> 16) sum = (sum & 0xFFFF) + (sum >> 16);
    return static_cast<uint16_t>(~sum);
}

void fill(Echo& echo, unsigned identifier, unsigned sequence, unsigned bytes) {
    echo = {};
    echo.type = k_request;
    echo.identifier = static_cast<uint16_t>(identifier);
    echo.sequence = static_cast<uint16_t>(sequence);
    Xorshift32(sequence + 1).fill(echo.data, bytes);
}

} // namespace

Flood::Flood(in_addr host, unsigned count, unsigned bytes, alcove_trial_view& view, Progress& progress)
    : fd_(socket(AF_INET, SOCK_RAW, IPPROTO_ICMP)), host_(host), count_(count),
      bytes_((bytes > k_most_bytes ? k_most_bytes : bytes) & ~3u), view_(view), progress_(progress) {
    static unsigned floods;
    identifier_ = static_cast<uint16_t>(getpid() << 8 | (++floods & 0xFF));
    memset(g_answered, 0, count_ / 8 + 1);
    if (fd_ < 0) view_.errors++;
}

Flood::~Flood() {
    if (fd_ >= 0) close(fd_);
}

void Flood::send_request() {
    static Echo echo;
    fill(echo, identifier_, sent_, bytes_);
    echo.checksum = checksum(&echo, k_header + bytes_);
    sockaddr_in to = {};
    to.sin_family = AF_INET;
    to.sin_addr = host_;
    // No buffer, or no route for a while: lost, as on a wire.
    (void)sendto(fd_, &echo, k_header + bytes_, MSG_DONTWAIT, reinterpret_cast<const sockaddr*>(&to),
                 sizeof to);
}

void Flood::take_answers() {
    static uint8_t packet[2048];
    static Echo expected;
    for (int n; (n = recv(fd_, packet, sizeof packet, MSG_DONTWAIT)) > 0;) {
        const unsigned header = (packet[0] & 15u) * 4; // of IP; a raw socket sees requests too
        if (static_cast<unsigned>(n) < header + k_header) continue;
        Echo& echo = *reinterpret_cast<Echo*>(packet + header);
        if (echo.type != k_reply || echo.identifier != identifier_) continue;
        const unsigned bytes = static_cast<unsigned>(n) - header - k_header;
        if (checksum(&echo, k_header + bytes) != 0) continue; // damaged on its way: lost, as for ping
        if (echo.sequence >= count_ || !is_first_answer(echo.sequence)) continue;
        fill(expected, identifier_, echo.sequence, bytes_);
        if (bytes != bytes_ || memcmp(echo.data, expected.data, bytes_) != 0) view_.wrong_bytes++;
        answered_++;
        progress_.moved();
    }
}

void Flood::step() {
    if (fd_ < 0) return;
    take_answers();
    if (sent_ - answered_ >= k_window && now_ms() - sent_at_ms_ < k_lost_ms) return;
    for (unsigned i = 0; i < k_window / 2 && sent_ < count_; i++) {
        send_request();
        sent_++;
        sent_at_ms_ = now_ms();
    }
}

void Flood::finish(unsigned patience_ms) {
    for (unsigned waited = 0; fd_ >= 0; waited += 10) {
        step();
        if (done() || (sent_ >= count_ && waited >= patience_ms)) break;
        if (sent_ >= count_ || sent_ - answered_ >= k_window) sleep_ms(10);
    }
    view_.pings = sent_;
    view_.lost_pings = sent_ > answered_ ? sent_ - answered_ : 0;
}

bool serves(in_addr host, unsigned patience_ms) {
    alcove_trial_view view = {};
    Progress progress(view, patience_ms);
    for (const unsigned start = now_ms(); now_ms() - start < patience_ms;) {
        Flood flood(host, 1, 64, view, progress);
        flood.finish(100);
        if (view.lost_pings == 0 && !view.wrong_bytes && !view.errors) return true;
    }
    return false;
}

} // namespace alcove::user
