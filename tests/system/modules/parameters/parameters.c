/* SPDX-License-Identifier: MIT
 * Test extension that says what its parameters of every kind are.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>

static unsigned char small = 1;
static unsigned short half = 2;
static int number = 3;
static long wide = 4;
static char *text = "text";
static char place[8] = "place";
static int list[4] = { 1, 2, 3, 4 };
static char *names[2] = { "one", "two" };
MODULE_PARM(small, "b");
MODULE_PARM(half, "h");
MODULE_PARM(number, "i");
MODULE_PARM(wide, "l");
MODULE_PARM(text, "s");
MODULE_PARM(place, "c8");
MODULE_PARM(list, "1-4i");
MODULE_PARM(names, "1-2s");
MODULE_LICENSE("GPL");

static int __init parameters_init(void)
{
	printk(KERN_INFO "parameters: %u %u %d %ld %s %s %d,%d,%d,%d %s,%s\n", small, half, number, wide, text, place,
	       list[0], list[1], list[2], list[3], names[0], names[1]);
	return 0;
}

static void __exit parameters_exit(void)
{
}

module_init(parameters_init);
module_exit(parameters_exit);
