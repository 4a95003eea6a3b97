/* SPDX-License-Identifier: MIT
 * Test extension whose init stores through a null pointer.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>

MODULE_LICENSE("GPL");

static int * volatile nowhere;

static int __init crashinit_init(void)
{
	*nowhere = 1;
	return 0;
}

static void __exit crashinit_exit(void)
{
}

module_init(crashinit_init);
module_exit(crashinit_exit);
