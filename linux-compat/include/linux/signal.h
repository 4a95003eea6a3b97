/* SPDX-License-Identifier: MIT
 * Signals that a kernel thread can be sent.
 */
#pragma once
#include <asm/signal.h>
#include <asm/siginfo.h>
#include <linux/spinlock.h>
struct sigpending {
    sigset_t signal;
};
struct k_sigaction { struct sigaction sa; };
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
static inline void sigaddsetmask(sigset_t *set, unsigned long mask) { set->sig[0] |= mask; }
static inline void sigdelsetmask(sigset_t *set, unsigned long mask) { set->sig[0] &= ~mask; }
static inline int sigtestsetmask(sigset_t *set, unsigned long mask) { return (set->sig[0] & mask) != 0; }
