/* SPDX-License-Identifier: MIT
 * What the block files of the personality share.
 */
#pragma once
#include "linux-compat/src/lx.h"
#include <linux/blk.h>
#include <linux/blkdev.h>
#include <linux/fs.h>

/* A block of a request from the executive, as drivers see it. */
struct lx_buffer {
    struct buffer_head bh;
    struct page page;               /* what bh.b_page tells: where the data lies */
    void *own;                      /* memory of ours that is read into; 0 when it is written */
};

/* A request of the ring, until the executive has taken it back. */
struct lx_slot {
    struct lx_disk *disk;
    unsigned int outstanding;       /* buffers that have not ended */
    nim_u32 failed;                 /* bit per buffer */
    unsigned int count;             /* of buffers */
    struct lx_buffer buffer[NIM_BLOCK_SEGMENTS];
};

/* A whole disk. Its address is the cookie that the executive gives back in upcalls. */
struct lx_disk {
    struct nim_block_rings rings;
    struct lx_disk *next;
    nim_handle_t handle;            /* 0 until the executive knows it */
    kdev_t dev;
    unsigned int minors;
    long sectors;                   /* as it was registered */
    char name[NIM_BLOCK_NAME];
    struct lx_slot *slot[NIM_BLOCK_RING]; /* made when first used */
    unsigned int opens[2];          /* for reading only, for writing */
    struct inode inode;
    struct dentry dentry;
    struct file file[2];
};
extern struct lx_disk *lx_disks;

/* block.c */
extern struct block_device_operations *lx_block_operations(kdev_t dev);
extern const char *lx_block_major_name(kdev_t dev);
extern void lx_disk_shape(struct lx_disk *disk, struct nim_block_shape *shape);

/* block_disk.c: a whole disk was found, or found to have another size. */
extern void lx_disk_found(kdev_t first, unsigned int minors, long sectors);
extern void lx_disks_forget(unsigned int major);

/* block_queue.c: hand a chain of buffers to the driver; direction and size are theirs. */
extern void lx_request_enter(kdev_t dev, int direction, struct buffer_head *bh);
