/* SPDX-License-Identifier: MIT
 * Checks of tasklets, bottom halves and the task queues that run in interrupts' wake.
 */
#include "check.h"
#include <linux/interrupt.h>
#include <linux/tqueue.h>

static volatile int runs, sum, context_ok;
static volatile char trace[8];
static volatile int traced;

static void on_tasklet(unsigned long data)
{
	runs++;
	sum += data;
	context_ok = in_softirq() && in_interrupt() && !in_irq();
	if (traced < 7)
		trace[traced++] = 'a' + data;
}
static DECLARE_TASKLET(tasklet_a, on_tasklet, 0);
static DECLARE_TASKLET(tasklet_b, on_tasklet, 1);
static DECLARE_TASKLET_DISABLED(tasklet_off, on_tasklet, 2);

static void begin(void)
{
	runs = sum = context_ok = traced = 0;
}

static void tasklet_twice(void)
{
	begin();
	local_bh_disable();
	tasklet_schedule(&tasklet_b);
	tasklet_schedule(&tasklet_b);
	MUST_BE(runs, 0);
	local_bh_enable();
	SPIN_UNTIL(runs, 3);
	MUST_BE(runs, 1);
	MUST_BE(sum, 1);
	MUST(context_ok);
}

/* bottom halves off: neither a tasklet nor a timer runs */
static void bh_disabled(void)
{
	begin();
	local_bh_disable();
	MUST(in_softirq());
	tasklet_schedule(&tasklet_a);
	SPIN_UNTIL(runs, 3);
	MUST_BE(runs, 0);
	local_bh_disable();
	local_bh_enable();
	MUST_BE(runs, 0);
	local_bh_enable();
	SPIN_UNTIL(runs, 3);
	MUST_BE(runs, 1);
	MUST(!in_softirq());
}

static void bh_locked(void)
{
	static spinlock_t lock = SPIN_LOCK_UNLOCKED;

	begin();
	spin_lock_bh(&lock);
	tasklet_schedule(&tasklet_a);
	SPIN_UNTIL(runs, 2);
	MUST_BE(runs, 0);
	spin_unlock_bh(&lock);
	SPIN_UNTIL(runs, 2);
	MUST_BE(runs, 1);
}

static void tasklet_priority(void)
{
	begin();
	local_bh_disable();
	tasklet_schedule(&tasklet_a);
	tasklet_hi_schedule(&tasklet_b);
	local_bh_enable();
	SPIN_UNTIL(runs == 2, 3);
	MUST_BE(runs, 2);
	MUST(trace[0] == 'b' && trace[1] == 'a');
}

static void tasklet_off_and_on(void)
{
	begin();
	tasklet_schedule(&tasklet_off);
	SPIN_UNTIL(runs, 3);
	MUST_BE(runs, 0);
	tasklet_enable(&tasklet_off);
	SPIN_UNTIL(runs, 3);
	MUST_BE(runs, 1);
	tasklet_disable(&tasklet_off);
	tasklet_schedule(&tasklet_off);
	SPIN_UNTIL(runs == 2, 2);
	MUST_BE(runs, 1);
	tasklet_enable(&tasklet_off);
	SPIN_UNTIL(runs == 2, 3);
	MUST_BE(runs, 2);
	tasklet_disable(&tasklet_off);
}

/* With interrupts off in process context: it runs when they are on again, without anybody sleeping. */
static void tasklet_after_cli(void)
{
	unsigned long flags;

	begin();
	save_flags(flags);
	cli();
	tasklet_schedule(&tasklet_a);
	MUST_BE(runs, 0);
	restore_flags(flags);
	SPIN_UNTIL(runs, 5);
	MUST_BE(runs, 1);
}

static struct tasklet_struct again;

static void on_again(unsigned long unused)
{
	if (++runs < 100)
		tasklet_schedule(&again);
}

/* One that schedules itself goes on for as long as it wants, and so do others beside it. */
static void tasklet_again(void)
{
	begin();
	tasklet_init(&again, on_again, 0);
	tasklet_schedule(&again);
	SLEEP_UNTIL(runs == 100, 30);
	MUST_BE(runs, 100);
	runs = 0;
	tasklet_schedule(&again);
	SPIN_UNTIL(runs == 100, 30);
	MUST_BE(runs, 100);
}

