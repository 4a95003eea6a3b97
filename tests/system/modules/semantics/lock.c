/* SPDX-License-Identifier: MIT
 * Checks of semaphores, read-write semaphores and completions.
 */
#include "check.h"
#include <linux/completion.h>
#include <linux/rwsem.h>
#include <asm/semaphore.h>

static DECLARE_MUTEX(mutex);
static struct semaphore three, locked;
static DECLARE_RWSEM(rw);
static struct completion done;
static volatile int step, result;
static struct task_struct *volatile waiter;

static int run(int (*fn)(void *), int ticks)
{
	int pid;

	step = 0;
	pid = kernel_thread(fn, NULL, 0);
	current->state = TASK_UNINTERRUPTIBLE;
	schedule_timeout(ticks);
	return pid;
}

static int takes_mutex(void *unused)
{
	daemonize();
	step = 1;
	down(&mutex);
	step = 2;
	up(&mutex);
	return 0;
}

static void semaphore_excludes(void)
{
	down(&mutex);
	run(takes_mutex, 2);
	MUST_BE(step, 1);
	up(&mutex);
	SLEEP_UNTIL(step == 2, 5);
	MUST_BE(step, 2);
	down(&mutex);
	up(&mutex);
}

static void semaphore_tries(void)
{
	MUST_BE(down_trylock(&mutex), 0);
	MUST(down_trylock(&mutex) != 0);
	up(&mutex);
	MUST_BE(down_trylock(&mutex), 0);
	up(&mutex);
}

static void semaphore_counts(void)
{
	sema_init(&three, 3);
	down(&three);
	MUST_BE(down_interruptible(&three), 0);
	MUST_BE(down_trylock(&three), 0);
	MUST(down_trylock(&three) != 0);
	up(&three);
	MUST_BE(down_trylock(&three), 0);
	init_MUTEX_LOCKED(&locked);
	MUST(down_trylock(&locked) != 0);
	init_MUTEX(&locked);
	MUST_BE(down_trylock(&locked), 0);
}

static int waits_interruptibly(void *unused)
{
	daemonize();
	step = 1;
	result = down_interruptible(&locked);
	step = 2;
	return 0;
}

static void semaphore_interrupted(void)
{
	int pid;

	result = 0;
	init_MUTEX_LOCKED(&locked);
	pid = run(waits_interruptibly, 2);
	MUST_BE(step, 1);
	kill_proc(pid, SIGTERM, 1);
	SLEEP_UNTIL(step == 2, 5);
	MUST_BE(step, 2);
	MUST_BE(result, -EINTR);
	run(waits_interruptibly, 2);
	up(&locked);
	SLEEP_UNTIL(step == 2, 5);
	MUST_BE(step, 2);
	MUST_BE(result, 0);
}

static int reads(void *unused)
{
	daemonize();
	step = 1;
	down_read(&rw);
	step = 2;
	up_read(&rw);
	return 0;
}

static int writes(void *unused)
{
	daemonize();
	step = 1;
	down_write(&rw);
	step = 2;
	up_write(&rw);
	return 0;
}

static void readers_together(void)
{
	down_read(&rw);
	run(reads, 2);
	MUST_BE(step, 2);
	run(writes, 2);
	MUST_BE(step, 1);
	up_read(&rw);
	SLEEP_UNTIL(step == 2, 5);
	MUST_BE(step, 2);
}

static void writer_alone(void)
{
	down_write(&rw);
	run(reads, 2);
	MUST_BE(step, 1);
	up_write(&rw);
	SLEEP_UNTIL(step == 2, 5);
	MUST_BE(step, 2);
	down_write(&rw);
	run(writes, 2);
	MUST_BE(step, 1);
	up_write(&rw);
	SLEEP_UNTIL(step == 2, 5);
	MUST_BE(step, 2);
}

static int completes(void *unused)
{
	daemonize();
	step = 1;
	wait_for_completion(&done);
	step++;
	return 0;
}

static void completion_waits(void)
{
	init_completion(&done);
	run(completes, 2);
	MUST_BE(step, 1);
	complete(&done);
	SLEEP_UNTIL(step == 2, 5);
	MUST_BE(step, 2);
}

/* Done before anybody waits; and each complete() lets one go. */
static void completion_counts(void)
{
	init_completion(&done);
	complete(&done);
	wait_for_completion(&done);
	run(completes, 1);
	kernel_thread(completes, NULL, 0);
	SLEEP_UNTIL(0, 2);
	MUST_BE(step, 1);
	complete(&done);
	SLEEP_UNTIL(step == 3, 3);
	MUST_BE(step, 2);
	complete(&done);
	SLEEP_UNTIL(step == 3, 3);
	MUST_BE(step, 3);
}

const struct check lock_checks[] = {
	{ "semaphore-excludes", semaphore_excludes },
	{ "semaphore-tries", semaphore_tries },
	{ "semaphore-counts", semaphore_counts },
	{ "semaphore-interrupted", semaphore_interrupted },
	{ "rwsem-readers", readers_together },
	{ "rwsem-writer", writer_alone },
	{ "completion-waits", completion_waits },
	{ "completion-counts", completion_counts },
	{ NULL },
};
