/* SPDX-License-Identifier: MIT
 * Test extension: makes interrupts of an NE2000 on a line that it shares, and says how many came.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/pci.h>
#include <linux/ioport.h>
#include <linux/timer.h>
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <asm/io.h>

static int slot;      /* which card: its device number on the bus */
static int crash;     /* the interrupt that fails the domain, with the card still asking */
static int hang;      /* the interrupt whose handler never ends */
MODULE_PARM(slot, "i");
MODULE_PARM(crash, "i");
MODULE_PARM(hang, "i");
MODULE_LICENSE("MIT");

#define STATUS 7
#define REMOTE_DONE 0x40
#define EVERY 20

static struct pci_dev *card;
static unsigned long io;
static struct timer_list timer;
static volatile int fired, seen, foreign;

static void sharer_irq(int irq, void *cookie, struct pt_regs *regs)
{
	if (!(inb(io + STATUS) & REMOTE_DONE)) {
		foreign++;
		return;
	}
	if (crash && seen + 1 == crash)
		*(volatile int *)0 = 1;
	while (hang && seen + 1 == hang)
		;
	outb(REMOTE_DONE, io + STATUS);
	seen++;
}

/* Read a word of the card's memory: its end is an interrupt. */
static void sharer_tick(unsigned long unused)
{
	outb(2, io + 10);
	outb(0, io + 11);
	outb(0, io + 8);
	outb(0x40, io + 9);
	outb(0x0a, io);
	inw(io + 16);
	if (++fired % EVERY == 0)
		printk(KERN_NOTICE "sharer %d: fired %d seen %d foreign %d\n", slot, fired, seen, foreign);
	timer.expires = jiffies + 1 + slot / 4; /* so that the two don't always ask at once */
	add_timer(&timer);
}

static void sharer_reset(void)
{
	outb(inb(io + 31), io + 31);
	mdelay(2);
	outb(0x21, io);
	outb(0x49, io + 14);
	outb(0x20, io + 12);
	outb(0x02, io + 13);
	outb(0xff, io + STATUS);
	outb(REMOTE_DONE, io + 15);
	outb(0x22, io);
}

static int __init sharer_init(void)
{
	int result;

	card = pci_find_slot(0, PCI_DEVFN(slot, 0));
	if (!card)
		return -ENODEV;
	result = pci_enable_device(card);
	if (result)
		return result;
	io = pci_resource_start(card, 0);
	if (!request_region(io, 32, "sharer"))
		return -EBUSY;
	sharer_reset();
	result = request_irq(card->irq, sharer_irq, SA_SHIRQ, "sharer", &card);
	if (result) {
		release_region(io, 32);
		return result;
	}
	printk(KERN_NOTICE "sharer %d: line %d\n", slot, card->irq);
	init_timer(&timer);
	timer.function = sharer_tick;
	timer.expires = jiffies + 1;
	add_timer(&timer);
	return 0;
}

static void __exit sharer_exit(void)
{
	del_timer_sync(&timer);
	outb(0, io + 15);
	free_irq(card->irq, &card);
	release_region(io, 32);
}

module_init(sharer_init);
module_exit(sharer_exit);
