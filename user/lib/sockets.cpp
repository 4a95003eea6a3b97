// SPDX-License-Identifier: MIT
// BSD sockets over the system calls.
#include "alcove/errors.h"
#include "exec/abi/stubs.h"
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

using namespace alcove::user;

namespace {

static_assert(sizeof(sockaddr_in) == sizeof(alcove_sockaddr));

/// An address as the executive takes it; false when the caller's is too short.
bool take(const sockaddr* from, socklen_t length, alcove_sockaddr& to) {
    if (length < sizeof to) return false;
    memcpy(&to, from, sizeof to);
    return true;
}

/// `result`, with the address handed to a caller that wants it.
int give(int result, const alcove_sockaddr& from, sockaddr* to, socklen_t* length) {
    if (result < 0 || !to || !length) return posix(result);
    memcpy(to, &from, *length < sizeof from ? *length : sizeof from);
    *length = sizeof from;
    return result;
}

/// The executive's time limits are two words; newlib's seconds have 64 bits.
struct TimeLimit {
    int seconds, microseconds;
};
bool is_time_limit(int level, int option) {
    return level == SOL_SOCKET && (option == SO_RCVTIMEO || option == SO_SNDTIMEO);
}

int set_time_limit(int fd, int option, const timeval& from) {
    const TimeLimit t = {static_cast<int>(from.tv_sec), static_cast<int>(from.tv_usec)};
    return posix(sys_setsockopt(fd, SOL_SOCKET, option, &t, sizeof t));
}

int get_time_limit(int fd, int option, timeval& to, socklen_t* length) {
    TimeLimit t = {};
    const int r = posix(sys_getsockopt(fd, SOL_SOCKET, option, &t, sizeof t));
    if (r < 0) return r;
    to = {t.seconds, t.microseconds};
    *length = sizeof to;
    return 0;
}

} // namespace

extern "C" {

int socket(int domain, int type, int protocol) { return posix(sys_socket(domain, type, protocol)); }
int bind(int fd, const sockaddr* address, socklen_t length) {
    alcove_sockaddr a;
    return posix(take(address, length, a) ? sys_bind(fd, &a) : -EINVAL);
}
int connect(int fd, const sockaddr* address, socklen_t length) {
    alcove_sockaddr a;
    return posix(take(address, length, a) ? sys_connect(fd, &a) : -EINVAL);
}
int listen(int fd, int backlog) { return posix(sys_listen(fd, backlog)); }
int accept(int fd, sockaddr* peer, socklen_t* length) {
    alcove_sockaddr a;
    const int r = sys_accept(fd, &a);
    return give(r, a, peer, length);
}
ssize_t send(int fd, const void* data, size_t size, int flags) {
    return posix(sys_send(fd, data, size, flags));
}
ssize_t recv(int fd, void* data, size_t size, int flags) { return posix(sys_recv(fd, data, size, flags)); }
ssize_t sendto(int fd, const void* data, size_t size, int flags, const sockaddr* to, socklen_t length) {
    alcove_sockaddr a;
    return posix(take(to, length, a) ? sys_sendto(fd, data, size, flags, &a) : -EINVAL);
}
ssize_t recvfrom(int fd, void* data, size_t size, int flags, sockaddr* from, socklen_t* length) {
    alcove_sockaddr a;
    const int r = sys_recvfrom(fd, data, size, flags, &a);
    return give(r, a, from, length);
}
int setsockopt(int fd, int level, int option, const void* value, socklen_t length) {
    if (is_time_limit(level, option)) {
        timeval t;
        if (length < sizeof t) return posix(-EINVAL);
        memcpy(&t, value, sizeof t);
        return set_time_limit(fd, option, t);
    }
    return posix(sys_setsockopt(fd, level, option, value, length));
}
int getsockopt(int fd, int level, int option, void* value, socklen_t* length) {
    if (is_time_limit(level, option) && *length >= sizeof(timeval))
        return get_time_limit(fd, option, *static_cast<timeval*>(value), length);
    const int r = posix(sys_getsockopt(fd, level, option, value, *length));
    if (r < 0) return r;
    *length = static_cast<socklen_t>(r);
    return 0;
}
int getsockname(int fd, sockaddr* address, socklen_t* length) {
    alcove_sockaddr a;
    const int r = sys_getsockname(fd, &a);
    return give(r, a, address, length);
}
int getpeername(int fd, sockaddr* address, socklen_t* length) {
    alcove_sockaddr a;
    const int r = sys_getpeername(fd, &a);
    return give(r, a, address, length);
}
int shutdown(int fd, int how) { return posix(sys_shutdown(fd, how)); }

} // extern "C"