static void tasklet_killed(void)
{
	begin();
	local_bh_disable();
	tasklet_schedule(&tasklet_a);
	local_bh_enable();
	tasklet_kill(&tasklet_a);
	MUST_BE(runs, 1);
	/* it waits for one that keeps others waiting */
	begin();
	tasklet_init(&again, on_again, 0);
	tasklet_schedule(&again);
	tasklet_kill(&again);
	MUST_BE(runs, 100);
	tasklet_schedule(&again);
	SPIN_UNTIL(runs == 101, 3);
	MUST_BE(runs, 101);
}

/* --- task queues --- */

static struct tq_struct task, task_b;
static volatile int task_context;
static volatile unsigned long ran_at;

static void on_task(void *data)
{
	runs++;
	sum += (long)data;
	ran_at = jiffies;
	task_context = in_softirq() ? 1 : in_interrupt() ? 2 : 3;
	if (traced < 7)
		trace[traced++] = 'a' + (long)data;
}

static void immediate_queue(void)
{
	begin();
	INIT_TQUEUE(&task, on_task, (void *)5L);
	local_bh_disable();
	MUST_BE(queue_task(&task, &tq_immediate), 1);
	MUST_BE(queue_task(&task, &tq_immediate), 0);
	mark_bh(IMMEDIATE_BH);
	local_bh_enable();
	SPIN_UNTIL(runs, 3);
	MUST_BE(runs, 1);
	MUST_BE(sum, 5);
	MUST_BE(task_context, 1);
	MUST(!TQ_ACTIVE(tq_immediate));
}

static void timer_queue(void)
{
	unsigned long now = jiffies;

	begin();
	INIT_TQUEUE(&task, on_task, (void *)1L);
	queue_task(&task, &tq_timer);
	SPIN_UNTIL(runs, 5);
	MUST_BE(runs, 1);
	MUST_BE(task_context, 1);
	MUST(ran_at - now >= 1 && ran_at - now <= 2);
}

static DECLARE_TASK_QUEUE(own_queue);

static void own_task_queue(void)
{
	begin();
	INIT_TQUEUE(&task, on_task, (void *)0L);
	INIT_TQUEUE(&task_b, on_task, (void *)1L);
	queue_task(&task, &own_queue);
	queue_task(&task_b, &own_queue);
	MUST(TQ_ACTIVE(own_queue));
	MUST_BE(runs, 0);
	run_task_queue(&own_queue);
	MUST_BE(runs, 2);
	MUST(trace[0] == 'a' && trace[1] == 'b');
	MUST_BE(task_context, 3);
	MUST(!TQ_ACTIVE(own_queue));
	MUST_BE(queue_task(&task, &own_queue), 1);
	run_task_queue(&own_queue);
	MUST_BE(runs, 3);
}

static void on_bottom_half(void)
{
	runs++;
	context_ok = in_softirq() && !in_irq();
}

static void bottom_half(void)
{
	begin();
	init_bh(CM206_BH, on_bottom_half);
	local_bh_disable();
	mark_bh(CM206_BH);
	mark_bh(CM206_BH);
	MUST_BE(runs, 0);
	local_bh_enable();
	SPIN_UNTIL(runs, 3);
	MUST_BE(runs, 1);
	MUST(context_ok);
	remove_bh(CM206_BH);
	mark_bh(CM206_BH);
	SPIN_UNTIL(runs == 2, 2);
	MUST_BE(runs, 1);
}

const struct check softirq_checks[] = {
	{ "tasklet-twice", tasklet_twice },
	{ "bh-disabled", bh_disabled },
	{ "bh-locked", bh_locked },
	{ "tasklet-priority", tasklet_priority },
	{ "tasklet-off-and-on", tasklet_off_and_on },
	{ "tasklet-after-cli", tasklet_after_cli },
	{ "tasklet-again", tasklet_again },
	{ "tasklet-killed", tasklet_killed },
	{ "immediate-queue", immediate_queue },
	{ "timer-queue", timer_queue },
	{ "own-task-queue", own_task_queue },
	{ "bottom-half", bottom_half },
	{ NULL },
};
