/* SPDX-License-Identifier: MIT
 * Blocks of a device in memory: the part of linux/fs.h that is about buffer heads.
 */
#pragma once
#include <linux/types.h>
#include <linux/kdev_t.h>
#include <linux/list.h>
#include <linux/wait.h>
#include <asm/atomic.h>
#include <asm/bitops.h>

struct page;
struct inode;
struct super_block;

/* Bits of b_state. */
enum bh_state_bits { BH_Uptodate, BH_Dirty, BH_Lock, BH_Req, BH_Mapped, BH_New, BH_Async, BH_Wait_IO, BH_Launder,
                     BH_JBD, BH_Inode, BH_PrivateStart };

struct buffer_head {
    unsigned long b_state, b_blocknr, b_rsector, b_flushtime;
    kdev_t b_dev, b_rdev;
    unsigned short b_size, b_list;
    char *b_data;
    struct page *b_page;
    atomic_t b_count;
    void (*b_end_io)(struct buffer_head *bh, int uptodate);
    void *b_private;
    struct buffer_head *b_reqnext; /* the next of the same request */
    struct buffer_head *b_this_page, *b_next, **b_pprev, *b_next_free, *b_prev_free;
    wait_queue_head_t b_wait;
    struct inode *b_inode;
    struct list_head b_inode_buffers;
};
typedef void(bh_end_io_t)(struct buffer_head *bh, int uptodate);

#define __buffer_state(bh, state) (test_bit(BH_##state, &(bh)->b_state) != 0)
#define buffer_async(bh) __buffer_state(bh, Async)
#define buffer_dirty(bh) __buffer_state(bh, Dirty)
#define buffer_locked(bh) __buffer_state(bh, Lock)
#define buffer_mapped(bh) __buffer_state(bh, Mapped)
#define buffer_new(bh) __buffer_state(bh, New)
#define buffer_req(bh) __buffer_state(bh, Req)
#define buffer_uptodate(bh) __buffer_state(bh, Uptodate)
#define bh_offset(bh) ((unsigned long)(bh)->b_data & ~PAGE_MASK)
#define atomic_set_buffer_clean(bh) test_and_clear_bit(BH_Dirty, &(bh)->b_state)
#define atomic_set_buffer_dirty(bh) test_and_set_bit(BH_Dirty, &(bh)->b_state)
#define BUF_CLEAN 0
#define BUF_LOCKED 1
#define BUF_DIRTY 2

extern struct buffer_head *bread(kdev_t device, int block, int size);
extern struct buffer_head *getblk(kdev_t device, int block, int size);
extern struct buffer_head *get_hash_table(kdev_t device, int block, int size);
extern struct buffer_head *get_unused_buffer_head(int async);
extern void put_unused_buffer_head(struct buffer_head *bh);
extern void init_buffer(struct buffer_head *bh, bh_end_io_t *end_io, void *argument);
extern void __brelse(struct buffer_head *bh);
extern void __bforget(struct buffer_head *bh);
extern void refile_buffer(struct buffer_head *bh);
extern void ll_rw_block(int direction, int count, struct buffer_head *bh[]);
extern void submit_bh(int direction, struct buffer_head *bh);
extern int brw_page(int direction, struct page *page, kdev_t device, int blocks[], int size);
extern void mark_buffer_dirty(struct buffer_head *bh);
extern void __mark_buffer_dirty(struct buffer_head *bh);
extern void set_buffer_async_io(struct buffer_head *bh);
extern void set_buffer_flushtime(struct buffer_head *bh);
extern void end_buffer_io_sync(struct buffer_head *bh, int uptodate);
extern void end_buffer_io_async(struct buffer_head *bh, int uptodate);
extern void buffer_insert_inode_queue(struct buffer_head *bh, struct inode *inode);
extern void set_bh_page(struct buffer_head *bh, struct page *page, unsigned long offset);
extern void __invalidate_buffers(kdev_t device, int destroy);
extern int fsync_dev(kdev_t device);
extern int fsync_no_super(kdev_t device);
extern void sync_dev(kdev_t device);
extern int fsync_buffers_list(struct list_head *list);
#define invalidate_buffers(dev) __invalidate_buffers((dev), 0)
#define destroy_buffers(dev) __invalidate_buffers((dev), 1)

static inline void get_bh(struct buffer_head *bh) { atomic_inc(&bh->b_count); }

static inline void put_bh(struct buffer_head *bh)
{
    barrier();
    atomic_dec(&bh->b_count);
}

/* Given back, the second also without being written; 0 is none. */
static inline void brelse(struct buffer_head *buf) { buf ? __brelse(buf) : (void)0; }
static inline void bforget(struct buffer_head *buf) { buf ? __bforget(buf) : (void)0; }

static inline void mark_buffer_uptodate(struct buffer_head *bh, int on)
{
    if (on)
        set_bit(BH_Uptodate, &bh->b_state);
    else
        clear_bit(BH_Uptodate, &bh->b_state);
}

static inline void __mark_buffer_clean(struct buffer_head *bh) { refile_buffer(bh); }

static inline void mark_buffer_clean(struct buffer_head *bh)
{
    if (atomic_set_buffer_clean(bh))
        refile_buffer(bh);
}

static inline void mark_buffer_dirty_inode(struct buffer_head *bh, struct inode *inode)
{
    mark_buffer_dirty(bh);
    buffer_insert_inode_queue(bh, inode);
}

/* An operation on it is over, badly. */
static inline void buffer_IO_error(struct buffer_head *bh)
{
    mark_buffer_clean(bh);
    bh->b_end_io(bh, 0);
}
