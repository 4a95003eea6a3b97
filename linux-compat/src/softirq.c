/* SPDX-License-Identifier: MIT
 * Softirqs, tasklets, bottom halves and task queues.
 */
#include "linux-compat/src/lx.h"
#include <linux/interrupt.h>

unsigned int lx_irq_depth;
EXPORT_SYMBOL(lx_irq_depth);
volatile unsigned int *const lx_bh_depth = &nim_shared_block.bh_count;
EXPORT_SYMBOL(lx_bh_depth);

/* How often softirqs that raise themselves are run before others have their turn. */
#define LX_SOFTIRQ_ROUNDS 10

static volatile unsigned int lx_pending;
static void (*lx_handlers[LX_SOFTIRQS])(void);

void lx_softirq_handler(unsigned int nr, void (*handler)(void))
{
    lx_handlers[nr] = handler;
}

static unsigned int lx_pending_take(void)
{
    unsigned long flags = lx_lock();
    unsigned int taken = lx_pending;

    lx_pending = 0;
    lx_unlock(flags);
    return taken;
}

/* Run what is pending. The bottom-half count keeps an interrupt's own run from nesting in this one. */
static void lx_softirq_run(void)
{
    unsigned int rounds, nr, todo;

    ++nim_shared_block.bh_count;
    for (rounds = 0; lx_pending && rounds < LX_SOFTIRQ_ROUNDS; rounds++) {
        todo = lx_pending_take();
        for (nr = 0; nr < LX_SOFTIRQS; nr++)
            if ((todo & (1U << nr)) && lx_handlers[nr])
                lx_handlers[nr]();
    }
    barrier();
    --nim_shared_block.bh_count;
    if (unlikely(lx_pending))
        lx_timer_soon(); /* nothing else may happen in this domain for long */
}

/* With interrupts off, softirqs wait until they are on again (lx_softirq_late). One instruction, for the
 * executive writes the word too. */
static void lx_softirq_delay(void)
{
    __asm__ __volatile__("orl %1, %0" : "+m"(nim_shared_block.vif_pending) : "i"(LX_SOFTIRQS_WAIT) : "memory");
}

void lx_softirq_poll(void)
{
    if (unlikely(lx_pending) && !in_interrupt())
        lx_softirq_run();
}

void do_softirq(void)
{
    lx_softirq_poll();
}
EXPORT_SYMBOL(do_softirq);

void lx_bh_enable(void)
{
    barrier();
    if (nim_shared_block.bh_count == 0)
        lx_fail(NIM_FAIL_BUG, "local_bh_enable without local_bh_disable, from %p", __builtin_return_address(0));
    --nim_shared_block.bh_count;
    if (likely(!lx_pending))
        return;
    if (__lx_save_flags())
        lx_softirq_poll();
    else
        lx_softirq_delay(); /* with interrupts off, a softirq would run where none may */
}
EXPORT_SYMBOL(lx_bh_enable);

/* Process context runs it at once, as if an interrupt had come just then. */
void raise_softirq(unsigned int nr)
{
    unsigned long flags = lx_lock();

    lx_pending |= 1U << nr;
    lx_unlock(flags);
    if (lx_interrupt_upcalls)
        return;
    if (flags)
        lx_softirq_poll();
    else
        lx_softirq_delay();
}
EXPORT_SYMBOL(raise_softirq);

#undef cpu_raise_softirq
void cpu_raise_softirq(unsigned int cpu, unsigned int nr)
{
    raise_softirq(nr);
}
EXPORT_SYMBOL(cpu_raise_softirq);

/* --- tasklets --- */

static struct { struct tasklet_struct *first, **last; } lx_tasklets[2]; /* high, normal */

static void lx_tasklet_queue(struct tasklet_struct *t, int normal)
{
    unsigned long flags = lx_lock();

    t->next = NULL;
    *lx_tasklets[normal].last = t;
    lx_tasklets[normal].last = &t->next;
    lx_unlock(flags);
    raise_softirq(normal ? TASKLET_SOFTIRQ : HI_SOFTIRQ);
}

static struct tasklet_struct *lx_tasklets_take(int normal)
{
    unsigned long flags = lx_lock();
    struct tasklet_struct *first = lx_tasklets[normal].first;

    lx_tasklets[normal].first = NULL;
    lx_tasklets[normal].last = &lx_tasklets[normal].first;
    lx_unlock(flags);
    return first;
}

/* A disabled tasklet is dropped from the queue but stays scheduled: tasklet_enable queues it again. */
static void lx_tasklets_run(int normal)
{
    struct tasklet_struct *t, *next;

    for (t = lx_tasklets_take(normal); t; t = next) {
        next = t->next;
        if (atomic_read(&t->count)) {
            set_bit(TASKLET_STATE_RUN + 1 + normal, &t->state);
            continue;
        }
        clear_bit(TASKLET_STATE_SCHED, &t->state);
        t->func(t->data);
    }
}

static void lx_tasklets_high(void)
{
    lx_tasklets_run(0);
}

static void lx_tasklets_normal(void)
{
    lx_tasklets_run(1);
}

void tasklet_schedule(struct tasklet_struct *t)
{
    if (!test_and_set_bit(TASKLET_STATE_SCHED, &t->state))
        lx_tasklet_queue(t, 1);
}
EXPORT_SYMBOL(tasklet_schedule);

