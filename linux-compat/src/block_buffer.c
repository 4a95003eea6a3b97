/* SPDX-License-Identifier: MIT
 * Buffers that a driver makes itself, to read or write blocks of a device of its domain. None is kept for later: the
 * executive has the only cache.
 */
#include "linux-compat/src/block.h"
#include "linux-compat/src/cold.h"
#include <linux/locks.h>

void init_buffer(struct buffer_head *bh, bh_end_io_t *end_io, void *argument)
{
    bh->b_end_io = end_io;
    bh->b_private = argument;
}
EXPORT_SYMBOL(init_buffer);

void set_bh_page(struct buffer_head *bh, struct page *page, unsigned long offset)
{
    bh->b_page = page;
    bh->b_data = (char *)page_address(page) + offset;
}
EXPORT_SYMBOL(set_bh_page);

/* --- their locks --- */

void unlock_buffer(struct buffer_head *bh)
{
    clear_bit(BH_Wait_IO, &bh->b_state);
    clear_bit(BH_Lock, &bh->b_state);
    wake_up(&bh->b_wait);
}
EXPORT_SYMBOL(unlock_buffer);

void __wait_on_buffer(struct buffer_head *bh)
{
    get_bh(bh);
    while (buffer_locked(bh)) {
        run_task_queue(&tq_disk);
        wait_event(bh->b_wait, !buffer_locked(bh));
    }
    put_bh(bh);
}
EXPORT_SYMBOL(__wait_on_buffer);

/* --- in and out --- */

void end_buffer_io_sync(struct buffer_head *bh, int uptodate)
{
    mark_buffer_uptodate(bh, uptodate);
    unlock_buffer(bh);
    put_bh(bh);
}
EXPORT_SYMBOL(end_buffer_io_sync);

/* A locked buffer by its number of block. */
void submit_bh(int direction, struct buffer_head *bh)
{
    if (!buffer_locked(bh))
        lx_fail(NIM_FAIL_BUG, "submit_bh of a buffer that nobody has locked, from %p", __builtin_return_address(0));
    set_bit(BH_Req, &bh->b_state);
    bh->b_rdev = bh->b_dev;
    bh->b_rsector = bh->b_blocknr * (bh->b_size >> 9);
    generic_make_request(direction, bh);
}
EXPORT_SYMBOL(submit_bh);

/* Begins with those that nobody is at: reads what is not there, writes what is dirty. */
void ll_rw_block(int direction, int count, struct buffer_head *bhs[])
{
    int i;

    for (i = 0; i < count; i++) {
        struct buffer_head *bh = bhs[i];

        if (test_and_set_bit(BH_Lock, &bh->b_state))
            continue;
        if (direction == WRITE ? !atomic_set_buffer_clean(bh) : buffer_uptodate(bh)) {
            unlock_buffer(bh);
            continue;
        }
        get_bh(bh);
        bh->b_end_io = end_buffer_io_sync;
        submit_bh(direction, bh);
    }
}
EXPORT_SYMBOL(ll_rw_block);

/* --- blocks --- */

struct buffer_head *getblk(kdev_t device, int block, int size)
{
    struct buffer_head *bh = kmalloc(sizeof(*bh), GFP_KERNEL);
    struct page *page = bh ? alloc_page(GFP_KERNEL) : NULL;

    if (!page) {
        kfree(bh);
        return NULL;
    }
    memset(bh, 0, sizeof(*bh));
    bh->b_dev = bh->b_rdev = device;
    bh->b_blocknr = block;
    bh->b_size = size;
    bh->b_state = 1UL << BH_Mapped;
    init_waitqueue_head(&bh->b_wait);
    atomic_set(&bh->b_count, 1);
    set_bh_page(bh, page, 0);
    return bh;
}
EXPORT_SYMBOL(getblk);

void __brelse(struct buffer_head *bh)
{
    if (buffer_dirty(bh)) {
        ll_rw_block(WRITE, 1, &bh);
        wait_on_buffer(bh);
    }
    if (!atomic_dec_and_test(&bh->b_count))
        return;
    __free_page(bh->b_page);
    kfree(bh);
}
EXPORT_SYMBOL(__brelse);

void __bforget(struct buffer_head *bh)
{
    clear_bit(BH_Dirty, &bh->b_state);
    __brelse(bh);
}
EXPORT_SYMBOL(__bforget);

/* Done with, one way or the other, when it returns. */
static void lx_buffer_move(int direction, struct buffer_head *bh)
{
    ll_rw_block(direction, 1, &bh);
    wait_on_buffer(bh);
}

struct buffer_head *bread(kdev_t device, int block, int size)
{
    struct buffer_head *wanted = getblk(device, block, size);

    if (wanted) {
        lx_buffer_move(READ, wanted);
        if (!buffer_uptodate(wanted)) {
            brelse(wanted);
            wanted = NULL;
        }
    }
    return wanted;
}
EXPORT_SYMBOL(bread);

void __mark_buffer_dirty(struct buffer_head *bh)
{
    set_bit(BH_Dirty, &bh->b_state);
}
EXPORT_SYMBOL(__mark_buffer_dirty);

void mark_buffer_dirty(struct buffer_head *bh)
{
    __mark_buffer_dirty(bh);
}
EXPORT_SYMBOL(mark_buffer_dirty);

void refile_buffer(struct buffer_head *bh)
{
    (void)bh;
}
EXPORT_SYMBOL(refile_buffer);

/* --- of a whole device: nothing is kept, so nothing is to be written or to be forgotten --- */

int fsync_dev(kdev_t device)
{
    (void)device;
    run_task_queue(&tq_disk);
    return 0;
}
EXPORT_SYMBOL(fsync_dev);

void sync_dev(kdev_t device)
{
    fsync_dev(device);
}
EXPORT_SYMBOL(sync_dev);

int fsync_no_super(kdev_t device)
{
    return fsync_dev(device);
}
EXPORT_SYMBOL(fsync_no_super);

void __invalidate_buffers(kdev_t device, int destroy)
{
    (void)device, (void)destroy;
}
EXPORT_SYMBOL(__invalidate_buffers);

int invalidate_device(kdev_t device, int sync)
{
    return sync ? fsync_dev(device) : 0;
}
EXPORT_SYMBOL(invalidate_device);
