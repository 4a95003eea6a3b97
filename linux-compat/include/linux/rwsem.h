/* SPDX-License-Identifier: MIT
 * Semaphores of many readers or one writer.
 */
#pragma once
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/wait.h>
struct rw_semaphore {
    int holders;                    /* readers inside, or -1 for a writer */
    wait_queue_head_t wait;
};
#define __RWSEM_INITIALIZER(name) { 0, __WAIT_QUEUE_HEAD_INITIALIZER((name).wait) }
#define DECLARE_RWSEM(name) struct rw_semaphore name = __RWSEM_INITIALIZER(name)
#define init_rwsem(sem) do { (sem)->holders = 0; init_waitqueue_head(&(sem)->wait); } while (0)
extern void down_read(struct rw_semaphore *sem);
extern void up_read(struct rw_semaphore *sem);
extern void down_write(struct rw_semaphore *sem);
extern void up_write(struct rw_semaphore *sem);
