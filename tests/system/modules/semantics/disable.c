/* SPDX-License-Identifier: MIT
 * Checks of single lines that are switched off and on.
 */
#include "check.h"
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/spinlock.h>
#include <asm/irq.h>

static volatile int seen;
static int me;
static spinlock_t lock = SPIN_LOCK_UNLOCKED;

static void on_irq(int irq, void *cookie, struct pt_regs *regs)
{
	if (nic_acknowledge())
		seen++;
}

static void with_irq(void (*check)(void))
{
	int result = request_irq(NIC_IRQ, on_irq, 0, "disable", &me);

	if (result) {
		check_fails(__FILE__, __LINE__, "request_irq", result);
		return;
	}
	seen = 0;
	check();
	free_irq(NIC_IRQ, &me);
}

static void disabled(void)
{
	int early;

	disable_irq(NIC_IRQ);
	synchronize_irq();
	nic_fire();
	mdelay(2);
	early = seen;
	enable_irq(NIC_IRQ);
	MUST_BE(early, 0);
	SPIN_UNTIL(seen, 3);
	MUST_BE(seen, 1);
	nic_fire();
	SPIN_UNTIL(seen == 2, 3);
	MUST_BE(seen, 2);
}

static void disabled_without_waiting(void)
{
	int early;

	disable_irq_nosync(NIC_IRQ);
	nic_fire();
	mdelay(2);
	early = seen;
	enable_irq(NIC_IRQ);
	MUST_BE(early, 0);
	SPIN_UNTIL(seen, 3);
	MUST_BE(seen, 1);
}

static void disabled_twice(void)
{
	int early;

	disable_irq(NIC_IRQ);
	disable_irq(NIC_IRQ);
	nic_fire();
	enable_irq(NIC_IRQ);
	mdelay(2);
	early = seen;
	enable_irq(NIC_IRQ);
	MUST_BE(early, 0);
	SPIN_UNTIL(seen, 3);
	MUST_BE(seen, 1);
}

/* With the interrupt flag off, the handler stays out until it is on again. */
static void enabled_under_lock(void)
{
	unsigned long flags;
	int early;

	disable_irq(NIC_IRQ);
	nic_fire();
	mdelay(1);
	spin_lock_irqsave(&lock, flags);
	enable_irq(NIC_IRQ);
	mdelay(1);
	early = seen;
	spin_unlock_irqrestore(&lock, flags);
	MUST_BE(early, 0);
	SPIN_UNTIL(seen, 3);
	MUST_BE(seen, 1);
	nic_fire();
	SPIN_UNTIL(seen == 2, 3);
	MUST_BE(seen, 2);
}

/* A disabled line is no trap for whoever requests it next. */
static void freed_while_disabled(void)
{
	disable_irq(NIC_IRQ);
	nic_fire();
	mdelay(1);
	nic_acknowledge();
	free_irq(NIC_IRQ, &me);
	MUST_BE(seen, 0);
	MUST_BE(request_irq(NIC_IRQ, on_irq, 0, "disable", &me), 0);
	nic_fire();
	SPIN_UNTIL(seen, 3);
	MUST_BE(seen, 1);
}

#define WITH_IRQ(check) \
	static void check##_check(void) \
	{ \
		with_irq(check); \
	}
WITH_IRQ(disabled)
WITH_IRQ(disabled_without_waiting)
WITH_IRQ(disabled_twice)
WITH_IRQ(enabled_under_lock)
WITH_IRQ(freed_while_disabled)

const struct check disable_checks[] = {
	{ "irq-disabled", disabled_check },
	{ "irq-disabled-nosync", disabled_without_waiting_check },
	{ "irq-disabled-twice", disabled_twice_check },
	{ "irq-enabled-under-lock", enabled_under_lock_check },
	{ "irq-freed-while-disabled", freed_while_disabled_check },
	{ NULL },
};
