/* SPDX-License-Identifier: MIT
 * Wait queues.
 */
#pragma once
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/stddef.h>
#include <linux/spinlock.h>
#include <asm/page.h>
#include <asm/processor.h>

#define WNOHANG 0x00000001
#define WUNTRACED 0x00000002
#define __WNOTHREAD 0x20000000
#define __WALL 0x40000000
#define __WCLONE 0x80000000

typedef spinlock_t wq_lock_t;
#define WAITQUEUE_RW_LOCK_UNLOCKED SPIN_LOCK_UNLOCKED

struct __wait_queue_head {
    wq_lock_t lock;
    struct list_head task_list;
};
typedef struct __wait_queue_head wait_queue_head_t;

/* One waiter. An exclusive one stands at the queue's end and is woken alone. */
#define WQ_FLAG_EXCLUSIVE 0x01
struct __wait_queue {
    struct list_head task_list;
    struct task_struct *task;
    unsigned int flags;
};
typedef struct __wait_queue wait_queue_t;

#define __WAIT_QUEUE_HEAD_INITIALIZER(name) { .task_list = LIST_HEAD_INIT((name).task_list) }
#define DECLARE_WAIT_QUEUE_HEAD(name) wait_queue_head_t name = __WAIT_QUEUE_HEAD_INITIALIZER(name)
#define __WAITQUEUE_INITIALIZER(name, tsk) { .task = (tsk) }
#define DECLARE_WAITQUEUE(name, tsk) wait_queue_t name = __WAITQUEUE_INITIALIZER(name, tsk)
#define WAITQUEUE_INITIALIZER(name, tsk) __WAITQUEUE_INITIALIZER(name, tsk)

static inline void init_waitqueue_head(wait_queue_head_t *q)
{
    INIT_LIST_HEAD(&q->task_list);
}

static inline void init_waitqueue_entry(wait_queue_t *w, struct task_struct *task)
{
    w->task = task;
    w->flags = 0;
}

static inline int waitqueue_active(wait_queue_head_t *q)
{
    return !list_empty(&q->task_list);
}

/* For a caller that has its own lock. */
static inline void __add_wait_queue(wait_queue_head_t *q, wait_queue_t *w)
{
    list_add(&w->task_list, &q->task_list);
}

static inline void __remove_wait_queue(wait_queue_head_t *q, wait_queue_t *w)
{
    (void)q;
    list_del(&w->task_list);
}
