/* SPDX-License-Identifier: MIT
 * Waiting for one of several files. A driver's poll calls poll_wait for each queue that it would wake, then says what
 * is the case now.
 */
#pragma once
#include <linux/wait.h>
#include <linux/string.h>
#include <linux/mm.h>
#include <asm/uaccess.h>
#include <asm/poll.h>

typedef struct poll_table_struct {
    void *table; /* the personality's; 0 where nobody will wait */
    int error;
} poll_table;

extern void __pollwait(struct file *file, wait_queue_head_t *q, poll_table *table);
extern void poll_freewait(poll_table *table);

static inline void poll_wait(struct file *file, wait_queue_head_t *q, poll_table *table)
{
    if (table && q)
        __pollwait(file, q, table);
}

static inline void poll_initwait(poll_table *table) { *table = (poll_table){ NULL, 0 }; }
