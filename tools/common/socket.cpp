// SPDX-License-Identifier: MIT
// Stream and datagram sockets on this machine alone.
#include "tools/common/socket.h"
#include "tools/common/error.h"
#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace alcove::tools {
namespace {

sockaddr_in loopback(unsigned short port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

Fd bind_loopback(int type, unsigned short& port) {
    Fd fd(socket(AF_INET, type | SOCK_CLOEXEC, 0));
    if (!fd) fail_errno("socket");
    sockaddr_in address = loopback(0);
    socklen_t length = sizeof address;
    if (bind(fd.get(), reinterpret_cast<sockaddr*>(&address), length) < 0 ||
        getsockname(fd.get(), reinterpret_cast<sockaddr*>(&address), &length) < 0)
        fail_errno("binding to 127.0.0.1");
    port = ntohs(address.sin_port);
    return fd;
}

} // namespace

Fd listen_unix(const std::string& path) {
    Fd fd(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (!fd || path.size() >= sizeof address.sun_path) fail_errno("unix socket " + path);
    std::strcpy(address.sun_path, path.c_str());
    if (bind(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) < 0 || listen(fd.get(), 4) < 0)
        fail_errno("listening on " + path);
    return fd;
}

Fd listen_loopback(unsigned short& port) {
    Fd fd = bind_loopback(SOCK_STREAM, port);
    if (listen(fd.get(), 16) < 0) fail_errno("listening on 127.0.0.1");
    return fd;
}

Fd udp_loopback(unsigned short& port) { return bind_loopback(SOCK_DGRAM, port); }

Fd connect_loopback(unsigned short port) {
    Fd fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in address = loopback(port);
    if (!fd || connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) < 0)
        return Fd();
    return fd;
}

bool wait_readable(int fd, int timeout_ms) {
    pollfd p{fd, POLLIN, 0};
    int r;
    do r = poll(&p, 1, timeout_ms);
    while (r < 0 && errno == EINTR);
    return r > 0;
}

bool send_all(int fd, const void* data, std::size_t size) {
    const char* at = static_cast<const char*>(data);
    while (size > 0) {
        const ssize_t n = send(fd, at, size, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        at += n;
        size -= static_cast<std::size_t>(n);
    }
    return true;
}

} // namespace alcove::tools
