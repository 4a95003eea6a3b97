/* SPDX-License-Identifier: MIT
 * Runs the checks of the personality, all or the one that parameter `only` names.
 */
#include "check.h"
#include <linux/init.h>

static char *only;
MODULE_PARM(only, "s");
int given_number = 7, given_list[4];
char *given_text = "default";
MODULE_PARM(given_number, "i");
MODULE_PARM(given_list, "1-4i");
MODULE_PARM(given_text, "s");
MODULE_LICENSE("MIT");

/* Formats may be what does not work: the text is no evidence. */
static int failed;
static char failure[200];

void check_fails(const char *file, int line, const char *what, long is)
{
	const char *name = strrchr(file, '/');

	if (!failed++)
		sprintf(failure, "%s:%d: %s (is %ld)", name ? name + 1 : file, line, what, is);
}

static const struct check *const lists[] = {
	basic_checks, task_parts_checks, netdev_checks, pci_checks, extra_checks, terminal_checks,
	text_checks, bit_checks, memory_checks, resource_checks, chain_checks, skb_checks, queue_checks,
	timer_checks, softirq_checks, task_checks, sleep_checks, lock_checks, irq_checks, disable_checks, dma_checks,
	block_checks, block_table_checks,
};

static void run(const struct check *check)
{
	if (only && strcmp(only, check->name))
		return;
	failed = failure[0] = 0;
	check->run();
	if (failed)
		printk(KERN_NOTICE "check %s FAILED: %s\n", check->name, failure);
	else
		printk(KERN_NOTICE "check %s ok\n", check->name);
}

static int run_all(void *unused)
{
	const struct check *check;
	int i;

	daemonize();
	strcpy(current->comm, "checks");
	nic_setup();
	for (i = 0; i < ARRAY_SIZE(lists); i++)
		for (check = lists[i]; check->name; check++)
			run(check);
	printk(KERN_NOTICE "checks done\n");
	return 0;
}

static int __init semantics_init(void)
{
	int pid = kernel_thread(run_all, NULL, CLONE_FS | CLONE_FILES | CLONE_SIGHAND);

	return pid < 0 ? pid : 0;
}

static void __exit semantics_exit(void)
{
}

module_init(semantics_init);
module_exit(semantics_exit);
