/* SPDX-License-Identifier: MIT
 * Requests and their queues inside the domain. Nothing is merged or sorted here: the executive has done that.
 */
#include "linux-compat/src/block.h"

spinlock_t io_request_lock = SPIN_LOCK_UNLOCKED;
EXPORT_SYMBOL(io_request_lock);

/* --- records of requests --- */

static LIST_HEAD(lx_free_requests);

static struct request *lx_request_new(void)
{
    unsigned long flags = lx_lock();
    struct request *request = NULL;

    if (!list_empty(&lx_free_requests)) {
        request = blkdev_free_rq(&lx_free_requests);
        list_del(&request->queue);
    }
    lx_unlock(flags);
    if (!request)
        request = kmalloc(sizeof(*request), GFP_ATOMIC);
    if (request)
        memset(request, 0, sizeof(*request));
    return request;
}

void blkdev_release_request(struct request *request)
{
    unsigned long flags = lx_lock();

    if (request->rq_status == RQ_INACTIVE)
        lx_fail(NIM_FAIL_BUG, "a request is ended twice, from %p", __builtin_return_address(0));
    request->rq_status = RQ_INACTIVE;
    request->q = NULL;
    list_add(&request->queue, &lx_free_requests);
    lx_unlock(flags);
}
EXPORT_SYMBOL(blkdev_release_request);

/* --- plugging: a queue that was empty is begun with when tq_disk runs --- */

void generic_unplug_device(void *data)
{
    request_queue_t *q = data;
    unsigned long flags;

    spin_lock_irqsave(&io_request_lock, flags);
    if (q->plugged) {
        q->plugged = 0;
        if (!list_empty(&q->queue_head))
            q->request_fn(q);
    }
    spin_unlock_irqrestore(&io_request_lock, flags);
}
EXPORT_SYMBOL(generic_unplug_device);

static void lx_plug_device(request_queue_t *q, kdev_t dev)
{
    (void)dev;
    if (q->plugged || !list_empty(&q->queue_head))
        return;
    q->plugged = 1;
    queue_task(&q->plug_tq, &tq_disk);
}

request_queue_t *lx_blk_queue(kdev_t dev)
{
    struct blk_dev_struct *major;

    if (MAJOR(dev) >= MAX_BLKDEV)
        return NULL;
    major = &blk_dev[MAJOR(dev)];
    return major->queue ? major->queue(dev) : &major->request_queue;
}
EXPORT_SYMBOL(lx_blk_queue);

static struct request *lx_request_for(int direction, struct buffer_head *bh)
{
    struct request *request = lx_request_new();

    if (!request)
        return NULL;
    request->cmd = direction == READA ? READ : direction;
    request->rq_status = RQ_ACTIVE;
    request->rq_dev = bh->b_rdev;
    request->bh = request->bhtail = bh;
    request->buffer = bh->b_data;
    request->start_time = jiffies;
    request->sector = request->hard_sector = bh->b_rsector;
    request->nr_sectors = request->current_nr_sectors = bh->b_size >> 9;
    request->hard_nr_sectors = request->hard_cur_sectors = bh->b_size >> 9;
    request->nr_segments = request->nr_hw_segments = 1;
    return request;
}

/* A driver that has a function for it says whether its device takes the buffer with the others, and counts segments. */
static int lx_request_takes(request_queue_t *q, struct request *request, struct buffer_head *bh)
{
    if (q->back_merge_fn)
        return q->back_merge_fn(q, request, bh, MAX_SEGMENTS);
    request->nr_segments++;
    request->nr_hw_segments++;
    return 1;
}

/* The buffers behind the request's own join it as far as the driver takes them; the first one that it does not. */
static struct buffer_head *lx_request_grow(request_queue_t *q, struct request *request)
{
    struct buffer_head *bh = request->bhtail->b_reqnext;

    while (bh && lx_request_takes(q, request, bh)) {
        request->nr_sectors += bh->b_size >> 9;
        request->hard_nr_sectors = request->nr_sectors;
        request->bhtail = bh;
        bh = bh->b_reqnext;
    }
    request->bhtail->b_reqnext = NULL;
    return bh;
}

static void lx_chain_failed(struct buffer_head *bh)
{
    struct buffer_head *next;

    for (; bh; bh = next) {
        next = bh->b_reqnext;
        bh->b_reqnext = NULL;
        bh->b_end_io(bh, 0);
    }
}

static void lx_request_queue(request_queue_t *q, int direction, struct buffer_head *bh)
{
    struct request *request;
    unsigned long flags;

    spin_lock_irqsave(&io_request_lock, flags);
    while (bh && (request = lx_request_for(direction, bh)) != NULL) {
        request->q = q;
        bh = lx_request_grow(q, request);
        if (list_empty(&q->queue_head))
            q->plug_device_fn(q, request->rq_dev);
        list_add_tail(&request->queue, &q->queue_head);
    }
    spin_unlock_irqrestore(&io_request_lock, flags);
    lx_chain_failed(bh);
}

