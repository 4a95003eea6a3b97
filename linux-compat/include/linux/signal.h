/* SPDX-License-Identifier: MIT
 * Signals that a kernel thread can be sent.
 */
#pragma once
#include <asm/signal.h>
struct siginfo;
#define POLL_IN 1
#define POLL_OUT 2
#define POLL_ERR 4
struct sigpending {
    sigset_t signal;
};
struct k_sigaction {
    struct { __sighandler_t sa_handler; unsigned long sa_flags; sigset_t sa_mask; } sa;
};
struct signal_struct {
    struct k_sigaction action[_NSIG];
    spinlock_t siglock;
};
#define sigmask(sig) (1UL << ((sig) - 1))
#define siginitset(set, mask) ((set)->sig[0] = (mask), (set)->sig[1] = 0)
#define siginitsetinv(set, mask) ((set)->sig[0] = ~(mask), (set)->sig[1] = ~0UL)
#define sigaddset(set, n) ((set)->sig[((n) - 1) / 32] |= 1UL << (((n) - 1) % 32))
#define sigdelset(set, n) ((set)->sig[((n) - 1) / 32] &= ~(1UL << (((n) - 1) % 32)))
#define sigismember(set, n) (((set)->sig[((n) - 1) / 32] >> (((n) - 1) % 32)) & 1)
#define sigfillset(set) siginitsetinv((set), 0UL)
#define sigemptyset(set) siginitset((set), 0UL)
