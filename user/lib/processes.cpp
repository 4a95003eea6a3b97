// SPDX-License-Identifier: MIT
// newlib's system calls on processes, memory and time.
#include "alcove/process.h"
#include "alcove/errors.h"
#include "exec/abi/stubs.h"
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/wait.h>
#include <unistd.h>

namespace alcove::user {

int spawn(const char* path, const char* const* argv, const int (&fds)[3], int job, unsigned flags) {
    char* strings = static_cast<char*>(malloc(ALCOVE_ARGUMENTS_MAX));
    if (!strings) return -1;
    unsigned size = 0;
    for (; *argv; argv++) {
        const unsigned length = strlen(*argv) + 1;
        if (length > ALCOVE_ARGUMENTS_MAX - size) {
            free(strings);
            return posix(-E2BIG);
        }
        memcpy(strings + size, *argv, length);
        size += length;
    }
    const alcove_spawn how = {{fds[0], fds[1], fds[2]}, job, flags};
    const int pid = sys_spawn(path, strings, size, &how);
    free(strings);
    return posix(pid);
}

int wait_for(int pid, int& status, bool no_hang) {
    return posix(sys_wait(pid, no_hang ? ALCOVE_WAIT_NOHANG : 0, &status));
}

void sleep_ms(unsigned milliseconds) { sys_sleep_ms(milliseconds); }

unsigned long long now_us() {
    alcove_clock now;
    sys_clock(&now);
    return now.monotonic_ns / 1000;
}

} // namespace alcove::user

using namespace alcove::user;

extern "C" {

void _exit(int status) {
    sys_exit(status);
    __builtin_unreachable();
}
int getpid() { return sys_getpid(); }
int kill(int pid, int signal) { return posix(sys_kill(pid, signal)); }
int fork() { return posix(-ENOSYS); }
int execve(const char*, char* const*, char* const*) { return posix(-ENOSYS); }
int wait(int* status) {
    int code = 0;
    const int pid = wait_for(-1, code);
    if (status) *status = code << 8; // where newlib's WEXITSTATUS looks
    return pid;
}

void* sbrk(ptrdiff_t increment) {
    alcove_u32 before = 0;
    if (posix(sys_sbrk(increment, &before)) < 0) return reinterpret_cast<void*>(-1);
    return reinterpret_cast<void*>(before);
}

int gettimeofday(struct timeval* to, void*) {
    alcove_clock now;
    const int r = sys_clock(&now);
    if (r < 0) return posix(r);
    to->tv_sec = now.unix_seconds;
    to->tv_usec = static_cast<suseconds_t>(now.monotonic_ns / 1000 % 1000000);
    return 0;
}

clock_t times(struct tms* to) {
    memset(to, 0, sizeof *to);
    return static_cast<clock_t>(now_us() * CLOCKS_PER_SEC / 1000000);
}

unsigned sleep(unsigned seconds) {
    sleep_ms(seconds * 1000);
    return 0;
}

} // extern "C"