static int lx_make_request(request_queue_t *q, int direction, struct buffer_head *bh)
{
    bh->b_reqnext = NULL;
    lx_request_queue(q, direction, bh);
    return 0;
}

void blk_init_queue(request_queue_t *q, request_fn_proc *request_fn)
{
    INIT_LIST_HEAD(&q->queue_head);
    INIT_LIST_HEAD(&q->rq[READ].free);
    INIT_LIST_HEAD(&q->rq[WRITE].free);
    init_waitqueue_head(&q->wait_for_requests[READ]);
    init_waitqueue_head(&q->wait_for_requests[WRITE]);
    q->request_fn = request_fn;
    q->make_request_fn = lx_make_request;
    q->plug_device_fn = lx_plug_device;
    INIT_TQUEUE(&q->plug_tq, generic_unplug_device, q);
    q->plugged = 0;
    q->head_active = 1;
    q->queue_lock = &io_request_lock;
}
EXPORT_SYMBOL(blk_init_queue);

/* A queue that still runs from tq_disk would outlive its driver. */
void blk_cleanup_queue(request_queue_t *q)
{
    run_task_queue(&tq_disk);
    memset(q, 0, sizeof(*q));
}
EXPORT_SYMBOL(blk_cleanup_queue);

void blk_queue_headactive(request_queue_t *q, int active)
{
    q->head_active = active;
}
EXPORT_SYMBOL(blk_queue_headactive);

/* A driver that takes buffers itself has no use for the rest of the queue, but others look at it. */
void blk_queue_make_request(request_queue_t *q, make_request_fn *make)
{
    if (!q->queue_head.next)
        INIT_LIST_HEAD(&q->queue_head);
    q->make_request_fn = make;
}
EXPORT_SYMBOL(blk_queue_make_request);

void blk_queue_bounce_limit(request_queue_t *q, u64 limit)
{
    q->bounce_pfn = limit >> PAGE_SHIFT; /* there is no high memory */
}
EXPORT_SYMBOL(blk_queue_bounce_limit);

/* --- in --- */

/* A driver that maps buffers to others (make_request_fn says 1) has changed b_rdev and b_rsector. */
void generic_make_request(int direction, struct buffer_head *bh)
{
    request_queue_t *q;

    do {
        q = lx_blk_queue(bh->b_rdev);
        if (!q || !q->make_request_fn) {
            printk(KERN_ERR "generic_make_request: no driver for device %02x:%02x\n", MAJOR(bh->b_rdev),
                   MINOR(bh->b_rdev));
            bh->b_end_io(bh, 0);
            return;
        }
    } while (q->make_request_fn(q, direction, bh));
}
EXPORT_SYMBOL(generic_make_request);

void lx_request_enter(kdev_t dev, int direction, struct buffer_head *bh)
{
    request_queue_t *q = lx_blk_queue(dev);
    struct buffer_head *next;

    if (q && q->make_request_fn == lx_make_request) {
        lx_request_queue(q, direction, bh);
        return;
    }
    for (; bh; bh = next) {
        next = bh->b_reqnext;
        bh->b_reqnext = NULL;
        generic_make_request(direction, bh);
    }
}

/* --- out --- */

/* Ends the first buffer of a request; 1 while it has others. */
int end_that_request_first(struct request *request, int uptodate, char *name)
{
    struct buffer_head *bh = request->bh;
    unsigned int sectors;

    request->errors = 0;
    if (!uptodate)
        printk(KERN_ERR "end_request: I/O error, dev %02x:%02x (%s), sector %lu\n", MAJOR(request->rq_dev),
               MINOR(request->rq_dev), name, request->sector);
    if (!bh)
        return 0;
    sectors = bh->b_size >> 9;
    request->bh = bh->b_reqnext;
    bh->b_reqnext = NULL;
    bh->b_end_io(bh, uptodate);
    bh = request->bh;
    if (!bh)
        return 0;
    request->hard_sector += sectors;
    request->hard_nr_sectors -= sectors;
    request->sector = request->hard_sector;
    request->nr_sectors = request->hard_nr_sectors;
    request->current_nr_sectors = request->hard_cur_sectors = bh->b_size >> 9;
    request->buffer = bh->b_data;
    return 1;
}
EXPORT_SYMBOL(end_that_request_first);

void end_that_request_last(struct request *request)
{
    if (request->waiting)
        complete(request->waiting);
    blkdev_release_request(request);
}
EXPORT_SYMBOL(end_that_request_last);

void req_finished_io(struct request *request)
{
    (void)request; /* statistics are the executive's */
}
EXPORT_SYMBOL(req_finished_io);
