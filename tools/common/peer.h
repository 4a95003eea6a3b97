// SPDX-License-Identifier: MIT
// The other end of a guest's traffic: an HTTP server, a TCP sink, a TCP source and a UDP counter on
// 127.0.0.1.
#pragma once
#include "tools/common/fd.h"
#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace alcove::tools {

/// Where a guest behind QEMU's or Bochs' user-mode network finds the host's 127.0.0.1.
constexpr const char* k_host_seen_by_guest = "10.0.2.2";

/// One `GET /data` as far as it got.
struct Transfer {
    std::uint64_t requested = 0; ///< bytes
    std::uint64_t sent = 0;      ///< bytes handed to the host's TCP
    std::uint32_t crc = 0;       ///< of the whole
    bool finished = false;       ///< everything sent, or the connection broken
};

/// What came over one connection to the TCP sink.
struct Sunk {
    std::uint64_t bytes = 0;
    std::uint32_t crc = 0;
};

struct PeerCounters {
    std::uint64_t sink_bytes = 0, source_bytes = 0, udp_bytes = 0, udp_datagrams = 0;
    std::uint64_t udp_right = 0; ///< datagrams that hold the beginning of the xorshift32 words from seed 1
    std::uint64_t sunk = 0;      ///< connections to the sink that have ended
};

/// HTTP (1.0, one request a connection):
///   GET /data?bytes=N&seed=S[&rate=BYTES_PER_S]  xorshift32 words, with Content-Length and X-CRC32
///   POST /sink                                   reads the body, answers "bytes=N crc32=XXXXXXXX"
/// TCP sink: reads to the end. TCP source: sends xorshift32 words until the other side closes.
/// UDP: counts and checks datagrams and answers none.
class Peer {
  public:
    Peer();
    ~Peer();
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    unsigned short http_port() const { return http_port_; }
    unsigned short sink_port() const { return sink_port_; }
    unsigned short source_port() const { return source_port_; }
    unsigned short udp_port() const { return udp_port_; }
    /// URL of /data as the guest has to write it; rate 0 is as fast as it goes.
    std::string data_url(std::uint64_t bytes, std::uint32_t seed, std::uint64_t rate = 0) const;

    /// Number of `GET /data` requests so far.
    std::size_t transfers() const;
    /// The index-th of them.
    Transfer transfer(std::size_t index) const;
    PeerCounters counters() const;
    /// The connection to the sink that ended last.
    Sunk last_sunk() const;

  private:
    using Handler = void (Peer::*)(int fd);
    struct Connection {
        Fd fd;
        std::atomic<bool> finished = false;
        std::thread thread;
    };
    void serve_loop();
    void start(int listener, Handler handler);
    void sweep(bool all);
    void serve_http(int fd);
    void serve_data(int fd, const std::string& target);
    void serve_post(int fd, const std::string& head, std::string body);
    void serve_sink(int fd);
    void serve_source(int fd);
    void count_datagrams();

    // The ports stand first: making the sockets below stores them.
    unsigned short http_port_ = 0, sink_port_ = 0, source_port_ = 0, udp_port_ = 0;
    Fd http_, sink_, source_, udp_;
    mutable std::mutex mutex_;
    std::vector<Transfer> transfers_;
    PeerCounters counters_;
    Sunk last_sunk_;
    std::list<std::unique_ptr<Connection>> connections_;
    std::atomic<bool> stop_ = false;
    std::thread server_;
};

/// What the guest must find as CRC-32 of /data?bytes=N&seed=S.
std::uint32_t data_crc(std::uint64_t bytes, std::uint32_t seed);

/// Fetches http://127.0.0.1:PORT/PATH (a guest's forwarded port); the whole answer with head, or nothing.
std::optional<std::string> http_get(unsigned short port, const std::string& path, int timeout_ms);

} // namespace alcove::tools
