/* SPDX-License-Identifier: MIT
 * Timers of one shot: a list in the order of time, and one timer of the executive for its head.
 */
#include "linux-compat/src/lx.h"
#include <linux/interrupt.h>

static LIST_HEAD(lx_timers);
static int lx_armed;
static unsigned long lx_armed_for;

#define lx_timer_entry(node) list_entry((node), struct timer_list, list)

/* Have the executive wake us for the head, unless it is going to early enough. Call locked. */
static void lx_timer_arm(void)
{
    unsigned long first;

    if (list_empty(&lx_timers))
        return;
    first = lx_timer_entry(lx_timers.next)->expires;
    if (lx_armed && time_after_eq(first, lx_armed_for))
        return;
    lx_armed = 1;
    lx_armed_for = first;
    nim_timer_arm(first);
}

void lx_timer_soon(void)
{
    unsigned long flags = lx_lock(), next = jiffies + 1;

    if (!lx_armed || time_before(next, lx_armed_for)) {
        lx_armed = 1;
        lx_armed_for = next;
        nim_timer_arm(next);
    }
    lx_unlock(flags);
}

/* Most timers expire later than those that wait, so look from the end. */
static void lx_timer_insert(struct timer_list *timer)
{
    struct list_head *after = lx_timers.prev;

    while (after != &lx_timers && time_after(lx_timer_entry(after)->expires, timer->expires))
        after = after->prev;
    list_add(&timer->list, after);
    if (after == &lx_timers)
        lx_timer_arm();
}

void add_timer(struct timer_list *timer)
{
    unsigned long flags = lx_lock();

    if (timer_pending(timer))
        printk(KERN_ERR "add_timer: timer %p is pending already, called from %p\n", timer, __builtin_return_address(0));
    else
        lx_timer_insert(timer);
    lx_unlock(flags);
}
EXPORT_SYMBOL(add_timer);

/* Both return 1 where the timer was pending. */
int del_timer(struct timer_list *timer)
{
    unsigned long flags = lx_lock();
    int pending = timer_pending(timer);

    if (pending)
        list_del(&timer->list);
    lx_unlock(flags);
    return pending;
}
EXPORT_SYMBOL(del_timer);

int mod_timer(struct timer_list *timer, unsigned long expires)
{
    unsigned long flags = lx_lock();
    int pending = del_timer(timer);

    timer->expires = expires;
    lx_timer_insert(timer);
    lx_unlock(flags);
    return pending;
}
EXPORT_SYMBOL(mod_timer);

static struct timer_list *lx_timer_expired(void)
{
    struct timer_list *first;

    if (list_empty(&lx_timers))
        return NULL;
    first = lx_timer_entry(lx_timers.next);
    return time_after_eq(jiffies, first->expires) ? first : NULL;
}

/* The softirq: call what has expired, then see to the next. */
static void lx_timers_run(void)
{
    unsigned long flags = lx_lock();
    struct timer_list *timer;

    while ((timer = lx_timer_expired()) != NULL) {
        void (*function)(unsigned long) = timer->function;
        unsigned long data = timer->data;

        list_del(&timer->list);
        lx_unlock(flags);
        function(data);
        flags = lx_lock();
    }
    lx_timer_arm();
    lx_unlock(flags);
}

nim_result_t lx_up_timer(void)
{
    unsigned long flags = lx_interrupt_begin();

    lx_armed = 0;
    raise_softirq(LX_TIMER_SOFTIRQ);
    lx_interrupt_end(flags);
    return 0;
}

void lx_timer_setup(void)
{
    lx_softirq_handler(LX_TIMER_SOFTIRQ, lx_timers_run);
}
