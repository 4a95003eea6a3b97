// SPDX-License-Identifier: MIT
// Stands before functions of the C library, as QEMU calls them.
#include "tools/forkserver/turns.h"
#include "tools/forkserver/original.h"
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <linux/futex.h>
#include <poll.h>
#include <pthread.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace alcove::forkserver {
namespace {

/// A guest that never rests must not keep the monitor from its commands.
constexpr timespec k_longest_turn = {1, 0};

thread_local bool t_main_loop, t_processor;
std::atomic<bool> g_active;
std::atomic<pthread_cond_t*> g_halted; ///< on which the processor's thread waits
/// Futex: when the main loop may run.
enum : int { k_busy, k_nothing_to_do, k_turn_wanted };
std::atomic<int> g_idle = k_nothing_to_do;
std::atomic<int> g_turn_over; ///< futex: 1 when the main loop has no more to do
std::atomic<bool> g_turn_per_event, g_event_due, g_turn_granted;
std::atomic<pthread_mutex_t*> g_big_lock; ///< QEMU's, which the processor's thread lets go of to sleep
std::atomic<int> g_wakes;                 ///< futex: counts what should wake the processor
std::atomic<bool> g_wake_due, g_main_loop_waits;
/// Where on the stack the main loop is in ppoll(), or 0. What it calls waits further down, and coroutines
/// have stacks of their own, which lie below.
std::atomic<std::uintptr_t> g_poll_at, g_outermost_poll;

/// Event descriptors that are signalled already. Whoever signals has made his work known before, and whoever
/// reads looks for work afterwards, so that one signal is as good as many.
constexpr int k_most_descriptors = 256;
std::atomic<bool> g_signalled[k_most_descriptors];
std::atomic<signed char> g_event[k_most_descriptors]; ///< 1: it is one, -1: it is not

void wake(std::atomic<int>& word) { syscall(SYS_futex, &word, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0); }

/// The main loop has let go of the mutex, or is about to.
void pass_turn() {
    if (g_turn_granted.exchange(false)) {
        g_turn_over = 1;
        wake(g_turn_over);
    }
    if (g_wake_due.exchange(false)) wake(g_wakes);
}

void wait_for_turn() {
    pass_turn();
    g_main_loop_waits = true;
    while (g_idle == k_busy)
        if (syscall(SYS_futex, &g_idle, FUTEX_WAIT, k_busy, &k_longest_turn, nullptr, 0) != 0 &&
            errno == ETIMEDOUT)
            break;
    int wanted = k_turn_wanted;
    if (g_idle.compare_exchange_strong(wanted, k_busy)) g_turn_granted = true;
    g_main_loop_waits = false;
}

/// The turn that an event of the processor's gave goes on while there is something left of it.
bool end_turn(pollfd* fds, nfds_t count, const timespec* timeout) {
    if (!g_turn_granted) return true;
    constexpr timespec k_at_once = {0, 0};
    if (timeout && timeout->tv_sec == 0 && timeout->tv_nsec == 0) return false;
    if (syscall(SYS_ppoll, fds, count, &k_at_once, nullptr, 0) > 0) return false;
    return true;
}

/// The processor's thread has let go of the big lock.
void give_turn() {
    g_event_due = false;
    g_turn_over = 0;
    g_idle = k_turn_wanted;
    wake(g_idle);
    while (g_turn_over == 0) syscall(SYS_futex, &g_turn_over, FUTEX_WAIT, 0, nullptr, nullptr, 0);
}

/// The only other thread that waits for a condition without a limit is the processor's.
bool is_processor(pthread_cond_t* condition) {
    if (!g_active || t_main_loop) return false;
    pthread_cond_t* known = nullptr;
    return g_halted.compare_exchange_strong(known, condition) || known == condition;
}

/// Whoever changes what the processor waits for holds the mutex.
void wait_for_work(pthread_mutex_t* mutex) {
    const int before = g_wakes;
    t_processor = true;
    g_big_lock = mutex;
    g_event_due = false; // it has its turn now
    g_idle = k_nothing_to_do;
    pthread_mutex_unlock(mutex);
    if (g_main_loop_waits) wake(g_idle);
    while (g_wakes == before) syscall(SYS_futex, &g_wakes, FUTEX_WAIT, before, nullptr, nullptr, 0);
    pthread_mutex_lock(mutex);
}

/// The main loop still holds the mutex: the processor's thread would only wake to wait for that.
void give_work() {
    if (t_processor) return;    // it does not wait
    int idle = k_nothing_to_do; // or it waits for the main loop's turn to be over
    g_idle.compare_exchange_strong(idle, k_busy);
    g_wakes++;
    if (t_main_loop)
        g_wake_due = true;
    else
        wake(g_wakes);
}

bool is_event(int fd) {
    char link[32], name[32] = "";
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    if (g_event[fd] == 0)
        g_event[fd] = readlink(link, name, sizeof name - 1) > 0 && std::strstr(name, "[eventfd]") ? 1 : -1;
    return g_event[fd] == 1;
}

/// The monitor's thread is woken by each timer that a device sets, and has nothing to do with them. What
/// comes by its socket, it shall have at once; the rest can wait.
void wait_for_commands(const pollfd* fds, nfds_t count) {
    constexpr nfds_t k_most = 8;
    constexpr timespec k_rest = {0, 5 * 1000 * 1000};
    pollfd sockets[k_most];
    nfds_t n = 0;
    for (nfds_t i = 0; i < count && n < k_most; i++) {
        struct stat about = {};
        if (fstat(fds[i].fd, &about) == 0 && S_ISSOCK(about.st_mode))
            sockets[n++] = {fds[i].fd, fds[i].events, 0};
    }
    if (n) syscall(SYS_ppoll, sockets, n, &k_rest, nullptr, 0);
}

} // namespace

