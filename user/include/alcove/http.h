// SPDX-License-Identifier: MIT
// What an HTTP/1.1 client and server have in common (RFC 9112): heads, bodies, sending.
#pragma once
#include <stdint.h>

namespace alcove::user {

/// One message that arrives over a socket: its head, then its body.
class HttpMessage {
  public:
    explicit HttpMessage(int fd) : fd_(fd) {}

    /// Reads up to the empty line. False: error() says why.
    bool read_head();
    /// "GET /path HTTP/1.1", or "HTTP/1.1 200 OK".
    const char* start_line() const { return head_; }
    /// A header's value, or nullptr.
    const char* header(const char* name) const;

    /// Bytes of the body into `to`: 0 at its end, -1 when it breaks off (error()).
    int read_body(void* to, unsigned size);
    /// Announced length; false when it is not known beforehand.
    bool length(uint64_t& bytes) const;
    /// For requests: without a length there is no body.
    void no_body_without_length();

    const char* error() const { return error_; }

  private:
    int fill(void* to, unsigned size);
    int next_byte();
    bool read_line(char* line, unsigned size);
    bool next_chunk();
    void begin_body();
    int broken(const char* why);

    int fd_;
    char head_[4096];
    unsigned head_length_ = 0;
    char rest_[2048]; ///< read behind the head
    unsigned rest_start_ = 0, rest_end_ = 0;
    bool chunked_ = false, until_close_ = false;
    uint64_t left_ = 0; ///< of the body, or of the chunk
    bool in_chunks_ = false;
    const char* error_ = nullptr;
};

/// Sends all of it; false with errno.
bool send_all(int fd, const void* data, unsigned size);
/// Connects to a host by name or address, both directions limited to `timeout_ms` of silence. -1 with errno.
int connect_to(const char* host, unsigned short port, unsigned timeout_ms);
void set_timeouts(int fd, unsigned timeout_ms);

} // namespace alcove::user
