/* SPDX-License-Identifier: MIT
 * Test extension whose init takes memory and a timer and then fails with -EIO, giving nothing back.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/sched.h>
#include <linux/timer.h>
#include <linux/slab.h>

MODULE_LICENSE("GPL");

static struct timer_list forgotten;

static void never(unsigned long unused)
{
	printk(KERN_ERR "badinit: its timer outlived it\n");
}

static int __init badinit_init(void)
{
	int i;

	for (i = 0; i < 32; i++)
		if (!kmalloc(2000, GFP_KERNEL))
			return -ENOMEM;
	init_timer(&forgotten);
	forgotten.function = never;
	forgotten.expires = jiffies + 5;
	add_timer(&forgotten);
	return -EIO;
}

static void __exit badinit_exit(void)
{
}

module_init(badinit_init);
module_exit(badinit_exit);
