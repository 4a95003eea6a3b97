// SPDX-License-Identifier: MIT
// Parking: a signal, whose handler waits. Reviving: clone() with the old thread-local storage, and a jump
// back into the handler, whose return restores all registers and the signal mask from the frame on the old
// stack.
#include "tools/forkserver/threads.h"
#include "tools/forkserver/turns.h"
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

namespace alcove::forkserver {
namespace {

/// One of glibc's own (it uses it in setuid() of programs with threads): sigfillset() leaves it out, so
/// threads that block every signal take it nevertheless.
constexpr int k_signal = 33;
constexpr unsigned k_most_threads = 64;
constexpr unsigned k_rounds = 200, k_patience_us = 200000, k_step_us = 500;
constexpr std::size_t k_spare_stack = 16384;

struct Parked {
    void* jump[5]; ///< of __builtin_setjmp
    pthread_t self;
    pid_t tid;
    bool in_system_call;
};
Parked g_parked[k_most_threads];
std::atomic<unsigned> g_taken, g_waiting, g_left;
std::atomic<int> g_go; ///< futex: parked threads go on when it is 1
bool g_installed;
/// Of struct pthread, where glibc keeps the thread's number; the kernel clears it when the thread ends.
std::size_t g_tid_offset;
/// For revived threads until they are back on their own stacks.
alignas(16) char g_spare[k_most_threads][k_spare_stack];

pid_t own_tid() { return static_cast<pid_t>(syscall(SYS_gettid)); }

pid_t* tid_field(pthread_t self) {
    return reinterpret_cast<pid_t*>(reinterpret_cast<char*>(self) + g_tid_offset);
}

/// glibc does not say where the number is, but it is there.
bool find_tid_offset() {
    constexpr std::size_t k_first = 64, k_last = 1400;
    const pid_t tid = own_tid();
    for (g_tid_offset = k_first; g_tid_offset < k_last; g_tid_offset += sizeof(pid_t))
        if (*tid_field(pthread_self()) == tid) return true;
    return false;
}

/// Behind a system call, or before it when the kernel will begin it anew.
bool at_system_call(const void* context) {
    const auto* p = reinterpret_cast<const unsigned char*>(
        static_cast<const ucontext_t*>(context)->uc_mcontext.gregs[REG_RIP]);
    return (p[-2] == 0x0F && p[-1] == 0x05) || (p[0] == 0x0F && p[1] == 0x05);
}

void on_signal(int, siginfo_t*, void* context) {
    const int saved = errno;
    const unsigned n = g_taken++;
    if (n >= k_most_threads) return;
    Parked& me = g_parked[n];
    me.self = pthread_self();
    me.tid = own_tid();
    me.in_system_call = at_system_call(context);
    if (__builtin_setjmp(me.jump) == 0) {
        g_waiting++;
        while (g_go.load() == 0) syscall(SYS_futex, &g_go, FUTEX_WAIT, 0, nullptr, nullptr, 0);
        g_left++;
    }
    errno = saved;
}

/// The library refuses the signals that are its own; the kernel does not. What returns from a handler is
/// taken over from another one.
bool install() {
    struct KernelAction {
        void (*handler)(int, siginfo_t*, void*);
        unsigned long flags;
        void (*restorer)();
        unsigned long mask;
    };
    constexpr unsigned long k_restorer = 0x04000000;
    if (g_installed) return true;
    struct sigaction old = {}, other = {};
    other.sa_handler = SIG_DFL;
    if (sigaction(SIGWINCH, nullptr, &old) != 0 || sigaction(SIGWINCH, &other, nullptr) != 0) return false;
    KernelAction action = {};
    if (syscall(SYS_rt_sigaction, SIGWINCH, nullptr, &action, sizeof action.mask) != 0) return false;
    sigaction(SIGWINCH, &old, nullptr);
    if (!action.restorer) return false;
    action.handler = on_signal;
    action.flags = SA_SIGINFO | SA_RESTART | k_restorer;
    action.mask = ~0ul;
    g_installed = syscall(SYS_rt_sigaction, k_signal, &action, nullptr, sizeof action.mask) == 0;
    return g_installed;
}

/// Sends the signal to each other thread; returns how many, or -1.
int signal_all() {
    DIR* const tasks = opendir("/proc/self/task");
    if (!tasks) return -1;
    int sent = 0;
    while (const dirent* entry = readdir(tasks)) {
        const pid_t tid = static_cast<pid_t>(strtol(entry->d_name, nullptr, 10));
        if (tid > 0 && tid != own_tid() && syscall(SYS_tgkill, getpid(), tid, k_signal) == 0) sent++;
    }
    closedir(tasks);
    return sent;
}

int count_all() {
    DIR* const tasks = opendir("/proc/self/task");
    if (!tasks) return -1;
    int all = 0;
    while (const dirent* entry = readdir(tasks)) all += entry->d_name[0] != '.';
    closedir(tasks);
    return all - 1;
}

/// All are there, and no other one came up or ended meanwhile.
bool all_parked(int sent) {
    for (unsigned us = 0; us < k_patience_us && g_waiting < static_cast<unsigned>(sent); us += k_step_us)
        usleep(k_step_us);
    if (g_waiting != static_cast<unsigned>(sent) || count_all() != sent || !main_loop_rests()) return false;
    for (unsigned i = 0; i < g_taken; i++)
        if (!g_parked[i].in_system_call) return false;
    return true;
}

int go_on(void* parked) { __builtin_longjmp(static_cast<Parked*>(parked)->jump, 1); }

} // namespace

void unpark_threads() {
    g_go = 1;
    syscall(SYS_futex, &g_go, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
    while (g_left < g_waiting) usleep(k_step_us);
}

const char* park_threads() {
    if (!find_tid_offset()) return "glibc keeps the number of a thread elsewhere";
    if (!install()) return "the signal for parking is refused";
    for (unsigned round = 0; round < k_rounds; round++) {
        g_taken = g_waiting = g_left = 0;
        g_go = 0;
        const int sent = signal_all();
        if (sent < 0 || sent > static_cast<int>(k_most_threads))
            return "the threads can't be listed, or are too many";
        if (all_parked(sent)) return nullptr;
        unpark_threads();
        usleep(k_step_us);
    }
    return "the threads do not come to rest";
}

bool revive_threads() {
    constexpr int k_flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM |
                            CLONE_SETTLS | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;
    *tid_field(pthread_self()) = own_tid();
    for (unsigned i = 0; i < g_taken; i++) {
        Parked& p = g_parked[i];
        pid_t* const field = tid_field(p.self);
        if (clone(go_on, g_spare[i] + k_spare_stack, k_flags, &p, field, reinterpret_cast<void*>(p.self),
                  field) < 0)
            return false;
    }
    return true;
}

} // namespace alcove::forkserver
