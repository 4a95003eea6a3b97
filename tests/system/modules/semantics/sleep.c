/* SPDX-License-Identifier: MIT
 * Checks of sleeping and of wait queues.
 */
#include "check.h"
#include <linux/wait.h>
#include <linux/timer.h>
#include <linux/interrupt.h>

static DECLARE_WAIT_QUEUE_HEAD(queue);
static struct timer_list timer;
static volatile int condition, fired;
static struct task_struct *volatile sleeper;

static void on_wake(unsigned long how)
{
	fired = condition = 1;
	if (how == 0)
		wake_up(&queue);
	else if (how == 1)
		wake_up_interruptible(&queue);
	else
		wake_up_process(sleeper);
}

static void wake_in(int ticks, unsigned long how)
{
	fired = condition = 0;
	sleeper = current;
	init_timer(&timer);
	timer.function = on_wake;
	timer.data = how;
	timer.expires = jiffies + ticks;
	add_timer(&timer);
}

static void timeout_sleeps(void)
{
	unsigned long begin = jiffies;

	current->state = TASK_UNINTERRUPTIBLE;
	MUST_BE(schedule_timeout(5), 0);
	MUST(jiffies - begin >= 5);
	MUST(jiffies - begin <= 6);
	MUST_BE(current->state, TASK_RUNNING);
}

/* Whoever is running does not sleep. */
static void timeout_when_running(void)
{
	unsigned long begin = jiffies;

	long left;

	current->state = TASK_RUNNING;
	left = schedule_timeout(50);
	MUST(left >= 48 && left <= 50);
	MUST(jiffies - begin <= 2);
}

static void timeout_woken(void)
{
	long left;

	wake_in(2, 2);
	current->state = TASK_INTERRUPTIBLE;
	left = schedule_timeout(20);
	MUST(fired);
	MUST(left >= 17 && left <= 18);
	MUST_BE(current->state, TASK_RUNNING);
}

static void schedule_sleeps(void)
{
	wake_in(2, 2);
	current->state = TASK_UNINTERRUPTIBLE;
	schedule();
	MUST(fired);
}

static void sleeps_on(void)
{
	unsigned long begin = jiffies;

	wake_in(3, 0);
	sleep_on(&queue);
	MUST(fired);
	MUST(jiffies - begin <= 4);
	MUST(!waitqueue_active(&queue));
	wake_in(2, 1);
	interruptible_sleep_on(&queue);
	MUST(fired);
}

static void sleeps_on_timeout(void)
{
	unsigned long begin = jiffies;
	long left;

	MUST_BE(interruptible_sleep_on_timeout(&queue, 4), 0);
	MUST(jiffies - begin >= 4 && jiffies - begin <= 5);
	begin = jiffies;
	MUST_BE(sleep_on_timeout(&queue, 3), 0);
	MUST(jiffies - begin >= 3 && jiffies - begin <= 4);
	wake_in(2, 1);
	left = interruptible_sleep_on_timeout(&queue, 30);
	MUST(fired);
	MUST(left >= 27 && left <= 28);
	MUST(!waitqueue_active(&queue));
}

static void waits_for_event(void)
{
	wake_in(2, 0);
	wait_event(queue, condition);
	MUST(condition);
	MUST(!waitqueue_active(&queue));
	wake_in(2, 1);
	MUST_BE(wait_event_interruptible(queue, condition), 0);
	MUST(condition);
	/* not at all where it is true already */
	wait_event(queue, condition);
}

static void wake_without_condition(unsigned long unused)
{
	wake_up(&queue);
	fired++;
	if (fired == 3)
		condition = 1;
	timer.expires = jiffies + 1;
	if (fired < 4)
		add_timer(&timer);
}

static void event_is_asked_again(void)
{
	fired = condition = 0;
	init_timer(&timer);
	timer.function = wake_without_condition;
	timer.expires = jiffies + 1;
	add_timer(&timer);
	wait_event(queue, condition);
	MUST(fired >= 3);
	SLEEP_UNTIL(fired == 4, 5);
}

/* A wake-up for interruptible sleepers leaves the others asleep. */
static void wake_by_state(void)
{
	wake_in(2, 1);
	MUST_BE(sleep_on_timeout(&queue, 5), 0);
	MUST(fired);
}

/* --- several sleepers --- */

static volatile int asleep, awake, leave;

static int sleeps(void *exclusive)
{
	wait_queue_t wait;

	daemonize();
	init_waitqueue_entry(&wait, current);
	if (exclusive)
		add_wait_queue_exclusive(&queue, &wait);
	else
		add_wait_queue(&queue, &wait);
	current->state = TASK_UNINTERRUPTIBLE;
	asleep++;
	schedule();
	remove_wait_queue(&queue, &wait);
	awake++;
	return 0;
}

static void start(int n, void *exclusive)
{
	int wanted = asleep + n;

	while (n--)
		kernel_thread(sleeps, exclusive, 0);
	SLEEP_UNTIL(asleep == wanted, 5);
}

static void all_are_woken(void)
{
	asleep = awake = 0;
	start(3, NULL);
	MUST_BE(asleep, 3);
	MUST_BE(awake, 0);
	wake_up(&queue);
	SLEEP_UNTIL(awake == 3, 5);
	MUST_BE(awake, 3);
	MUST(!waitqueue_active(&queue));
}

static void exclusive_one_by_one(void)
{
	asleep = awake = 0;
	start(3, (void *)1);
	start(1, NULL);
	wake_up(&queue);
	SLEEP_UNTIL(awake == 3, 3);
	MUST_BE(awake, 2); /* the one that is not exclusive, and one that is */
	wake_up(&queue);
	SLEEP_UNTIL(awake == 4, 3);
	MUST_BE(awake, 3);
	wake_up_all(&queue);
	SLEEP_UNTIL(awake == 4, 3);
	MUST_BE(awake, 4);
}

/* wake_up_process says whether the task was asleep; a queued waiter that is not is left alone */
static void wake_says(void)
{
	MUST_BE(wake_up_process(current), 0);
	current->state = TASK_UNINTERRUPTIBLE;
	MUST_BE(wake_up_process(current), 1);
	MUST_BE(current->state, TASK_RUNNING);
}

/* --- yielding --- */

static volatile int turns;

static int takes_turns(void *unused)
{
	daemonize();
	while (turns < 10) {
		turns++;
		schedule();
	}
	awake = 1;
	return 0;
}

static void yields(void)
{
	int i;

	turns = awake = 0;
	kernel_thread(takes_turns, NULL, 0);
	for (i = 0; i < 100 && !awake; i++)
		schedule();
	MUST(awake);
	turns = awake = 0;
	kernel_thread(takes_turns, NULL, 0);
	for (i = 0; i < 100 && !awake; i++)
		yield();
	MUST(awake);
}

const struct check sleep_checks[] = {
	{ "timeout-sleeps", timeout_sleeps },
	{ "timeout-when-running", timeout_when_running },
	{ "timeout-woken", timeout_woken },
	{ "schedule-sleeps", schedule_sleeps },
	{ "sleep-on", sleeps_on },
	{ "sleep-on-timeout", sleeps_on_timeout },
	{ "wait-event", waits_for_event },
	{ "wait-event-asks-again", event_is_asked_again },
	{ "wake-by-state", wake_by_state },
	{ "wake-all", all_are_woken },
	{ "wake-exclusive", exclusive_one_by_one },
	{ "wake-says", wake_says },
	{ "yield", yields },
	{ NULL },
};
