/* SPDX-License-Identifier: MIT
 * For block drivers: io_request_lock, the first request of the queue, and its end. A driver that has one queue says
 * MAJOR_NR before it includes this, and may say DEVICE_NAME, DEVICE_NR, DEVICE_REQUEST, DEVICE_ON and DEVICE_OFF
 * where those that go with its major number do not fit.
 */
#pragma once
#include <linux/blkdev.h>
#include <linux/config.h>
#include <linux/highmem.h>
#include <linux/locks.h>
#include <linux/pagemap.h>

extern spinlock_t io_request_lock;
extern int end_that_request_first(struct request *req, int uptodate, char *name);
extern void end_that_request_last(struct request *req);
extern void set_device_ro(kdev_t dev, int flag);
extern void add_blkdev_randomness(int major);

/* Off the queue: the driver's own until it ends. */
static inline void blkdev_dequeue_request(struct request *req) { list_del(&req->queue); }

#ifdef MAJOR_NR
/* --- by major number --- */
#if MAJOR_NR == FLOPPY_MAJOR && !defined(DEVICE_NAME)
static void floppy_off(unsigned int nr);
#define DEVICE_NAME "floppy"
#define DEVICE_INTR do_floppy
#define DEVICE_REQUEST do_fd_request
#define DEVICE_NR(device) ((MINOR(device) & 3) | (MINOR(device) >> 5 & 4))
#define DEVICE_OFF(device) floppy_off(DEVICE_NR(device))
#elif MAJOR_NR == IDE0_MAJOR && !defined(DEVICE_NAME)
#define DEVICE_NAME "hard disk"
#define DEVICE_INTR do_hd
#define DEVICE_REQUEST do_hd_request
#define DEVICE_NR(device) (MINOR(device) >> 6)
#define TIMEOUT_VALUE (6 * HZ)
#elif MAJOR_NR == SCSI_DISK0_MAJOR && !defined(DEVICE_NAME)
#define DEVICE_NAME "scsidisk"
#define DEVICE_NR(device) (((MAJOR(device) & SCSI_DISK_MAJOR(7)) << 4) + (MINOR(device) >> 4))
#elif MAJOR_NR == XT_DISK_MAJOR && !defined(DEVICE_NAME)
#define DEVICE_NAME "xt disk"
#define DEVICE_REQUEST do_xd_request
#define DEVICE_NR(device) (MINOR(device) >> 6)
#elif MAJOR_NR == RAMDISK_MAJOR && !defined(DEVICE_NAME)
#define DEVICE_NAME "ramdisk"
#elif MAJOR_NR == NBD_MAJOR && !defined(DEVICE_NAME)
#define DEVICE_NAME "nbd"
#define DEVICE_REQUEST do_nbd_request
#elif MAJOR_NR == COMPAQ_SMART2_MAJOR && !defined(DEVICE_NAME)
#define DEVICE_NAME "ida"
#define DEVICE_REQUEST do_ida_request
#define DEVICE_NR(device) (MINOR(device) >> 4)
#endif

/* --- and for all others --- */
#ifndef DEVICE_NAME
#define DEVICE_NAME "block device"
#endif
#ifndef DEVICE_NR
#define DEVICE_NR(device) MINOR(device)
#endif
#ifndef DEVICE_ON
#define DEVICE_ON(device) do { } while (0)
#endif
#ifndef DEVICE_OFF
#define DEVICE_OFF(device) do { } while (0)
#endif

#define CURRENT blkdev_entry_next_request(&BLK_DEFAULT_QUEUE(MAJOR_NR)->queue_head)
#define CURRENT_DEV DEVICE_NR(CURRENT->rq_dev)
#define QUEUE_EMPTY list_empty(&BLK_DEFAULT_QUEUE(MAJOR_NR)->queue_head)

/* The function that the next interrupt calls, once */
#ifdef DEVICE_INTR
static void (*DEVICE_INTR)(void) = NULL;
#define SET_INTR(x) (DEVICE_INTR = (x))
#define CLEAR_INTR SET_INTR(NULL)
#else
#define CLEAR_INTR do { } while (0)
#endif
#ifdef DEVICE_REQUEST
static void DEVICE_REQUEST(request_queue_t *q);
#endif

/* A request function begins with it: returns where nothing is to be done, and the first request can be trusted after. */
#define INIT_REQUEST \
    if (QUEUE_EMPTY) { \
        CLEAR_INTR; \
        return; \
    } \
    if (MAJOR(CURRENT->rq_dev) != MAJOR_NR) \
        panic(DEVICE_NAME ": a request of another major number"); \
    if (CURRENT->bh && !buffer_locked(CURRENT->bh)) \
        panic(DEVICE_NAME ": a block that nobody has locked")

#ifndef LOCAL_END_REQUEST
/* The first buffer of the first request is done; the request too when it was the last. */
static inline void end_request(int uptodate)
{
    struct request *done = CURRENT;

    if (end_that_request_first(done, uptodate, DEVICE_NAME))
        return;
    add_blkdev_randomness(MAJOR(done->rq_dev));
    DEVICE_OFF(done->rq_dev);
    blkdev_dequeue_request(done);
    end_that_request_last(done);
}
#endif
#endif
