/* SPDX-License-Identifier: MIT
 * Checks of timers, delays and the time of day.
 */
#include "check.h"
#include <linux/timer.h>
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/timex.h>
#include <asm/msr.h>

static struct timer_list timer, second;
static volatile unsigned long fired_at;
static volatile int fired, order[2], orders;

static void on_timer(unsigned long data)
{
	fired_at = jiffies;
	fired = data;
	if (orders < 2)
		order[orders++] = data;
}

static void prepare(struct timer_list *t, unsigned long expires, unsigned long data)
{
	init_timer(t);
	t->function = on_timer;
	t->data = data;
	t->expires = expires;
	fired = orders = 0;
}

static void timer_fires(void)
{
	unsigned long due = jiffies + 3;

	prepare(&timer, due, 42);
	add_timer(&timer);
	MUST(timer_pending(&timer));
	SLEEP_UNTIL(fired, 10);
	MUST_BE(fired, 42);
	MUST_BE(fired_at - due, 0);
	MUST(!timer_pending(&timer));
}

/* Also while the process does not give the processor away. */
static void timer_interrupts(void)
{
	unsigned long due = jiffies + 2;

	prepare(&timer, due, 1);
	add_timer(&timer);
	SPIN_UNTIL(fired, 5);
	MUST_BE(fired, 1);
	MUST_BE(fired_at - due, 0);
}

static void timer_in_the_past(void)
{
	unsigned long now = jiffies;

	prepare(&timer, now - 5, 1);
	add_timer(&timer);
	SLEEP_UNTIL(fired, 5);
	MUST_BE(fired, 1);
	MUST(fired_at - now <= 1);
}

static void timer_order(void)
{
	prepare(&timer, jiffies + 3, 1);
	prepare(&second, jiffies + 2, 2);
	add_timer(&timer);
	add_timer(&second);
	SLEEP_UNTIL(orders == 2, 10);
	MUST_BE(order[0], 2);
	MUST_BE(order[1], 1);
}

static void timer_deleted(void)
{
	prepare(&timer, jiffies + 2, 1);
	add_timer(&timer);
	MUST_BE(del_timer(&timer), 1);
	MUST_BE(del_timer(&timer), 0);
	SLEEP_UNTIL(fired, 4);
	MUST_BE(fired, 0);
	prepare(&timer, jiffies + 2, 1);
	add_timer(&timer);
	MUST_BE(del_timer_sync(&timer), 1);
}

static void timer_modified(void)
{
	unsigned long due = jiffies + 3;

	prepare(&timer, jiffies + 100, 1);
	MUST_BE(mod_timer(&timer, jiffies + 100), 0);
	MUST_BE(mod_timer(&timer, due), 1);
	SLEEP_UNTIL(fired, 10);
	MUST_BE(fired, 1);
	MUST_BE(fired_at - due, 0);
}

/* Later than it was: the old moment passes. */
static void timer_put_off(void)
{
	unsigned long due = jiffies + 4;

	prepare(&timer, jiffies + 1, 1);
	add_timer(&timer);
	mod_timer(&timer, due);
	SLEEP_UNTIL(fired, 10);
	MUST_BE(fired_at - due, 0);
}

static volatile int context;

static void on_context(unsigned long unused)
{
	context = in_interrupt() && in_softirq() && !in_irq() ? 1 : 2;
}

static void timer_context(void)
{
	context = 0;
	prepare(&timer, jiffies + 1, 0);
	timer.function = on_context;
	add_timer(&timer);
	SLEEP_UNTIL(context, 5);
	MUST_BE(context, 1);
	MUST(!in_interrupt());
}

static void udelay_waits(void)
{
	unsigned long long begin, end;

	rdtscll(begin);
	udelay(100);
	rdtscll(end);
	MUST(cpu_khz >= 10000);
	MUST((unsigned long)(end - begin) >= cpu_khz / 10);
	MUST((unsigned long)(end - begin) < cpu_khz * 2);
}

static void mdelay_waits(void)
{
	unsigned long begin = jiffies;

	mdelay(25);
	MUST(jiffies - begin >= 2);
	MUST(jiffies - begin <= 4);
}

static void time_of_day(void)
{
	struct timeval before, after;
	long us;

	do_gettimeofday(&before);
	mdelay(3);
	do_gettimeofday(&after);
	us = (after.tv_sec - before.tv_sec) * 1000000 + after.tv_usec - before.tv_usec;
	MUST(before.tv_sec > 900000000);
	MUST(after.tv_usec >= 0 && after.tv_usec < 1000000);
	MUST(us >= 2900);
	MUST(us <= 20000);
}

const struct check timer_checks[] = {
	{ "timer-fires", timer_fires },
	{ "timer-interrupts", timer_interrupts },
	{ "timer-in-the-past", timer_in_the_past },
	{ "timer-order", timer_order },
	{ "timer-deleted", timer_deleted },
	{ "timer-modified", timer_modified },
	{ "timer-put-off", timer_put_off },
	{ "timer-context", timer_context },
	{ "udelay", udelay_waits },
	{ "mdelay", mdelay_waits },
	{ "time-of-day", time_of_day },
	{ NULL },
};
