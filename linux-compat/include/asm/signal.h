/* SPDX-License-Identifier: MIT
 * Signal numbers and the flags of request_irq.
 */
#pragma once
#include <linux/types.h>
#define SIGHUP 1
#define SIGINT 2
#define SIGQUIT 3
#define SIGILL 4
#define SIGTRAP 5
#define SIGABRT 6
#define SIGBUS 7
#define SIGFPE 8
#define SIGKILL 9
#define SIGUSR1 10
#define SIGSEGV 11
#define SIGUSR2 12
#define SIGPIPE 13
#define SIGALRM 14
#define SIGTERM 15
#define SIGCHLD 17
#define SIGCONT 18
#define SIGSTOP 19
#define SIGTSTP 20
#define SIGTTIN 21
#define SIGTTOU 22
#define SIGURG 23
#define SIGXCPU 24
#define SIGXFSZ 25
#define SIGWINCH 28
#define SIGIO 29
#define SIGPOLL SIGIO
#define SIGPWR 30

#define SA_INTERRUPT 0x20000000
#define SA_SHIRQ 0x04000000
#define SA_PROBE SA_ONESHOT
#define SA_ONESHOT 0x80000000
#define SA_RESTART 0x10000000
#define SA_SAMPLE_RANDOM SA_RESTART

#define _NSIG 64
typedef struct {
    unsigned long sig[2];
} sigset_t;
typedef void (*__sighandler_t)(int);
#define SIG_DFL ((__sighandler_t)0)
#define SIG_IGN ((__sighandler_t)1)
struct sigaction { __sighandler_t sa_handler; unsigned long sa_flags; void (*sa_restorer)(void); sigset_t sa_mask; };
#define __const_sigismember(set, n) ((int)((set)->sig[((n) - 1) / 32] >> (((n) - 1) % 32) & 1))
#define __gen_sigismember(set, n) __const_sigismember((set), (n))
