/* SPDX-License-Identifier: MIT
 * Timers of one shot, in jiffies.
 */
#pragma once
#include <linux/config.h>
#include <linux/list.h>

struct timer_list {
    struct list_head list;
    unsigned long expires, data;
    void (*function)(unsigned long data);
};

/* The latter two return 1 where the timer was pending. */
extern void add_timer(struct timer_list *t);
extern int mod_timer(struct timer_list *t, unsigned long expires);
extern int del_timer(struct timer_list *t);
#define del_timer_sync(timer) del_timer(timer)
#define sync_timers() do { } while (0)
#define timer_exit(timer) do { } while (0)
extern void it_real_fn(unsigned long data);

static inline void init_timer(struct timer_list *timer)
{
    timer->list.prev = timer->list.next = (struct list_head *)0;
}

static inline int timer_pending(const struct timer_list *timer)
{
    return timer->list.next != (struct list_head *)0;
}

/* Comparisons that survive the wrap of jiffies. */
#define time_after(a, b) ((long)(b) - (long)(a) < 0)
#define time_before(a, b) time_after(b, a)
#define time_after_eq(a, b) ((long)(a) - (long)(b) >= 0)
#define time_before_eq(a, b) time_after_eq(b, a)
