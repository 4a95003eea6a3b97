/* SPDX-License-Identifier: MIT
 * Semaphores, read-write semaphores and completions, over wait queues.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"

/* Sleep on q until `ready(what)` has taken what it waits for. Returns -EINTR where a signal came first. */
static int lx_wait_for(wait_queue_head_t *q, int (*ready)(void *), void *what, long state)
{
    unsigned long flags = lx_lock();
    DECLARE_WAITQUEUE(wait, current);
    int result = 0;

    if (!ready(what)) {
        add_wait_queue_exclusive(q, &wait);
        for (;;) {
            current->state = state;
            if (ready(what))
                break;
            if (state == TASK_INTERRUPTIBLE && signal_pending(current)) {
                result = -EINTR;
                break;
            }
            schedule();
            __lx_cli();
        }
        current->state = TASK_RUNNING;
        remove_wait_queue(q, &wait);
    }
    lx_unlock(flags);
    return result;
}

static int lx_semaphore_ready(void *what)
{
    struct semaphore *sem = what;

    if (atomic_read(&sem->count) <= 0)
        return 0;
    atomic_dec(&sem->count);
    return 1;
}

void down(struct semaphore *sem)
{
    lx_wait_for(&sem->wait, lx_semaphore_ready, sem, TASK_UNINTERRUPTIBLE);
}
EXPORT_SYMBOL(down);

int down_interruptible(struct semaphore *sem)
{
    return lx_wait_for(&sem->wait, lx_semaphore_ready, sem, TASK_INTERRUPTIBLE);
}
EXPORT_SYMBOL(down_interruptible);

/* Returns 0 where it has the semaphore. */
int down_trylock(struct semaphore *sem)
{
    unsigned long flags = lx_lock();
    int taken = lx_semaphore_ready(sem);

    lx_unlock(flags);
    return !taken;
}
EXPORT_SYMBOL(down_trylock);

void up(struct semaphore *sem)
{
    atomic_inc(&sem->count);
    wake_up(&sem->wait);
}
EXPORT_SYMBOL(up);

static int lx_read_ready(void *what)
{
    struct rw_semaphore *sem = what;

    if (sem->holders < 0)
        return 0;
    sem->holders++;
    return 1;
}

static int lx_write_ready(void *what)
{
    struct rw_semaphore *sem = what;

    if (sem->holders)
        return 0;
    sem->holders = -1;
    return 1;
}

void down_read(struct rw_semaphore *sem)
{
    lx_wait_for(&sem->wait, lx_read_ready, sem, TASK_UNINTERRUPTIBLE);
}
EXPORT_SYMBOL(down_read);

void down_write(struct rw_semaphore *sem)
{
    lx_wait_for(&sem->wait, lx_write_ready, sem, TASK_UNINTERRUPTIBLE);
}
EXPORT_SYMBOL(down_write);

void up_read(struct rw_semaphore *sem)
{
    unsigned long flags = lx_lock();

    if (--sem->holders == 0)
        wake_up_all(&sem->wait);
    lx_unlock(flags);
}
EXPORT_SYMBOL(up_read);

void up_write(struct rw_semaphore *sem)
{
    unsigned long flags = lx_lock();

    sem->holders = 0;
    wake_up_all(&sem->wait);
    lx_unlock(flags);
}
EXPORT_SYMBOL(up_write);

static int lx_completion_ready(void *what)
{
    struct completion *x = what;

    if (!x->done)
        return 0;
    x->done--;
    return 1;
}

void wait_for_completion(struct completion *x)
{
    lx_wait_for(&x->wait, lx_completion_ready, x, TASK_UNINTERRUPTIBLE);
}
EXPORT_SYMBOL(wait_for_completion);

void complete(struct completion *x)
{
    unsigned long flags = lx_lock();

    x->done++;
    wake_up(&x->wait);
    lx_unlock(flags);
}
EXPORT_SYMBOL(complete);
