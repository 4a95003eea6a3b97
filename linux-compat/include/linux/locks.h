/* SPDX-License-Identifier: MIT
 * Locks of buffers and of mounted file systems.
 */
#pragma once
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/sched.h>

extern void __wait_on_buffer(struct buffer_head *bh);
extern void unlock_buffer(struct buffer_head *bh);
extern void __lock_page(struct page *page);
extern void unlock_page(struct page *page);

/* Until the operation on it is over */
static inline void wait_on_buffer(struct buffer_head *bh)
{
    if (buffer_locked(bh))
        __wait_on_buffer(bh);
}

static inline void lock_buffer(struct buffer_head *bh)
{
    for (; test_and_set_bit(BH_Lock, &bh->b_state); __wait_on_buffer(bh))
        ;
}

static inline void lock_super(struct super_block *sb) { down(&sb->s_lock); }
static inline void unlock_super(struct super_block *sb) { up(&sb->s_lock); }
