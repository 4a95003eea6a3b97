/* SPDX-License-Identifier: MIT
 * Test extension whose init asks for memory until there is none, and then does without.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/slab.h>

static int limit = 1000000; /* blocks of 4000 bytes */
MODULE_PARM(limit, "i");
MODULE_LICENSE("GPL");

static int __init greedy_init(void)
{
	int n = 0;

	while (n < limit && kmalloc(4000, GFP_KERNEL))
		n++;
	printk(KERN_INFO "greedy: got %d blocks\n", n);
	return n == limit ? 0 : -ENOMEM;
}

static void __exit greedy_exit(void)
{
}

module_init(greedy_init);
module_exit(greedy_exit);