/* For who has set the bit of a tasklet that is scheduled himself. */
void __tasklet_schedule(struct tasklet_struct *t)
{
    lx_tasklet_queue(t, 1);
}
EXPORT_SYMBOL(__tasklet_schedule);

void __tasklet_hi_schedule(struct tasklet_struct *t)
{
    lx_tasklet_queue(t, 0);
}
EXPORT_SYMBOL(__tasklet_hi_schedule);

void tasklet_hi_schedule(struct tasklet_struct *t)
{
    if (!test_and_set_bit(TASKLET_STATE_SCHED, &t->state))
        lx_tasklet_queue(t, 0);
}
EXPORT_SYMBOL(tasklet_hi_schedule);

void tasklet_enable(struct tasklet_struct *t)
{
    int normal;

    if (!atomic_dec_and_test(&t->count))
        return;
    for (normal = 0; normal < 2; normal++)
        if (test_and_clear_bit(TASKLET_STATE_RUN + 1 + normal, &t->state))
            lx_tasklet_queue(t, normal);
}
EXPORT_SYMBOL(tasklet_enable);

void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long), unsigned long data)
{
    memset(t, 0, sizeof(*t));
    t->func = func;
    t->data = data;
}
EXPORT_SYMBOL(tasklet_init);

/* Wait until it is not scheduled, and leave it so. */
void tasklet_kill(struct tasklet_struct *t)
{
    if (in_interrupt())
        printk(KERN_ERR "tasklet_kill from interrupt context\n");
    while (test_and_set_bit(TASKLET_STATE_SCHED, &t->state) && !in_interrupt())
        yield();
    clear_bit(TASKLET_STATE_SCHED, &t->state);
}
EXPORT_SYMBOL(tasklet_kill);

/* --- bottom halves: numbered tasklets --- */

static void (*lx_bh_routine[LX_BH_COUNT])(void);
static struct tasklet_struct lx_bh_tasklet[LX_BH_COUNT];

static void lx_bh_run(unsigned long nr)
{
    if (lx_bh_routine[nr])
        lx_bh_routine[nr]();
}

void init_bh(int nr, void (*routine)(void))
{
    lx_bh_routine[nr] = routine;
}
EXPORT_SYMBOL(init_bh);

void remove_bh(int nr)
{
    lx_bh_routine[nr] = NULL;
}
EXPORT_SYMBOL(remove_bh);

void mark_bh(int nr)
{
    tasklet_hi_schedule(&lx_bh_tasklet[nr]);
}
EXPORT_SYMBOL(mark_bh);

/* --- task queues --- */

DECLARE_TASK_QUEUE(tq_timer);
EXPORT_SYMBOL(tq_timer);
DECLARE_TASK_QUEUE(tq_immediate);
EXPORT_SYMBOL(tq_immediate);
DECLARE_TASK_QUEUE(tq_disk);
EXPORT_SYMBOL(tq_disk);

static void lx_tick(unsigned long unused)
{
    (void)unused;
    mark_bh(TQUEUE_BH);
}
static struct timer_list lx_tick_timer = { .function = lx_tick };

/* Returns 0 where it was queued already. What is on tq_timer runs at the next tick. */
int queue_task(struct tq_struct *task, task_queue *queue)
{
    unsigned long flags;

    if (test_and_set_bit(0, &task->sync))
        return 0;
    flags = lx_lock();
    list_add_tail(&task->list, queue);
    if (queue == &tq_timer && !timer_pending(&lx_tick_timer))
        mod_timer(&lx_tick_timer, jiffies + 1);
    lx_unlock(flags);
    return 1;
}
EXPORT_SYMBOL(queue_task);

static struct tq_struct *lx_task_take(struct list_head *from)
{
    unsigned long flags = lx_lock();
    struct tq_struct *task = NULL;

    if (!list_empty(from)) {
        task = list_entry(from->next, struct tq_struct, list);
        list_del(&task->list);
    }
    lx_unlock(flags);
    return task;
}

/* Those that are on the queue now; what they queue meanwhile waits for the next run. */
void __run_task_queue(task_queue *queue)
{
    unsigned long flags = lx_lock();
    struct tq_struct *task;
    LIST_HEAD(now);

    list_splice(queue, &now);
    INIT_LIST_HEAD(queue);
    lx_unlock(flags);
    while ((task = lx_task_take(&now)) != NULL) {
        void (*routine)(void *) = task->routine;
        void *data = task->data;

        clear_bit(0, &task->sync);
        if (routine)
            routine(data);
    }
}
EXPORT_SYMBOL(__run_task_queue);

static void lx_immediate(void)
{
    __run_task_queue(&tq_immediate);
}

static void lx_timer_queue(void)
{
    __run_task_queue(&tq_timer);
}

void lx_softirq_setup(void)
{
    int nr;

    for (nr = 0; nr < 2; nr++)
        lx_tasklets[nr].last = &lx_tasklets[nr].first;
    for (nr = 0; nr < LX_BH_COUNT; nr++)
        tasklet_init(&lx_bh_tasklet[nr], lx_bh_run, nr);
    lx_softirq_handler(HI_SOFTIRQ, lx_tasklets_high);
    lx_softirq_handler(TASKLET_SOFTIRQ, lx_tasklets_normal);
    init_bh(IMMEDIATE_BH, lx_immediate);
    init_bh(TQUEUE_BH, lx_timer_queue);
}
