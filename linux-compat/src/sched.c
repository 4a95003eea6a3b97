/* SPDX-License-Identifier: MIT
 * Sleeping, waking, and the queues of those who wait.
 */
#include "linux-compat/src/lx.h"
#include <linux/low-latency.h>
#include <linux/interrupt.h>

#define LX_FOREVER 0xFFFFFFFFU

/* The program that the thread belongs to was killed: its driver sees the signal. */
static void lx_program_ends(struct task_struct *self)
{
    sigaddset(&self->pending.signal, SIGKILL);
    self->sigpending = 1;
}

/* In the service `block` until somebody makes the task running or the time is up; returns the jiffies
 * left. Interrupts are on while it sleeps and after it. */
static nim_u32 lx_block(struct task_struct *self, nim_u32 timeout)
{
    nim_result_t left = 0;

    while (self->state != TASK_RUNNING && timeout && left >= 0) {
        int interruptible = self->state == TASK_INTERRUPTIBLE;

        if (interruptible && signal_pending(self))
            break;
        __lx_cli();
        self->lx_blocking = self->state != TASK_RUNNING;
        lx_current = &init_task;
        __lx_sti();
        if (self->lx_blocking)
            left = nim_block((nim_u32)self, timeout, interruptible);
        else
            left = timeout;
        self->lx_blocking = 0;
        lx_current = self;
        if (left == -EINTR)
            lx_program_ends(self);
        else if (timeout != LX_FOREVER)
            timeout = left > 0 ? left : 0;
    }
    self->state = TASK_RUNNING;
    return timeout;
}

static void lx_may_sleep(void *caller)
{
    if (in_interrupt())
        lx_fail(NIM_FAIL_CONTEXT, "schedule() in %s context, from %p", lx_irq_depth ? "interrupt" : "softirq", caller);
    if (current == &init_task)
        lx_fail(NIM_FAIL_CONTEXT, "schedule() where no task is, from %p", caller);
    __lx_sti();
    lx_softirq_poll();
}

void schedule(void)
{
    lx_may_sleep(__builtin_return_address(0));
    if (current->state == TASK_RUNNING)
        yield();
    else
        lx_block(current, LX_FOREVER);
}
EXPORT_SYMBOL(schedule);

signed long schedule_timeout(signed long timeout)
{
    lx_may_sleep(__builtin_return_address(0));
    if (timeout < 0) {
        printk(KERN_ERR "schedule_timeout: wrong timeout %lx from %p\n", timeout, __builtin_return_address(0));
        current->state = TASK_RUNNING;
        return 0;
    }
    if (timeout == MAX_SCHEDULE_TIMEOUT) {
        schedule();
        return timeout;
    }
    if (current->state == TASK_RUNNING || timeout == 0) {
        current->state = TASK_RUNNING;
        yield();
        return timeout;
    }
    return lx_block(current, timeout);
}
EXPORT_SYMBOL(schedule_timeout);

void yield(void)
{
    struct task_struct *self = current;
    int killed;

    __lx_sti();
    lx_current = &init_task;
    killed = nim_yield() == -EINTR;
    lx_current = self;
    if (killed)
        lx_program_ends(self);
    self->need_resched = 0;
}
EXPORT_SYMBOL(yield);

long sys_sched_yield(void)
{
    yield();
    return 0;
}
EXPORT_SYMBOL(sys_sched_yield);

/* Returns 1 where the task had been asleep. It crosses only for one that is asleep in the executive. */
int wake_up_process(struct task_struct *task)
{
    unsigned long flags = lx_lock();
    int slept = task->state != TASK_RUNNING;

    task->state = TASK_RUNNING;
    if (slept && task->lx_poller)
        nim_char_changed();
    if (slept && task->lx_blocking)
        nim_wake((nim_u32)task);
    lx_unlock(flags);
    return slept;
}
EXPORT_SYMBOL(wake_up_process);

static void lx_wait(wait_queue_head_t *q, wait_queue_t *w, unsigned int how)
{
    unsigned long flags = lx_lock();

    w->flags = how;
    if (how & WQ_FLAG_EXCLUSIVE)
        list_add_tail(&w->task_list, &q->task_list);
    else
        list_add(&w->task_list, &q->task_list);
    lx_unlock(flags);
}

void add_wait_queue(wait_queue_head_t *q, wait_queue_t *w)
{
    lx_wait(q, w, 0);
}
EXPORT_SYMBOL(add_wait_queue);

void add_wait_queue_exclusive(wait_queue_head_t *q, wait_queue_t *w)
{
    lx_wait(q, w, WQ_FLAG_EXCLUSIVE);
}
EXPORT_SYMBOL(add_wait_queue_exclusive);

void remove_wait_queue(wait_queue_head_t *q, wait_queue_t *w)
{
    unsigned long flags = lx_lock();

    (void)q;
    list_del(&w->task_list);
    lx_unlock(flags);
}
EXPORT_SYMBOL(remove_wait_queue);

/* All that are not exclusive, and nr of those that are (0: all). */
void __wake_up(wait_queue_head_t *q, unsigned int mode, int nr)
{
    unsigned long flags = lx_lock();
    struct list_head *at, *next;

    list_for_each_safe(at, next, &q->task_list) {
        wait_queue_t *w = list_entry(at, wait_queue_t, task_list);

        if (!(w->task->state & mode))
            continue;
        wake_up_process(w->task);
        if ((w->flags & WQ_FLAG_EXCLUSIVE) && --nr == 0)
            break;
    }
    lx_unlock(flags);
}
EXPORT_SYMBOL(__wake_up);

/* The sleep_on family gives the caller its interrupt flag back: many call it between cli and sti. */
static long lx_sleep_on(wait_queue_head_t *q, long state, signed long timeout)
{
    unsigned long flags = __lx_save_flags();
    DECLARE_WAITQUEUE(wait, current);

    current->state = state;
    lx_wait(q, &wait, 0);
    timeout = schedule_timeout(timeout);
    remove_wait_queue(q, &wait);
    __lx_restore_flags(flags);
    return timeout;
}

void sleep_on(wait_queue_head_t *q)
{
    lx_sleep_on(q, TASK_UNINTERRUPTIBLE, MAX_SCHEDULE_TIMEOUT);
}
EXPORT_SYMBOL(sleep_on);

long sleep_on_timeout(wait_queue_head_t *q, signed long timeout)
{
    return lx_sleep_on(q, TASK_UNINTERRUPTIBLE, timeout);
}
EXPORT_SYMBOL(sleep_on_timeout);

void interruptible_sleep_on(wait_queue_head_t *q)
{
    lx_sleep_on(q, TASK_INTERRUPTIBLE, MAX_SCHEDULE_TIMEOUT);
}
EXPORT_SYMBOL(interruptible_sleep_on);

long interruptible_sleep_on_timeout(wait_queue_head_t *q, signed long timeout)
{
    return lx_sleep_on(q, TASK_INTERRUPTIBLE, timeout);
}
EXPORT_SYMBOL(interruptible_sleep_on_timeout);

/* The scheduler's part of conditional_schedule */
void set_running_and_schedule(struct lolat_stats_t *stats)
{
    __set_current_state(TASK_RUNNING);
    schedule();
}
EXPORT_SYMBOL(set_running_and_schedule);
