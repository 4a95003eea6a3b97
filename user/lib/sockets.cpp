// SPDX-License-Identifier: MIT
// BSD sockets over the system calls.
#include "alcove/errors.h"
#include "exec/abi/stubs.h"
#include <errno.h>
#include <netinet/in.h>
#include <string.h>

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
    return posix(sys_setsockopt(fd, level, option, value, length));
}
int getsockopt(int fd, int level, int option, void* value, socklen_t* length) {
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
