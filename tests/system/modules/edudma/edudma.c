/* SPDX-License-Identifier: MIT
 * Test extension for QEMU's edu device (QEMU documentation, "EDU device"): copies by DMA within its own memory,
 * and then, once, where its parameters say. A second generation finds the device's mark and stays at home.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/errno.h>
#include <linux/ioport.h>
#include <linux/mm.h>
#include <linux/pci.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <asm/io.h>

static int address;      /* bus address of the stray copy; 0: none */
static int freed;        /* 1: the stray copy goes to a block that the domain has used and given back */
static int reads;        /* 1: it reads there instead of writing */
static int length = 64;  /* bytes */
MODULE_PARM(address, "i");
MODULE_PARM(freed, "i");
MODULE_PARM(reads, "i");
MODULE_PARM(length, "i");
MODULE_LICENSE("GPL");

#define REG_MARK 0x04              /* keeps a word, and reads inverted */
#define REG_SOURCE 0x80
#define REG_TARGET 0x88
#define REG_COUNT 0x90
#define REG_COMMAND 0x98
#define COMMAND_START 1
#define COMMAND_TO_MEMORY 2
#define DEVICE_BUFFER 0x40000
#define MARK 0x0dd0a11e
#define PATTERN 0x5a
#define ORDER 1                    /* single pages stay in the domain's cache when they are freed */
#define STEP (HZ / 4)              /* the device takes 100 ms */

static struct pci_dev *edu;
static char *regs;
static unsigned char *block;
static struct timer_list timer;
static int step;

static void copy(unsigned long memory, int to_memory)
{
	writel(to_memory ? DEVICE_BUFFER : memory, regs + REG_SOURCE);
	writel(0, regs + REG_SOURCE + 4);
	writel(to_memory ? memory : DEVICE_BUFFER, regs + REG_TARGET);
	writel(0, regs + REG_TARGET + 4);
	writel(length, regs + REG_COUNT);
	writel(COMMAND_START | (to_memory ? COMMAND_TO_MEMORY : 0), regs + REG_COMMAND);
}

static int right(void)
{
	int i;

	for (i = 0; i < length; i++)
		if (block[i] != PATTERN)
			return 0;
	return 1;
}

static void go_astray(void)
{
	unsigned long where = address;

	if (freed) {
		where = virt_to_bus(block);
		memset(block, 0, PAGE_SIZE << ORDER);
		free_pages((unsigned long)block, ORDER);
		block = NULL;
	}
	printk(KERN_INFO "edudma: astray to %08lx\n", where);
	writel(MARK, regs + REG_MARK);
	copy(where, !reads);
}

static void next(unsigned long unused)
{
	switch (step++) {
	case 0:
		copy(virt_to_bus(block), 0);
		break;
	case 1:
		memset(block, 0, PAGE_SIZE);
		copy(virt_to_bus(block), 1);
		break;
	case 2:
		printk(KERN_INFO "edudma: own memory %s\n", right() ? "right" : "wrong");
		if (readl(regs + REG_MARK) == ~MARK || (!address && !freed))
			return;
		go_astray();
		break;
	default:
		printk(KERN_INFO "edudma: unharmed\n");
		return;
	}
	mod_timer(&timer, jiffies + STEP);
}

static int __init edudma_init(void)
{
	edu = pci_find_device(0x1234, 0x11e8, NULL);
	if (!edu || pci_enable_device(edu))
		return -ENODEV;
	regs = ioremap(pci_resource_start(edu, 0), 4096);
	block = (unsigned char *)__get_free_pages(GFP_KERNEL, ORDER);
	if (!regs || !block)
		return -ENOMEM;
	pci_set_master(edu);
	memset(block, PATTERN, PAGE_SIZE);
	init_timer(&timer);
	timer.function = next;
	timer.expires = jiffies + 1;
	add_timer(&timer);
	return 0;
}

static void __exit edudma_exit(void)
{
	del_timer_sync(&timer);
	if (block)
		free_pages((unsigned long)block, ORDER);
	iounmap(regs);
}

module_init(edudma_init);
module_exit(edudma_exit);
