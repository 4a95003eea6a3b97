/* SPDX-License-Identifier: MIT
 * Counting semaphores.
 */
#pragma once
#include <linux/linkage.h>
#include <asm/system.h>
#include <asm/atomic.h>
#include <linux/wait.h>
struct semaphore {
    atomic_t count;
    int sleepers;
    wait_queue_head_t wait;
};
#define __SEMAPHORE_INITIALIZER(name, n) \
    { .count = ATOMIC_INIT(n), .wait = __WAIT_QUEUE_HEAD_INITIALIZER((name).wait) }
#define __MUTEX_INITIALIZER(name) __SEMAPHORE_INITIALIZER(name, 1)
#define __DECLARE_SEMAPHORE_GENERIC(name, n) struct semaphore name = __SEMAPHORE_INITIALIZER(name, n)
#define DECLARE_MUTEX(name) __DECLARE_SEMAPHORE_GENERIC(name, 1)
#define DECLARE_MUTEX_LOCKED(name) __DECLARE_SEMAPHORE_GENERIC(name, 0)
#define sema_init(sem, n) \
    do { atomic_set(&(sem)->count, (n)); (sem)->sleepers = 0; init_waitqueue_head(&(sem)->wait); } while (0)
#define init_MUTEX(sem) sema_init((sem), 1)
#define init_MUTEX_LOCKED(sem) sema_init((sem), 0)
#define sem_getcount(sem) atomic_read(&(sem)->count)
extern void down(struct semaphore *sem);
extern int down_interruptible(struct semaphore *sem);
extern int down_trylock(struct semaphore *sem);
extern void up(struct semaphore *sem);
