// SPDX-License-Identifier: MIT
// HTTP messages: head parsing, bodies by length, by chunks, or until the connection closes.
#include "alcove/http.h"
#include "alcove/errors.h"
#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

namespace alcove::user {

int HttpMessage::broken(const char* why) {
    error_ = why;
    return -1;
}

/// From what is left over, else from the socket.
int HttpMessage::fill(void* to, unsigned size) {
    if (rest_start_ < rest_end_) {
        const unsigned n = size < rest_end_ - rest_start_ ? size : rest_end_ - rest_start_;
        memcpy(to, rest_ + rest_start_, n);
        rest_start_ += n;
        return static_cast<int>(n);
    }
    const int n = recv(fd_, to, size, 0);
    return n < 0 ? broken(error_text(errno)) : n;
}

int HttpMessage::next_byte() {
    if (rest_start_ == rest_end_) {
        const int n = recv(fd_, rest_, sizeof rest_, 0);
        if (n < 0) return broken(error_text(errno));
        if (n == 0) return broken("the connection was closed early");
        rest_start_ = 0;
        rest_end_ = static_cast<unsigned>(n);
    }
    return static_cast<unsigned char>(rest_[rest_start_++]);
}

bool HttpMessage::read_line(char* line, unsigned size) {
    for (unsigned n = 0; n < size;) {
        const int c = next_byte();
        if (c < 0) return false;
        if (c == '\n') {
            line[n > 0 && line[n - 1] == '\r' ? n - 1 : n] = '\0';
            return true;
        }
        line[n++] = static_cast<char>(c);
    }
    broken("a line of the head is too long");
    return false;
}

/// Lines are kept one after the other, each ended by NUL; an empty one ends them.
bool HttpMessage::read_head() {
    for (;;) {
        char* line = head_ + head_length_;
        if (!read_line(line, sizeof head_ - head_length_ - 1)) return false;
        head_length_ += strlen(line) + 1;
        if (*line) continue;
        if (head_length_ > 1) break;
        head_length_ = 0; // empty lines before the start line are ignored (RFC 9112, section 2.2)
    }
    begin_body();
    return true;
}

const char* HttpMessage::header(const char* name) const {
    const unsigned length = strlen(name);
    for (const char* line = head_ + strlen(head_) + 1; *line; line += strlen(line) + 1) {
        if (strncasecmp(line, name, length) != 0 || line[length] != ':') continue;
        return line + length + 1 + strspn(line + length + 1, " \t");
    }
    return nullptr;
}

bool HttpMessage::length(uint64_t& bytes) const {
    const char* text = header("Content-Length");
    if (text) bytes = strtoull(text, nullptr, 10);
    return text != nullptr;
}

void HttpMessage::begin_body() {
    const char* encoding = header("Transfer-Encoding");
    chunked_ = encoding && strcasecmp(encoding, "chunked") == 0;
    until_close_ = !chunked_ && !length(left_);
}

void HttpMessage::no_body_without_length() { until_close_ = false; }

bool HttpMessage::next_chunk() {
    char line[64];
    if (in_chunks_ && !read_line(line, sizeof line)) return false; // behind the chunk before
    in_chunks_ = true;
    if (!read_line(line, sizeof line)) return false;
    char* end;
    left_ = strtoull(line, &end, 16);
    if (end == line) broken("a chunk without a length");
    return end != line;
}

int HttpMessage::read_body(void* to, unsigned size) {
    if (until_close_) return fill(to, size);
    if (left_ == 0 && chunked_) {
        if (!next_chunk()) return -1;
        if (left_ == 0) chunked_ = false; // trailers, if any, are not read
    }
    if (left_ == 0) return 0;
    const int n = fill(to, left_ < size ? static_cast<unsigned>(left_) : size);
    if (n == 0) return broken("the connection was closed early");
    if (n > 0) left_ -= static_cast<unsigned>(n);
    return n;
}

bool send_all(int fd, const void* data, unsigned size) {
    const char* p = static_cast<const char*>(data);
    while (size > 0) {
        const int n = send(fd, p, size, 0);
        if (n < 0) return false;
        p += n;
        size -= static_cast<unsigned>(n);
    }
    return true;
}

void set_timeouts(int fd, unsigned timeout_ms) {
    const timeval timeout = {static_cast<time_t>(timeout_ms / 1000),
                             static_cast<suseconds_t>(timeout_ms % 1000 * 1000)};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
}

int connect_to(const char* host, unsigned short port, unsigned timeout_ms) {
    const hostent* entry = gethostbyname(host);
    if (!entry) return -1;
    sockaddr_in to = {};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    memcpy(&to.sin_addr, entry->h_addr, sizeof to.sin_addr);
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0) return -1;
    set_timeouts(fd, timeout_ms);
    if (connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0) return fd;
    const int error = errno;
    close(fd);
    errno = error;
    return -1;
}

} // namespace alcove::user
