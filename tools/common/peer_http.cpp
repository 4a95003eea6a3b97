// SPDX-License-Identifier: MIT
// The HTTP part of the traffic peer, and a small client for the guest's own server.
#include "tools/common/error.h"
#include "tools/common/pattern.h"
#include "tools/common/peer.h"
#include "tools/common/socket.h"
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <sys/socket.h>

namespace alcove::tools {
namespace {

constexpr std::size_t k_http_block = 4096;
constexpr std::size_t k_max_head = 8192;

/// Value of `name=` in a query string, or `otherwise`.
std::uint64_t query_number(const std::string& target, const std::string& name, std::uint64_t otherwise) {
    for (std::size_t at = target.find('?'); at != std::string::npos; at = target.find('&', at + 1))
        if (target.compare(at + 1, name.size() + 1, name + "=") == 0)
            return std::strtoull(target.c_str() + at + 2 + name.size(), nullptr, 0);
    return otherwise;
}

void answer(int fd, const std::string& status, const std::string& text) {
    const std::string all = fmt::format(
        "HTTP/1.0 {}\r\nContent-Type: text/plain\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}",
        status, text.size(), text);
    send_all(fd, all.data(), all.size());
}

/// Sleeps so that `sent` bytes since `start` do not pass `rate` bytes a second.
void pace(std::chrono::steady_clock::time_point start, std::uint64_t sent, std::uint64_t rate) {
    if (rate == 0) return;
    const std::chrono::duration<double> due(static_cast<double>(sent) / static_cast<double>(rate));
    std::this_thread::sleep_until(start + std::chrono::duration_cast<std::chrono::nanoseconds>(due));
}

} // namespace

std::uint32_t data_crc(std::uint64_t bytes, std::uint32_t seed) {
    unsigned char block[k_http_block];
    Xorshift32 words(seed);
    std::uint32_t crc = 0;
    for (std::uint64_t at = 0; at < bytes; at += k_http_block) {
        words.fill(block, k_http_block);
        crc = crc32(crc, block, std::min<std::uint64_t>(k_http_block, bytes - at));
    }
    return crc;
}

std::string Peer::data_url(std::uint64_t bytes, std::uint32_t seed, std::uint64_t rate) const {
    std::string url =
        fmt::format("http://{}:{}/data?bytes={}&seed={}", k_host_seen_by_guest, http_port_, bytes, seed);
    if (rate) url += fmt::format("&rate={}", rate);
    return url;
}

void Peer::serve_http(int fd) {
    std::string head;
    std::size_t end;
    while ((end = head.find("\r\n\r\n")) == std::string::npos) {
        char buffer[2048];
        const ssize_t n = recv(fd, buffer, sizeof buffer, 0);
        if (n <= 0 || head.size() > k_max_head) return;
        head.append(buffer, static_cast<std::size_t>(n));
    }
    std::string body = head.substr(end + 4);
    head.resize(end);
    const std::string method = head.substr(0, head.find(' '));
    const std::size_t start = std::min(method.size() + 1, head.size());
    const std::string target = head.substr(start, head.find_first_of(" \r\n", start) - start);
    if (method == "GET" && target.rfind("/data?", 0) == 0)
        serve_data(fd, target);
    else if (method == "POST" && target == "/sink")
        serve_post(fd, head, std::move(body));
    else
        answer(fd, "404 Not Found", "no such thing here\n");
}

void Peer::serve_data(int fd, const std::string& target) {
    const std::uint64_t bytes = query_number(target, "bytes", 0);
    const auto seed = static_cast<std::uint32_t>(query_number(target, "seed", 1));
    const std::uint64_t rate = query_number(target, "rate", 0);
    const std::uint32_t crc = data_crc(bytes, seed);
    std::size_t index;
    {
        std::lock_guard lock(mutex_);
        index = transfers_.size();
        transfers_.push_back({bytes, 0, crc, false});
    }
    const std::string head =
        fmt::format("HTTP/1.0 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: {}\r\n"
                    "X-CRC32: {:08x}\r\nConnection: close\r\n\r\n",
                    bytes, crc);
    bool going = send_all(fd, head.data(), head.size());
    unsigned char block[k_http_block];
    Xorshift32 words(seed);
    const auto start = std::chrono::steady_clock::now();
    for (std::uint64_t at = 0; going && at < bytes && !stop_; at += k_http_block) {
        words.fill(block, k_http_block);
        const std::size_t n = std::min<std::uint64_t>(k_http_block, bytes - at);
        pace(start, at, rate);
        going = send_all(fd, block, n);
        std::lock_guard lock(mutex_);
        if (going) transfers_[index].sent += n;
    }
    std::lock_guard lock(mutex_);
    transfers_[index].finished = true;
}

void Peer::serve_post(int fd, const std::string& head, std::string body) {
    std::string lower = head;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    const std::string field = "content-length:";
    const std::size_t at = lower.find(field);
    if (at == std::string::npos) return answer(fd, "411 Length Required", "Content-Length is missing\n");
    const std::uint64_t length = std::strtoull(lower.c_str() + at + field.size(), nullptr, 10);
    std::uint64_t taken = 0;
    std::uint32_t crc = 0;
    while (taken < length) {
        if (body.empty()) {
            body.resize(k_http_block);
            const ssize_t n = recv(fd, body.data(), body.size(), 0);
            if (n <= 0) return;
            body.resize(static_cast<std::size_t>(n));
        }
        crc = crc32(crc, reinterpret_cast<const unsigned char*>(body.data()), body.size());
        taken += body.size();
        body.clear();
    }
    answer(fd, "200 OK", fmt::format("bytes={} crc32={:08x}\n", taken, crc));
}

std::optional<std::string> http_get(unsigned short port, const std::string& path, int timeout_ms) {
    const Fd fd = connect_loopback(port);
    const std::string request = fmt::format("GET {} HTTP/1.0\r\nHost: alcove\r\n\r\n", path);
    if (!fd || !send_all(fd.get(), request.data(), request.size())) return std::nullopt;
    std::string all;
    char buffer[k_http_block];
    while (wait_readable(fd.get(), timeout_ms)) {
        const ssize_t n = recv(fd.get(), buffer, sizeof buffer, 0);
        if (n < 0) return std::nullopt;
        if (n == 0) return all;
        all.append(buffer, static_cast<std::size_t>(n));
    }
    return std::nullopt;
}

} // namespace alcove::tools
