/* SPDX-License-Identifier: MIT
 * Checkers (docs/checkers.md). A function lx_checked_NAME stands in for NAME, which modules import, in a domain
 * with checkers; without any, nobody calls what is declared here.
 */
#pragma once
#include "linux-compat/src/lx.h"

static inline int lx_checking(unsigned int kinds)
{
    return unlikely(nim_shared_block.check & kinds);
}

#define LX_CALLER ((nim_u32)__builtin_return_address(0))

/* check.c: tell a finding. It returns where findings are warnings. */
extern void lx_finding(enum nim_fail_kind kind, nim_u32 place, nim_u32 first, nim_u32 second, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
/* The same, but the domain goes on in any case. */
extern void lx_warning(enum nim_fail_kind kind, nim_u32 place, nim_u32 first, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
extern void lx_check_sleep(const char *what);
extern void lx_check_gfp(const char *what, int gfp);
extern nim_u32 lx_cli_place;        /* where interrupts were switched off last */

/* check_lock.c: spin locks held in the contexts that run now, and where the last was taken */
extern unsigned int lx_locks_held;
extern nim_u32 lx_lock_place;

#define LX_FILL 0xa7                /* what watched blocks are filled with */

/* check_memory.c: a watched block; `place` is who it is for. */
extern void *lx_fence_new(size_t size, nim_u32 place);
extern struct sk_buff *lx_skb_fenced(unsigned int size, nim_u32 place); /* skb.c */
