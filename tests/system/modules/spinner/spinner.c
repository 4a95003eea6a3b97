/* SPDX-License-Identifier: MIT
 * Test extension whose kernel thread gives the processor away at times, and never sleeps.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/sched.h>

MODULE_LICENSE("GPL");

static int yields;
MODULE_PARM(yields, "i");

static int spin(void *unused)
{
	daemonize();
	for (;;)
		if (yields)
			schedule();
		else
			barrier();
	return 0;
}

static int __init spinner_init(void)
{
	return kernel_thread(spin, NULL, 0) < 0 ? -1 : 0;
}

static void __exit spinner_exit(void)
{
}

module_init(spinner_init);
module_exit(spinner_exit);
