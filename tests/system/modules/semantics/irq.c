/* SPDX-License-Identifier: MIT
 * Checks of interrupt handlers: that they come, in which context, and what keeps them out.
 */
#include "check.h"
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/spinlock.h>
#include <asm/io.h>
#include <asm/irq.h>

static volatile int seen, seen_second, foreign, context, line_seen, order;
static void *volatile cookie_seen;
static int me, other;
static DECLARE_WAIT_QUEUE_HEAD(queue);
static spinlock_t lock = SPIN_LOCK_UNLOCKED, inner = SPIN_LOCK_UNLOCKED;

static void on_irq(int irq, void *cookie, struct pt_regs *regs)
{
	if (!nic_acknowledge()) {
		foreign++;
		return;
	}
	line_seen = irq;
	cookie_seen = cookie;
	context = in_irq() && in_interrupt();
	seen++;
	wake_up_interruptible(&queue);
}

static int begin(void)
{
	seen = seen_second = foreign = context = order = 0;
	return request_irq(NIC_IRQ, on_irq, 0, "semantics", &me);
}

/* The line is free again, whatever the check came to. */
static void with_irq(void (*check)(void))
{
	int result = begin();

	if (result) {
		check_fails(__FILE__, __LINE__, "request_irq", result);
		return;
	}
	check();
	free_irq(NIC_IRQ, &me);
}

static void handler(void)
{
	nic_fire();
	SPIN_UNTIL(seen, 3);
	MUST_BE(seen, 1);
	MUST_BE(line_seen, NIC_IRQ);
	MUST(cookie_seen == &me);
	MUST(context);
	MUST(!in_irq());
	nic_fire();
	nic_fire();
	SPIN_UNTIL(seen == 3, 3);
	MUST(seen >= 2);
}

static void cli_keeps_out(void)
{
	unsigned long flags;
	int early;

	save_flags(flags);
	cli();
	nic_fire();
	mdelay(3);
	early = seen;
	restore_flags(flags);
	MUST_BE(early, 0);
	SPIN_UNTIL(seen, 3);
	MUST_BE(seen, 1);
	cli();
	nic_fire();
	mdelay(1);
	early = seen;
	sti();
	MUST_BE(early, 1);
	SPIN_UNTIL(seen == 2, 3);
	MUST_BE(seen, 2);
}

/* At once: what comes behind the end of the region finds the handler done. */
static void irq_right_after(void)
{
	unsigned long flags;

	spin_lock_irqsave(&lock, flags);
	nic_fire();
	spin_unlock_irqrestore(&lock, flags);
	udelay(20);
	MUST_BE(seen, 1);
}

static void nested_locks(void)
{
	unsigned long flags, more;
	int early;

	spin_lock_irqsave(&lock, flags);
	spin_lock_irqsave(&inner, more);
	nic_fire();
	spin_unlock_irqrestore(&inner, more);
	mdelay(1);
	early = seen;
	spin_unlock_irqrestore(&lock, flags);
	MUST_BE(early, 0);
	SPIN_UNTIL(seen, 3);
	MUST_BE(seen, 1);
}

static void local_irq(void)
{
	unsigned long flags;
	int early;

	local_irq_save(flags);
	nic_fire();
	mdelay(1);
	early = seen;
	local_irq_restore(flags);
	MUST_BE(early, 0);
	SPIN_UNTIL(seen, 3);
	MUST_BE(seen, 1);
	local_irq_disable();
	nic_fire();
	mdelay(1);
	early = seen;
	local_irq_enable();
	MUST_BE(early, 1);
	SPIN_UNTIL(seen == 2, 3);
	MUST_BE(seen, 2);
	spin_lock_irq(&lock);
	nic_fire();
	mdelay(1);
	early = seen;
	spin_unlock_irq(&lock);
	MUST_BE(early, 2);
	SPIN_UNTIL(seen == 3, 3);
	MUST_BE(seen, 3);
}

/* The classic: off, start the device, sleep. The sleep lets the interrupt in, and gives the flag back. */
static void sleep_lets_in(void)
{
	unsigned long flags;
	int early;

	save_flags(flags);
	cli();
	nic_fire();
	interruptible_sleep_on_timeout(&queue, 20);
	early = seen;
	nic_fire();
	mdelay(1);
	restore_flags(flags);
	MUST_BE(early, 1);
	SPIN_UNTIL(seen == 2, 3);
	MUST_BE(seen, 2);
}

static void flag_after_sleep(void)
{
	unsigned long flags, off;
	int early;

	save_flags(flags);
	cli();
	interruptible_sleep_on_timeout(&queue, 1);
	nic_fire();
	mdelay(1);
	early = seen;
	restore_flags(flags);
	MUST_BE(early, 0);
	/* schedule() leaves them on */
	save_flags(flags);
	cli();
	current->state = TASK_UNINTERRUPTIBLE;
	schedule_timeout(1);
	save_flags(off);
	MUST_BE(off, flags);
}

