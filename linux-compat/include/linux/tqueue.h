/* SPDX-License-Identifier: MIT
 * Task queues: lists of functions to call soon.
 */
#pragma once
#include <linux/bitops.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <asm/bitops.h>
#include <asm/system.h>

struct tq_struct {
    struct list_head list;
    unsigned long sync;             /* bit 0: queued */
    void (*routine)(void *);
    void *data;
};
typedef struct list_head task_queue;

#define DECLARE_TASK_QUEUE(q) LIST_HEAD(q)
#define TQ_ACTIVE(q) (!list_empty(&(q)))
#define PREPARE_TQUEUE(tq, fn, arg) do { (tq)->routine = (fn); (tq)->data = (arg); } while (0)
#define INIT_TQUEUE(tq, fn, arg) \
    do { INIT_LIST_HEAD(&(tq)->list); (tq)->sync = 0; PREPARE_TQUEUE((tq), (fn), (arg)); } while (0)

extern task_queue tq_timer, tq_immediate, tq_disk;
extern int queue_task(struct tq_struct *task, task_queue *queue);
extern void __run_task_queue(task_queue *queue);
#define run_task_queue(queue) __run_task_queue(queue)
