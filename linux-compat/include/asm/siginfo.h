/* SPDX-License-Identifier: MIT
 * What a signal tells of its cause.
 */
#pragma once
#include <linux/types.h>
#define SI_PAD_SIZE 29
typedef union sigval { int sival_int; void *sival_ptr; } sigval_t;
typedef struct siginfo {
    int si_signo, si_errno, si_code;
    union { int _pad[SI_PAD_SIZE]; struct { pid_t _pid; uid_t _uid; } _kill; struct { int _band, _fd; } _sigpoll; } _sifields;
} siginfo_t;
#define si_band _sifields._sigpoll._band
#define si_fd _sifields._sigpoll._fd
#define si_pid _sifields._kill._pid
#define si_uid _sifields._kill._uid
/* Causes: SI_USER is 0 and so on down; POLL_ are SIGIO's, with their class in the upper half. */
#define SI_ASYNCIO (-4)
#define SI_KERNEL 0x80
#define SI_USER 0
#define __SI_POLL (2 << 16)
#define LX_POLL_CAUSE(n) (__SI_POLL | (n))
#define POLL_ERR LX_POLL_CAUSE(4)
#define POLL_HUP LX_POLL_CAUSE(6)
#define POLL_IN LX_POLL_CAUSE(1)
#define POLL_MSG LX_POLL_CAUSE(3)
#define POLL_OUT LX_POLL_CAUSE(2)
#define POLL_PRI LX_POLL_CAUSE(5)