/* --- what a handler starts --- */

static volatile int tasklet_runs, in_handler, too_early, soft_context;

static void on_tasklet(unsigned long unused)
{
	too_early |= in_handler;
	soft_context = in_softirq() && !in_irq();
	tasklet_runs++;
}
static DECLARE_TASKLET(tasklet, on_tasklet, 0);

static void on_irq_tasklet(int irq, void *cookie, struct pt_regs *regs)
{
	in_handler = 1;
	if (nic_acknowledge()) {
		tasklet_schedule(&tasklet);
		tasklet_schedule(&tasklet);
		udelay(10);
		seen++;
	}
	in_handler = 0;
}

static void handler_then_tasklet(void)
{
	seen = tasklet_runs = too_early = 0;
	MUST_BE(request_irq(NIC_IRQ, on_irq_tasklet, 0, "semantics", &me), 0);
	nic_fire();
	SPIN_UNTIL(tasklet_runs, 3);
	SPIN_UNTIL(0, 2);
	free_irq(NIC_IRQ, &me);
	MUST_BE(seen, 1);
	MUST_BE(tasklet_runs, 1);
	MUST_BE(too_early, 0);
	MUST(soft_context);
}

/* --- who gets it --- */

static void on_irq_second(int irq, void *cookie, struct pt_regs *regs)
{
	seen_second++;
	if (seen)
		order = 1;
}

/* Two handlers on the line in this extension: each is called, in the order of their requests. */
static void two_handlers(void)
{
	seen = seen_second = foreign = order = 0;
	MUST_BE(request_irq(NIC_IRQ, on_irq, SA_SHIRQ, "first", &me), 0);
	MUST_BE(request_irq(NIC_IRQ, on_irq_second, SA_SHIRQ, "second", &other), 0);
	nic_fire();
	SPIN_UNTIL(seen && seen_second, 3);
	free_irq(NIC_IRQ, &other);
	nic_fire();
	SPIN_UNTIL(seen == 2, 3);
	free_irq(NIC_IRQ, &me);
	MUST_BE(seen, 2);
	MUST_BE(seen_second, 1);
	MUST(order);
}

static void busy_line(void)
{
	int result = request_irq(NIC_IRQ, on_irq, 0, "again", &other);

	if (!result)
		free_irq(NIC_IRQ, &other);
	MUST_BE(result, -EBUSY);
	MUST_BE(request_irq(NIC_IRQ, on_irq, SA_SHIRQ, "again", &other), -EBUSY);
	MUST_BE(request_irq(NIC_IRQ, NULL, 0, "none", &other), -EINVAL);
}

static void freed_line(void)
{
	MUST_BE(begin(), 0);
	free_irq(NIC_IRQ, &me);
	nic_fire();
	mdelay(2);
	nic_acknowledge();
	MUST_BE(seen, 0);
	MUST_BE(begin(), 0);
	nic_fire();
	SPIN_UNTIL(seen, 3);
	free_irq(NIC_IRQ, &me);
	MUST_BE(seen, 1);
}

static void probed_line(void)
{
	unsigned long lines = probe_irq_on();
	int found;

	MUST(lines & (1 << NIC_IRQ));
	nic_fire();
	mdelay(1);
	nic_acknowledge();
	found = probe_irq_off(lines);
	MUST_BE(found, NIC_IRQ);
	MUST_BE(probe_irq_off(probe_irq_on()), 0);
	/* one that asked long ago is not what is looked for, and the line works afterwards */
	nic_fire();
	lines = probe_irq_on();
	nic_acknowledge();
	MUST_BE(probe_irq_off(lines), 0);
	MUST_BE(begin(), 0);
	nic_fire();
	SPIN_UNTIL(seen, 3);
	free_irq(NIC_IRQ, &me);
	MUST_BE(seen, 1);
}

#define WITH_IRQ(check) \
	static void check##_check(void) \
	{ \
		with_irq(check); \
	}
WITH_IRQ(handler)
WITH_IRQ(cli_keeps_out)
WITH_IRQ(irq_right_after)
WITH_IRQ(nested_locks)
WITH_IRQ(local_irq)
WITH_IRQ(sleep_lets_in)
WITH_IRQ(flag_after_sleep)
WITH_IRQ(busy_line)

const struct check irq_checks[] = {
	{ "irq-handler", handler_check },
	{ "irq-cli", cli_keeps_out_check },
	{ "irq-right-after", irq_right_after_check },
	{ "irq-nested-locks", nested_locks_check },
	{ "irq-local", local_irq_check },
	{ "irq-sleep-lets-in", sleep_lets_in_check },
	{ "irq-flag-after-sleep", flag_after_sleep_check },
	{ "irq-tasklet", handler_then_tasklet },
	{ "irq-two-handlers", two_handlers },
	{ "irq-busy", busy_line_check },
	{ "irq-freed", freed_line },
	{ "irq-probe", probed_line },
	{ NULL },
};
