/* SPDX-License-Identifier: MIT
 * Test extension with one defect, which the parameter `defect` names. Comments at the ends of lines say which
 * places a finding must name; the tests look for them.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/netdevice.h>
#include <linux/etherdevice.h>
#include <linux/skbuff.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

static char *defect = "";
MODULE_PARM(defect, "s");
MODULE_LICENSE("GPL");

static spinlock_t lock = SPIN_LOCK_UNLOCKED, other = SPIN_LOCK_UNLOCKED;
static rwlock_t rwlock = RW_LOCK_UNLOCKED;
static struct timer_list timer;
static volatile int sink;
static void *volatile kept;

static void sleep_in_timer(unsigned long unused)
{
	kept = kmalloc(64, GFP_KERNEL); /* sleep-in-timer */
}

static void start_timer(void)
{
	init_timer(&timer);
	timer.function = sleep_in_timer;
	timer.expires = jiffies + 2;
	add_timer(&timer);
}

static void sleep_with_lock(void)
{
	unsigned long flags;

	spin_lock_irqsave(&lock, flags); /* taken: sleep-with-lock */
	kept = kmalloc(64, GFP_KERNEL); /* sleep-with-lock */
	spin_unlock_irqrestore(&lock, flags);
	kfree(kept);
}

static void irqs_left_off(void)
{
	unsigned long flags;

	save_flags(flags);
	cli(); /* irqs-left-off */
	if (sink)
		restore_flags(flags);
}

static int cli_xmit(struct sk_buff *skb, struct net_device *dev)
{
	cli(); /* irqs-left-off-in-xmit */
	dev_kfree_skb(skb);
	return 0;
}

static int no_open(struct net_device *dev)
{
	netif_start_queue(dev);
	return 0;
}

static struct net_device *card;

static void irqs_left_off_in_xmit(void)
{
	card = alloc_etherdev(0);
	if (!card)
		return;
	card->open = card->stop = no_open;
	card->hard_start_xmit = cli_xmit;
	memcpy(card->dev_addr, "\x02\0\0\0\0\1", ETH_ALEN);
	register_netdev(card);
}

static void write_after_free(void)
{
	int *block = kmalloc(100, GFP_KERNEL); /* allocated: write-after-free */

	kfree(block); /* freed: write-after-free */
	block[2] = 1; /* write-after-free */
}

static void read_of_freed_buffer(void)
{
	struct sk_buff *skb = dev_alloc_skb(200); /* allocated: read-of-freed-buffer */

	dev_kfree_skb(skb); /* freed: read-of-freed-buffer */
	sink = skb->len; /* read-of-freed-buffer */
}

static void free_twice(void)
{
	void *block = kmalloc(5000, GFP_KERNEL); /* allocated: free-twice */

	kfree(block); /* freed: free-twice */
	kfree(block); /* free-twice */
}

static void overrun(void)
{
	volatile char *block = kmalloc(64, GFP_KERNEL); /* allocated: overrun */
	int i;

	for (i = 0; i <= 64; i++)
		block[i] = i; /* overrun */
	kfree((void *)block);
}

static void overrun_by_bytes(void)
{
	volatile char *block = kmalloc(61, GFP_KERNEL); /* allocated: overrun-by-bytes */

	block[61] = 0;
	kfree((void *)block); /* overrun-by-bytes */
}

static void underrun(void)
{
	volatile int *block = kmalloc(64, GFP_KERNEL); /* allocated: underrun */

	block[-1] = 1;
	kfree((void *)block); /* underrun */
}

static void overrun_of_buffer(void)
{
	struct sk_buff *skb = dev_alloc_skb(100); /* allocated: overrun-of-buffer */

	memset(skb->data, 0, 104); /* overrun-of-buffer */
	dev_kfree_skb(skb);
}

static void leak(void)
{
	int i;

	for (i = 0; i < 3; i++)
		kept = kmalloc(40, GFP_KERNEL); /* leak */
}

static void nothing(int irq, void *dev_id, struct pt_regs *regs)
{
}

static void leak_of_line(void)
{
	request_irq(5, nothing, 0, "defects", NULL);
}

static void lock_twice(void)
{
	spin_lock(&lock); /* taken: lock-twice */
	spin_lock(&other);
	spin_lock(&lock); /* lock-twice */
	spin_unlock(&lock);
	spin_unlock(&other);
}

static void lock_twice_irqsave(void)
{
	unsigned long flags, more;

	spin_lock_irqsave(&lock, flags); /* taken: lock-twice-irqsave */
	spin_lock_irqsave(&lock, more); /* lock-twice-irqsave */
	spin_unlock_irqrestore(&lock, more);
	spin_unlock_irqrestore(&lock, flags);
}

static void write_lock_of_readers(void)
{
	read_lock(&rwlock);
	read_lock(&rwlock);
	read_unlock(&rwlock);
	write_lock(&rwlock); /* write-lock-of-readers */
	write_unlock(&rwlock);
}

static const struct {
	const char *name;
	void (*commit)(void);
} defects[] = {
	{ "sleep-in-timer", start_timer },
	{ "sleep-with-lock", sleep_with_lock },
	{ "irqs-left-off", irqs_left_off },
	{ "irqs-left-off-in-xmit", irqs_left_off_in_xmit },
	{ "write-after-free", write_after_free },
	{ "read-of-freed-buffer", read_of_freed_buffer },
	{ "free-twice", free_twice },
	{ "overrun", overrun },
	{ "overrun-by-bytes", overrun_by_bytes },
	{ "underrun", underrun },
	{ "overrun-of-buffer", overrun_of_buffer },
	{ "leak", leak },
	{ "leak-of-line", leak_of_line },
	{ "lock-twice", lock_twice },
	{ "lock-twice-irqsave", lock_twice_irqsave },
	{ "write-lock-of-readers", write_lock_of_readers },
};

static int __init defects_init(void)
{
	unsigned int i;

	for (i = 0; i < sizeof(defects) / sizeof(defects[0]); i++)
		if (!strcmp(defects[i].name, defect)) {
			defects[i].commit();
			return 0;
		}
	return *defect ? -EINVAL : 0;
}

static void __exit defects_exit(void)
{
	del_timer_sync(&timer);
	if (card) {
		unregister_netdev(card);
		kfree(card);
	}
}

module_init(defects_init);
module_exit(defects_exit);
