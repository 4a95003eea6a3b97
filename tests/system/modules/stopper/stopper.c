/* SPDX-License-Identifier: MIT
 * Test extension whose init calls a stop stub, or touches a variable that is none, and reads jiffies and xtime as
 * objects do that were compiled against other headers.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/sched.h>
#include <linux/errno.h>

MODULE_LICENSE("GPL");

static int what;
MODULE_PARM(what, "i");

extern long sys_uselib(const char *library);
extern void *pidhash[];
extern volatile unsigned long imported_jiffies __asm__("jiffies");
extern volatile struct timeval imported_xtime __asm__("xtime");

static int __init stopper_init(void)
{
	unsigned long before = jiffies;

	if (what == 1)
		return sys_uselib("none");
	if (what == 2)
		return pidhash[1] != NULL;
	if (imported_jiffies - before > 2 || imported_xtime.tv_sec - xtime.tv_sec > 1UL)
		return -EINVAL;
	while (imported_jiffies == before)
		rep_nop();
	return 0;
}

static void __exit stopper_exit(void)
{
}

module_init(stopper_init);
module_exit(stopper_exit);
