// SPDX-License-Identifier: MIT
// An object to be loaded into QEMU (LD_PRELOAD) that makes copies of the running emulator, translated code
// and all: a thread that takes commands (protocol.h). The process that was started stands still from
// `prepare` on; copies of it do the work, one at a time, and end with it.
#include "tools/forkserver/hot_pages.h"
#include "tools/forkserver/memory.h"
#include "tools/forkserver/protocol.h"
#include "tools/forkserver/threads.h"
#include "tools/forkserver/turns.h"
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace alcove::forkserver {
namespace {

int g_socket = -1;
bool g_prepared;
pid_t g_copy; ///< 0: none

void problem(Answer& answer, int error, const char* what) {
    answer.error = error ? error : EIO;
    std::strncpy(answer.problem, what, sizeof answer.problem - 1);
}

void prepare(const Command& command, Answer& answer) {
    if (g_prepared) return;
    if (const char* const why = park_threads()) return problem(answer, EAGAIN, why);
    if (const char* const why =
            make_memory_private(command.memory_file, command.shared_offset, command.shared_bytes)) {
        unpark_threads();
        return problem(answer, errno, why);
    }
    g_prepared = true;
}

/// Threads that take turns are woken faster on the processor where they were put to sleep. The kernel has
/// just chosen it for this process.
void stay_on_this_processor() {
    unsigned here = 0;
    cpu_set_t set;
    CPU_ZERO(&set);
    if (syscall(SYS_getcpu, &here, nullptr, nullptr) != 0) return;
    CPU_SET(here, &set);
    syscall(SYS_sched_setaffinity, 0, sizeof set, &set);
}

/// The child's life: it ends with its parent, and this thread leaves the process to the others.
[[noreturn]] void be_copy(pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    stay_on_this_processor();
    take_hot_pages();
    renew_events();
    if (getppid() != parent || !revive_threads()) _exit(EXIT_FAILURE);
    close(g_socket);
    for (;;) pause();
}

/// By the bare system call: the library's fork() would give the stacks of the other threads away.
void make_copy(Answer& answer) {
    if (!g_prepared || g_copy) return problem(answer, EBUSY, "not prepared, or there is a copy");
    const pid_t self = getpid();
    const long pid = syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
    if (pid == 0) be_copy(self);
    if (pid < 0) return problem(answer, errno, "fork");
    answer.pid = g_copy = static_cast<pid_t>(pid);
}

void reap(int flags, Answer& answer) {
    if (!g_copy) return problem(answer, ECHILD, "there is no copy");
    rusage used = {};
    pid_t r;
    do r = wait4(g_copy, &answer.wait_status, flags, &used);
    while (r < 0 && errno == EINTR);
    if (r < 0) return problem(answer, errno, "wait");
    if (r == 0) return;
    const auto us = [](const timeval& t) {
        return static_cast<std::uint64_t>(t.tv_sec) * 1000000 + static_cast<std::uint64_t>(t.tv_usec);
    };
    answer.processor_us = us(used.ru_utime) + us(used.ru_stime);
    answer.ended = 1;
    g_copy = 0;
}

void* serve(void*) {
    for (;;) {
        Command command;
        const ssize_t n = recv(g_socket, &command, sizeof command, MSG_WAITALL);
        if (n < 0 && errno == EINTR) continue;
        if (n != sizeof command) break;
        Answer answer = {};
        if (command.op == Op::prepare) prepare(command, answer);
        if (command.op == Op::fork) make_copy(answer);
        if (command.op == Op::status) reap(WNOHANG, answer);
        if (command.op == Op::end) {
            if (g_copy) learn_hot_pages(g_copy);
            if (g_copy) kill(g_copy, SIGKILL);
            reap(0, answer);
        }
        if (send(g_socket, &answer, sizeof answer, MSG_NOSIGNAL) != sizeof answer) break;
    }
    // Nobody is there any more. A process that stands still would do so for ever.
    if (g_prepared) syscall(SYS_exit_group, EXIT_FAILURE);
    return nullptr;
}

bool connect_to(const char* path) {
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    if (std::strlen(path) >= sizeof address.sun_path) return false;
    std::strcpy(address.sun_path, path);
    g_socket = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return g_socket >= 0 &&
           connect(g_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

/// A script may stand before QEMU, with the same environment.
bool is_emulator() {
    char path[512] = "";
    const ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    return n > 0 && std::strstr(path, "qemu-system") != nullptr;
}

/// All signals are the emulator's.
[[gnu::constructor]] void start() {
    const char* const path = std::getenv(k_socket_variable);
    if (!path || !is_emulator() || !connect_to(path)) return;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_t thread;
    if (pthread_create(&thread, nullptr, serve, nullptr) == 0) pthread_detach(thread);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    take_turns();
}

} // namespace
} // namespace alcove::forkserver
