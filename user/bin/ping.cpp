// SPDX-License-Identifier: MIT
// ping: measures round trips with ICMP echo (RFC 792).
#include "alcove/process.h"
#include "alcove/program.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {"ping", "[-c COUNT] [-i MS] [-s BYTES] [-W MS] HOST",
                               "Measures round trips to a host.", "c:i:s:W:",
                               "  -c  stop after COUNT requests (default 4, 0: go on until Ctrl-C)\n"
                               "  -i  milliseconds from one to the next (default 1000)\n"
                               "  -s  bytes of data (default 56)\n"
                               "  -W  milliseconds to wait for each answer (default 2000)\n"};

struct Echo {
    uint8_t type, code;
    uint16_t checksum, identifier, sequence;
    uint8_t data[1400];
};
constexpr unsigned k_header = 8;
constexpr uint8_t k_request = 8, k_reply = 0;

/// RFC 1071.
uint16_t checksum(const void* data, unsigned size) {
    const uint8_t* p = static_cast<const uint8_t*>(data);
    uint32_t sum = 0;
    for (unsigned i = 0; i + 1 < size; i += 2) sum += p[i] | p[i + 1] << 8;
    if (size & 1) sum += p[size - 1];
    while (sum >> 16) sum = (sum & 0xFFFF) + (sum >> 16);
    return static_cast<uint16_t>(~sum);
}

struct Settings {
    unsigned count = 4, interval = 1000, size = 56, wait = 2000;
};

struct Tally {
    unsigned sent = 0, received = 0, least = ~0u, most = 0;
    unsigned long long sum = 0;
};

bool send_request(int fd, const sockaddr_in& to, uint16_t sequence, unsigned size) {
    static Echo echo;
    echo = {};
    echo.type = k_request;
    echo.identifier = htons(static_cast<uint16_t>(getpid()));
    echo.sequence = htons(sequence);
    for (unsigned i = 0; i < size; i++) echo.data[i] = static_cast<uint8_t>(i);
    echo.checksum = checksum(&echo, k_header + size);
    return sendto(fd, &echo, k_header + size, 0, reinterpret_cast<const sockaddr*>(&to), sizeof to) >= 0;
}

/// Waits for the answer to `sequence`; raw sockets see other traffic too.
bool receive_reply(int fd, uint16_t sequence, unsigned until_ms, unsigned& bytes) {
    static uint8_t packet[2048];
    for (;;) {
        const int left = static_cast<int>(until_ms - now_ms());
        if (left <= 0) return false; // a timeout of 0 would be none
        const timeval timeout = {left / 1000, static_cast<suseconds_t>(left % 1000 * 1000)};
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
        const int n = recv(fd, packet, sizeof packet, 0);
        if (n < 0 && errno != EAGAIN && errno != ETIMEDOUT) fail_errno("receiving");
        const int header = (packet[0] & 15) * 4; // of IP
        if (n < header + static_cast<int>(k_header)) continue;
        Echo echo;
        memcpy(&echo, packet + header, k_header);
        if (echo.type != k_reply || ntohs(echo.identifier) != static_cast<uint16_t>(getpid())) continue;
        if (ntohs(echo.sequence) != sequence) continue;
        bytes = static_cast<unsigned>(n - header) - k_header;
        return true;
    }
}

void ping_once(int fd, const sockaddr_in& to, const Settings& settings, Tally& tally) {
    const unsigned sequence = ++tally.sent;
    const unsigned long long start = now_us();
    if (!send_request(fd, to, static_cast<uint16_t>(sequence), settings.size))
        return complain_errno("request %u", sequence);
    unsigned bytes = 0;
    if (!receive_reply(fd, static_cast<uint16_t>(sequence),
                       static_cast<unsigned>(start / 1000) + settings.wait, bytes)) {
        iprintf("request %u: no answer within %u ms\n", sequence, settings.wait);
        return;
    }
    const unsigned us = static_cast<unsigned>(now_us() - start);
    iprintf("%u bytes from %s: request %u, %u.%03u ms\n", bytes, inet_ntoa(to.sin_addr), sequence, us / 1000,
            us % 1000);
    tally.received++;
    tally.sum += us;
    if (us < tally.least) tally.least = us;
    if (us > tally.most) tally.most = us;
}

Settings parse(Options& options) {
    Settings settings;
    while (const char letter = options.next()) {
        if (letter == 'c') settings.count = options.number(0, 1000000);
        if (letter == 'i') settings.interval = options.number(0, 60000);
        if (letter == 's') settings.size = options.number(0, sizeof Echo::data);
        if (letter == 'W') settings.wait = options.number(1, 60000);
    }
    options.expect_operands(1, 1);
    return settings;
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    const Settings settings = parse(options);
    const char* host = options.operands()[0];
    const hostent* entry = gethostbyname(host);
    if (!entry) fail_errno("%s", host);
    sockaddr_in to = {};
    to.sin_family = AF_INET;
    memcpy(&to.sin_addr, entry->h_addr, sizeof to.sin_addr);
    const int fd = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
    if (fd < 0) fail_errno("no ICMP socket");

    Tally tally;
    for (;;) {
        const unsigned start = now_ms();
        ping_once(fd, to, settings, tally);
        fflush(stdout);
        if (settings.count && tally.sent >= settings.count) break;
        const unsigned used = now_ms() - start;
        if (used < settings.interval) sleep_ms(settings.interval - used);
    }
    iprintf("%u sent, %u answered", tally.sent, tally.received);
    if (tally.received) {
        const unsigned mean = static_cast<unsigned>(tally.sum / tally.received);
        iprintf("; least %u, mean %u, most %u us", tally.least, mean, tally.most);
    }
    putchar('\n');
    return tally.received > 0 ? 0 : 1;
}
