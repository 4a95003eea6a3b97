/* SPDX-License-Identifier: MIT
 * A program's buffer as pages, for input and output without a copy.
 */
#pragma once
#include <linux/mm.h>
#include <linux/fs.h>
#include <linux/wait.h>

#define KIO_MAX_ATOMIC_IO 512 /* KiB */
#define KIO_MAX_SECTORS (KIO_MAX_ATOMIC_IO * 2)
#define KIO_STATIC_PAGES (KIO_MAX_ATOMIC_IO / (PAGE_SIZE >> 10) + 1)

struct kiobuf {
    int offset, length, nr_pages, array_len; /* bytes, bytes, pages, places */
    struct page **maplist;
    unsigned long *blocks;
    struct buffer_head **bh;
    unsigned int locked : 1, dovary : 1;
    atomic_t io_count;
    int errno;
    void (*end_io)(struct kiobuf *buffer);
    wait_queue_head_t wait_queue;
};
extern int alloc_kiovec(int count, struct kiobuf **buffers);
extern void free_kiovec(int count, struct kiobuf **buffers);
extern int expand_kiobuf(struct kiobuf *buffer, int pages);
extern int map_user_kiobuf(int direction, struct kiobuf *buffer, unsigned long address, size_t length);
extern void unmap_kiobuf(struct kiobuf *buffer);
extern int lock_kiovec(int count, struct kiobuf *buffers[], int wait);
extern int unlock_kiovec(int count, struct kiobuf *buffers[]);
extern void kiobuf_wait_for_io(struct kiobuf *buffer);
extern int brw_kiovec(int direction, int count, struct kiobuf *buffers[], kdev_t device, unsigned long blocks[], int size);
