/* SPDX-License-Identifier: MIT
 * Block devices: requests, their queues, and the tables by major number.
 */
#pragma once
#include <linux/elevator.h>
#include <linux/fs.h>
#include <linux/genhd.h>
#include <linux/list.h>
#include <linux/major.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/tqueue.h>
#include <asm/scatterlist.h>

struct request_queue;
typedef struct request_queue request_queue_t;

/* Something to read or to write: sectors of 512 bytes, in a chain of buffer heads. `buffer` and
 * current_nr_sectors tell of the first buffer; the hard_ members what the device has yet to do. */
struct request {
    struct list_head queue;
    request_queue_t *q;
    kdev_t rq_dev;
    int cmd; /* READ or WRITE */
    volatile int rq_status;
    int errors, elevator_sequence;
    unsigned long sector, nr_sectors, current_nr_sectors;
    unsigned long hard_sector, hard_nr_sectors, hard_cur_sectors;
    unsigned int nr_segments, nr_hw_segments;
    char *buffer;
    void *special;
    struct buffer_head *bh, *bhtail;
    struct completion *waiting;
    unsigned long start_time;
};
enum { LX_RQ_ACTIVE = 1, LX_RQ_SCSI_DISCONNECTING = 0xffe0, LX_RQ_SCSI_DONE = 0xfffe, LX_RQ_SCSI_BUSY };
#define RQ_ACTIVE LX_RQ_ACTIVE
#define RQ_INACTIVE (-1)
#define RQ_SCSI_BUSY LX_RQ_SCSI_BUSY
#define RQ_SCSI_DISCONNECTING LX_RQ_SCSI_DISCONNECTING
#define RQ_SCSI_DONE LX_RQ_SCSI_DONE

typedef void(request_fn_proc)(request_queue_t *q);
typedef request_queue_t *(queue_proc)(kdev_t device);
typedef int(make_request_fn)(request_queue_t *q, int direction, struct buffer_head *bh);
typedef int(merge_request_fn)(request_queue_t *q, struct request *request, struct buffer_head *bh, int most);
typedef int(merge_requests_fn)(request_queue_t *q, struct request *into, struct request *from, int most);
typedef void(plug_device_fn)(request_queue_t *q, kdev_t device);
typedef void(unplug_device_fn)(void *q);

struct request_list {
    struct list_head free;
    unsigned int count;
};

struct request_queue {
    struct list_head queue_head;
    elevator_t elevator;
    request_fn_proc *request_fn;
    make_request_fn *make_request_fn;
    merge_request_fn *back_merge_fn, *front_merge_fn;
    merge_requests_fn *merge_requests_fn;
    plug_device_fn *plug_device_fn;
    void *queuedata;
    struct tq_struct plug_tq;
    char plugged, head_active;
    spinlock_t *queue_lock;
    unsigned long bounce_pfn;
    int bounce_gfp;
    struct request_list rq[2];
    wait_queue_head_t wait_for_requests[2];
};

/* One for each major number. A driver of several queues has `queue` choose. */
struct blk_dev_struct {
    queue_proc *queue;
    void *data;
    request_queue_t request_queue;
};
extern struct blk_dev_struct blk_dev[MAX_BLKDEV];
#define BLK_DEFAULT_QUEUE(_MAJOR) (&blk_dev[_MAJOR].request_queue)

/* By major, then by minor; 0 where nobody said: size in KiB, of a block, of a sector, most sectors of a request */
extern int *blk_size[MAX_BLKDEV], *blksize_size[MAX_BLKDEV], *hardsect_size[MAX_BLKDEV];
extern int *max_sectors[MAX_BLKDEV], *max_readahead[MAX_BLKDEV], *max_segments[MAX_BLKDEV];
extern char *blkdev_varyio[MAX_BLKDEV];
extern unsigned long blk_max_low_pfn, blk_max_pfn;
#define MAX_SECTORS (MAX_SEGMENTS * 2 - 1)
#define MAX_SEGMENTS 128
#define BLK_BOUNCE_ANY ((u64)blk_max_pfn << PAGE_SHIFT)
#define BLK_BOUNCE_HIGH ((u64)blk_max_low_pfn << PAGE_SHIFT)

extern void blk_init_queue(request_queue_t *q, request_fn_proc *request_fn);
extern void blk_cleanup_queue(request_queue_t *q);
extern void blk_queue_headactive(request_queue_t *q, int active);
extern void blk_queue_make_request(request_queue_t *q, make_request_fn *make);
extern void blk_queue_bounce_limit(request_queue_t *q, u64 limit);
extern request_queue_t *lx_blk_queue(kdev_t device);
extern void generic_make_request(int direction, struct buffer_head *bh);
extern void generic_unplug_device(void *q);
extern void blkdev_release_request(struct request *request);
extern void register_disk(struct gendisk *disk, kdev_t first, unsigned minors, struct block_device_operations *operations,
                          long size);
extern void grok_partitions(struct gendisk *disk, int drive, unsigned minors, long size);
extern struct buffer_head *create_bounce(int direction, struct buffer_head *bh);

#define blkdev_entry_to_request(entry) list_entry((entry), struct request, queue)
#define blkdev_entry_next_request(entry) blkdev_entry_to_request((entry)->next)
#define blkdev_entry_prev_request(entry) blkdev_entry_to_request((entry)->prev)
#define blkdev_next_request(req) blkdev_entry_to_request((req)->queue.next)
#define blkdev_prev_request(req) blkdev_entry_to_request((req)->queue.prev)
#define blkdev_free_rq(list) list_entry((list)->next, struct request, queue)
#define blk_finished_io(nsects) do { (void)(nsects); } while (0)
#define blk_started_io(nsects) do { (void)(nsects); } while (0)

/* Where a buffer lies for the device, and whether a second one goes on from there. All memory is low memory. */
#define bh_phys(bh) (page_to_phys((bh)->b_page) + bh_offset(bh))
#define BH_CONTIG(b1, b2) (bh_phys(b1) + (b1)->b_size == bh_phys(b2))
#define BH_PHYS_4G(b1, b2) ((void)(b1), (void)(b2), 1)

static inline request_queue_t *blk_get_queue(kdev_t dev) { return lx_blk_queue(dev); }

/* No address is out of a device's reach that would need a copy. */
static inline struct buffer_head *blk_queue_bounce(request_queue_t *q, int rw, struct buffer_head *bh) { return bh; }

static inline int lx_size_of(int *sizes[], kdev_t dev, int otherwise)
{
    int *of_major = sizes[MAJOR(dev)];

    return of_major && of_major[MINOR(dev)] ? of_major[MINOR(dev)] : otherwise;
}
static inline int get_hardsect_size(kdev_t dev) { return lx_size_of(hardsect_size, dev, 512); }
static inline unsigned int block_size(kdev_t dev) { return lx_size_of(blksize_size, dev, BLOCK_SIZE); }
static inline int get_blkdev_varyio(int major, int minor) { return blkdev_varyio[major] ? blkdev_varyio[major][minor] : 0; }
