/* SPDX-License-Identifier: MIT
 * Block devices over a network: requests as they are sent, and what is kept of a device.
 */
#pragma once
#include <linux/list.h>
#include <linux/types.h>
#include <asm/semaphore.h>
struct request;
struct socket;
struct file;
#define LX_NBD(number) _IO(0xab, (number))
#define NBD_CLEAR_QUE LX_NBD(5)
#define NBD_CLEAR_SOCK LX_NBD(4)
#define NBD_DISCONNECT LX_NBD(8)
#define NBD_DO_IT LX_NBD(3)
#define NBD_PRINT_DEBUG LX_NBD(6)
#define NBD_SET_BLKSIZE LX_NBD(1)
#define NBD_SET_SIZE LX_NBD(2)
#define NBD_SET_SIZE_BLOCKS LX_NBD(7)
#define NBD_SET_SOCK LX_NBD(0)
enum { LX_NBD_READ, LX_NBD_WRITE, LX_NBD_DISC };
#define NBD_CMD_READ LX_NBD_READ
#define NBD_CMD_WRITE LX_NBD_WRITE
#define NBD_CMD_DISC LX_NBD_DISC
#define MAX_NBD 128
#define NBD_READ_ONLY 0x0001
#define NBD_WRITE_NOCHK 0x0002
#define NBD_REQUEST_MAGIC 0x25609513
#define NBD_REPLY_MAGIC 0x67446698
#define LO_MAGIC 0x68797548
struct nbd_request { u32 magic, type; char handle[8]; u64 from; u32 len; } __attribute__((packed));
struct nbd_reply { u32 magic, error; char handle[8]; };
struct nbd_device {
    int flags, harderror, magic, refcnt;
    struct file *file;
    struct list_head queue_head;
    struct semaphore tx_lock;
    struct socket *sock;
    spinlock_t queue_lock;
};
#ifdef MAJOR_NR
#include <linux/blk.h>
static int requests_in, requests_out;
/* All of the request's buffers are done, well where it had no errors. */
static void nbd_end_request(struct request *req)
{
    int right = req->errors == 0;
    struct buffer_head *bh = req->bh, *next;
    unsigned long flags;

    requests_out++;
    spin_lock_irqsave(&io_request_lock, flags);
    for (; bh; bh = next) {
        next = bh->b_reqnext;
        bh->b_reqnext = NULL;
        bh->b_end_io(bh, right);
    }
    blkdev_release_request(req);
    spin_unlock_irqrestore(&io_request_lock, flags);
}
#endif
