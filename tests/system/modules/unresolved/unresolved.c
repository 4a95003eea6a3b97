/* SPDX-License-Identifier: MIT
 * Test extension that calls three functions that exist nowhere.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>

MODULE_LICENSE("GPL");

extern int no_such_function_one(void);
extern int no_such_function_two(void);
extern int no_such_function_three(void);

static int __init unresolved_init(void)
{
	return no_such_function_one() + no_such_function_two() + no_such_function_three();
}

static void __exit unresolved_exit(void)
{
}

module_init(unresolved_init);
module_exit(unresolved_exit);
