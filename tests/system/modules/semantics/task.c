/* SPDX-License-Identifier: MIT
 * Checks of kernel threads, signals and scheduled tasks.
 */
#include "check.h"
#include <linux/interrupt.h>
#include <linux/smp_lock.h>
#include <linux/completion.h>
#include <asm/semaphore.h>

static volatile int runs, seen;
static DECLARE_COMPLETION(gone);

static int once(void *data)
{
	daemonize();
	strcpy(current->comm, "once");
	seen = in_interrupt() ? -1 : (int)(long)data;
	current->state = TASK_UNINTERRUPTIBLE;
	schedule_timeout(1);
	runs++;
	complete_and_exit(&gone, 0);
	runs = 100; /* never reached */
	return 0;
}

static void thread_runs(void)
{
	int pid;

	runs = seen = 0;
	init_completion(&gone);
	pid = kernel_thread(once, (void *)77L, CLONE_FS | CLONE_FILES);
	MUST(pid > 0);
	MUST(pid != current->pid);
	wait_for_completion(&gone);
	MUST_BE(seen, 77);
	current->state = TASK_UNINTERRUPTIBLE;
	schedule_timeout(2);
	MUST_BE(runs, 1);
}

/* A thread has no files of its own; it may share those of the first one, and gives them up again. */
static void thread_files(void)
{
	int before = atomic_read(&init_task.files->count);

	MUST(current->files == NULL);
	atomic_inc(&init_task.files->count);
	current->files = init_task.files;
	exit_files(current);
	MUST(current->files == NULL);
	MUST_BE(atomic_read(&init_task.files->count), before);
	exit_files(current);
	MUST_BE(atomic_read(&init_task.files->count), before);
}

static DECLARE_WAIT_QUEUE_HEAD(never);
static volatile int interrupted;

static int waits_for_signal(void *unused)
{
	daemonize();
	siginitsetinv(&current->blocked, sigmask(SIGTERM));
	recalc_sigpending(current);
	runs = 1;
	interrupted = wait_event_interruptible(never, 0);
	if (signal_pending(current))
		runs = 2;
	flush_signals(current);
	if (!signal_pending(current))
		runs |= 4;
	return 0;
}

static void thread_signalled(void)
{
	int pid;

	runs = interrupted = 0;
	pid = kernel_thread(waits_for_signal, NULL, 0);
	SLEEP_UNTIL(runs, 5);
	MUST_BE(runs, 1);
	MUST_BE(kill_proc(pid, SIGTERM, 1), 0);
	SLEEP_UNTIL(runs & 4, 5);
	MUST_BE(runs, 6);
	MUST_BE(interrupted, -ERESTARTSYS);
	SLEEP_UNTIL(kill_proc(pid, SIGTERM, 1), 3);
	MUST_BE(kill_proc(pid, SIGTERM, 1), -ESRCH);
}

/* --- schedule_task --- */

static struct tq_struct task;
static volatile int context;

static void on_task(void *unused)
{
	context = in_interrupt() ? 1 : 2;
	current->state = TASK_UNINTERRUPTIBLE;
	schedule_timeout(2); /* it may sleep */
	runs++;
}

static void scheduled_task(void)
{
	runs = context = 0;
	INIT_TQUEUE(&task, on_task, NULL);
	MUST_BE(schedule_task(&task), 1);
	SLEEP_UNTIL(runs, 10);
	MUST_BE(runs, 1);
	MUST_BE(context, 2);
}

static void flushed_tasks(void)
{
	runs = 0;
	INIT_TQUEUE(&task, on_task, NULL);
	schedule_task(&task);
	flush_scheduled_tasks();
	MUST_BE(runs, 1);
}

static volatile int go_on;

static void on_task_again(void *unused)
{
	runs++;
	current->state = TASK_UNINTERRUPTIBLE;
	schedule_timeout(1);
	if (go_on)
		schedule_task(&task);
}

/* One that queues itself anew does not keep who flushes for ever. */
static void flushed_past_requeued(void)
{
	unsigned long begin = jiffies;

	runs = 0;
	go_on = 1;
	INIT_TQUEUE(&task, on_task_again, NULL);
	schedule_task(&task);
	flush_scheduled_tasks();
	MUST(runs >= 1);
	MUST(jiffies - begin <= 10);
	go_on = 0;
	flush_scheduled_tasks();
	MUST(!test_bit(0, &task.sync));
}

static void from_timer(unsigned long unused)
{
	schedule_task(&task);
}

static void task_from_timer(void)
{
	static struct timer_list timer;

	runs = context = 0;
	INIT_TQUEUE(&task, on_task, NULL);
	init_timer(&timer);
	timer.function = from_timer;
	timer.expires = jiffies + 1;
	add_timer(&timer);
	SLEEP_UNTIL(runs, 10);
	MUST_BE(runs, 1);
	MUST_BE(context, 2);
}

const struct check task_checks[] = {
	{ "task-from-timer", task_from_timer },
	{ "thread-runs", thread_runs },
	{ "thread-files", thread_files },
	{ "thread-signalled", thread_signalled },
	{ "scheduled-task", scheduled_task },
	{ "flushed-tasks", flushed_tasks },
	{ "flushed-past-requeued", flushed_past_requeued },
	{ NULL },
};
