/* SPDX-License-Identifier: MIT
 * Test extension without a device: a timer that counts, and says how long its longest gap was.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/sched.h>
#include <linux/timer.h>
#include <linux/slab.h>

static int interval = 2; /* jiffies */
static int every = 25;   /* ticks between two lines */
static char *label = "ticker";
MODULE_PARM(interval, "i");
MODULE_PARM(every, "i");
MODULE_PARM(label, "s");
MODULE_LICENSE("GPL");

static struct timer_list ticker_timer;
static unsigned long last, longest, ticks;
static unsigned int *witness; /* memory that nobody else may touch */

static void ticker_tick(unsigned long unused)
{
	unsigned long gap = jiffies - last;

	last = jiffies;
	if (gap > longest)
		longest = gap;
	if (*witness != 0x7161c4e5)
		printk(KERN_ERR "%s: memory was changed\n", label);
	if (++ticks % every == 0) {
		printk(KERN_INFO "%s: ticks %lu longest gap %lu\n", label, ticks, longest);
		longest = 0;
	}
	ticker_timer.expires = jiffies + interval;
	add_timer(&ticker_timer);
}

static int __init ticker_init(void)
{
	witness = kmalloc(sizeof *witness, GFP_KERNEL);
	if (!witness)
		return -ENOMEM;
	*witness = 0x7161c4e5;
	last = jiffies;
	init_timer(&ticker_timer);
	ticker_timer.function = ticker_tick;
	ticker_timer.expires = jiffies + interval;
	add_timer(&ticker_timer);
	printk(KERN_INFO "%s: started\n", label);
	return 0;
}

static void __exit ticker_exit(void)
{
	del_timer_sync(&ticker_timer);
	kfree(witness);
}

module_init(ticker_init);
module_exit(ticker_exit);
