/* SPDX-License-Identifier: MIT
 * Test extension: a network device without hardware, whose driver writes into the frames that it is to send.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/netdevice.h>
#include <linux/etherdevice.h>

MODULE_LICENSE("GPL");

static struct net_device rewriter;
static struct net_device_stats counters;

static int rewriter_xmit(struct sk_buff *skb, struct net_device *dev)
{
	unsigned char old = skb->data[0];

	skb->data[0] = ~old;
	if (skb->len < ETH_ZLEN)
		memset(skb_put(skb, ETH_ZLEN - skb->len), 0, 1);
	counters.tx_packets++;
	printk(KERN_INFO "rewriter: frame %lu of %u bytes, %02x became %02x\n", counters.tx_packets, skb->len, old,
	       skb->data[0]);
	dev_kfree_skb(skb);
	return 0;
}

static int rewriter_open(struct net_device *dev)
{
	netif_start_queue(dev);
	return 0;
}

static int rewriter_stop(struct net_device *dev)
{
	netif_stop_queue(dev);
	return 0;
}

static struct net_device_stats *rewriter_stats(struct net_device *dev)
{
	return &counters;
}

static int __init rewriter_init(void)
{
	ether_setup(&rewriter);
	memcpy(rewriter.dev_addr, "\x02\x00\x00\x00\x00\x01", ETH_ALEN);
	strcpy(rewriter.name, "eth%d");
	rewriter.open = rewriter_open;
	rewriter.stop = rewriter_stop;
	rewriter.hard_start_xmit = rewriter_xmit;
	rewriter.get_stats = rewriter_stats;
	SET_MODULE_OWNER(&rewriter);
	return register_netdev(&rewriter);
}

static void __exit rewriter_exit(void)
{
	unregister_netdev(&rewriter);
}

module_init(rewriter_init);
module_exit(rewriter_exit);
