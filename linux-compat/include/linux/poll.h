/* SPDX-License-Identifier: MIT
 * Waiting for files.
 */
#pragma once
#include <linux/wait.h>
#include <linux/string.h>
#include <linux/mm.h>
#include <asm/uaccess.h>
#include <asm/poll.h>
typedef struct poll_table_struct {
    int error;
    void *table;
} poll_table;
extern void __pollwait(struct file *file, wait_queue_head_t *q, poll_table *table);
static inline void poll_wait(struct file *file, wait_queue_head_t *q, poll_table *table)
{
    if (table && q)
        __pollwait(file, q, table);
}