void take_turns() {
    t_main_loop = true;
    g_active = true;
}

void take_turns_at_events() { g_turn_per_event = true; }

bool main_loop_rests() { return g_poll_at != 0 && g_poll_at == g_outermost_poll; }

void renew_events() {
    constexpr std::uint64_t k_one = 1;
    for (int fd = 0; fd < k_most_descriptors; fd++)
        if (g_event[fd] == 1) g_signalled[fd] = syscall(SYS_write, fd, &k_one, sizeof k_one) == sizeof k_one;
}

} // namespace alcove::forkserver

using namespace alcove::forkserver;

extern "C" {

[[gnu::visibility("default")]] int ppoll(pollfd* fds, nfds_t count, const timespec* timeout,
                                         const sigset_t* mask) {
    static auto* const next = original(&ppoll, "ppoll");
    if (!t_main_loop) return next(fds, count, timeout, mask);
    const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
    if (here > g_outermost_poll) g_outermost_poll = here;
    const std::uintptr_t outer = g_poll_at.exchange(here);
    if (end_turn(fds, count, timeout)) wait_for_turn();
    const int n = next(fds, count, timeout, mask);
    g_poll_at = outer;
    return n;
}

[[gnu::visibility("default")]] ssize_t write(int fd, const void* data, size_t bytes) {
    static auto* const next = original(&write, "write");
    const bool may_be_event =
        g_active && bytes == sizeof(std::uint64_t) && fd >= 0 && fd < k_most_descriptors;
    if (g_turn_per_event && t_processor && may_be_event && is_event(fd)) g_event_due = true;
    if (may_be_event && g_signalled[fd].load()) return static_cast<ssize_t>(bytes);
    if (may_be_event && is_event(fd)) g_signalled[fd] = true;
    return next(fd, data, bytes);
}

[[gnu::visibility("default")]] ssize_t read(int fd, void* data, size_t bytes) {
    static auto* const next = original(&read, "read");
    const ssize_t n = next(fd, data, bytes);
    if (fd >= 0 && fd < k_most_descriptors) g_signalled[fd] = false;
    return n;
}

[[gnu::visibility("default")]] int poll(pollfd* fds, nfds_t count, int timeout_ms) {
    static auto* const next = original(&poll, "poll");
    if (g_active && !t_main_loop && timeout_ms != 0) wait_for_commands(fds, count);
    return next(fds, count, timeout_ms);
}

[[gnu::visibility("default")]] int pthread_cond_wait(pthread_cond_t* condition, pthread_mutex_t* mutex) {
    static auto* const next = original(&pthread_cond_wait, "pthread_cond_wait");
    if (t_main_loop) pass_turn();
    if (!is_processor(condition)) return next(condition, mutex);
    wait_for_work(mutex);
    return 0;
}

[[gnu::visibility("default")]] int pthread_mutex_unlock(pthread_mutex_t* mutex) {
    static auto* const next = original(&pthread_mutex_unlock, "pthread_mutex_unlock");
    const int r = next(mutex);
    if (g_event_due && t_processor && mutex == g_big_lock) give_turn();
    return r;
}

[[gnu::visibility("default")]] int pthread_cond_broadcast(pthread_cond_t* condition) {
    static auto* const next = original(&pthread_cond_broadcast, "pthread_cond_broadcast");
    if (condition != g_halted) return next(condition);
    give_work();
    return 0;
}
}
