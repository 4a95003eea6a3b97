/* SPDX-License-Identifier: MIT
 * Test extension: a network interface without hardware that says what it is told, and fails when asked.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/sched.h>
#include <linux/errno.h>
#include <linux/netdevice.h>
#include <linux/etherdevice.h>
#include <linux/sockios.h>
#include <asm/uaccess.h>

static int crash_init;   /* 1: init fails the domain in the bad time */
static int crash_open;   /* 1: open fails the domain in the bad time */
static int sleep_init;   /* 1: init does not come back in the bad time */
static int sleep_open;   /* 1: open does not come back in the bad time */
static int crash_from;   /* the bad time, in seconds after boot */
static int crash_until = 1000000;
static int crash_mtu;    /* an MTU that fails the domain */
static int deaf;         /* 1: the transmitter stops for ever; 2: until tx_timeout has been called;
                            3: tx_timeout opens the queue, but no frame is ever sent */
static int carrier_off;  /* 1: there is no carrier from the start */
MODULE_PARM(crash_init, "i");
MODULE_PARM(crash_open, "i");
MODULE_PARM(crash_mtu, "i");
MODULE_PARM(crash_from, "i");
MODULE_PARM(crash_until, "i");
MODULE_PARM(sleep_init, "i");
MODULE_PARM(sleep_open, "i");
MODULE_PARM(deaf, "i");
MODULE_PARM(carrier_off, "i");
MODULE_LICENSE("GPL");

#define say(format, args...) printk(KERN_INFO "told: " format "\n", ##args)

static struct net_device *shadowed_dev;
static struct net_device_stats shadowed_stats;
static unsigned short registers[32];
static u32 level;

static void shadowed_crash(void)
{
	*(volatile int *)0 = 1;
}

static int bad_time(void)
{
	return jiffies >= (unsigned long)crash_from * HZ && jiffies < (unsigned long)crash_until * HZ;
}

static void sleep_through(void)
{
	while (bad_time()) {
		set_current_state(TASK_UNINTERRUPTIBLE);
		schedule_timeout(HZ);
	}
}

static int shadowed_open(struct net_device *dev)
{
	say("open mtu %u mac %02x:%02x", dev->mtu, dev->dev_addr[4], dev->dev_addr[5]);
	if (crash_open && bad_time())
		shadowed_crash();
	if (sleep_open)
		sleep_through();
	if (carrier_off)
		netif_carrier_off(dev);
	netif_start_queue(dev);
	return 0;
}

static int shadowed_stop(struct net_device *dev)
{
	say("stop");
	netif_stop_queue(dev);
	return 0;
}

static int shadowed_xmit(struct sk_buff *skb, struct net_device *dev)
{
	if (deaf)
		netif_stop_queue(dev);
	dev->trans_start = jiffies;
	shadowed_stats.tx_packets++;
	dev_kfree_skb(skb);
	return 0;
}

static void shadowed_tx_timeout(struct net_device *dev)
{
	say("tx_timeout");
	if (deaf == 2)
		deaf = 0;
	if (deaf != 1)
		netif_wake_queue(dev);
}

static void shadowed_filter(struct net_device *dev)
{
	struct dev_mc_list *mc;

	say("filter promisc %d allmulti %d count %d", (dev->flags & IFF_PROMISC) != 0,
	       (dev->flags & IFF_ALLMULTI) != 0, dev->mc_count);
	for (mc = dev->mc_list; mc; mc = mc->next)
		say("group %02x:%02x:%02x:%02x:%02x:%02x", mc->dmi_addr[0], mc->dmi_addr[1],
		       mc->dmi_addr[2], mc->dmi_addr[3], mc->dmi_addr[4], mc->dmi_addr[5]);
}

static int shadowed_mtu(struct net_device *dev, int mtu)
{
	say("change_mtu %d", mtu);
	if (mtu == crash_mtu)
		shadowed_crash();
	if (mtu < 100 || mtu > 1500)
		return -EINVAL;
	dev->mtu = mtu;
	return 0;
}

static int shadowed_ethtool(struct net_device *dev, char *user)
{
	u32 words[2];

	if (copy_from_user(words, user, sizeof(words)))
		return -EFAULT;
	if (words[0] == 8) { /* ETHTOOL_SMSGLVL */
		level = words[1];
		say("level %u", level);
		return 0;
	}
	if (words[0] != 7) /* ETHTOOL_GMSGLVL */
		return -EOPNOTSUPP;
	words[1] = level;
	return copy_to_user(user, words, sizeof(words)) ? -EFAULT : 0;
}

/* Register 31 is the carrier, 30 the time in seconds after boot. */
static int shadowed_ioctl(struct net_device *dev, struct ifreq *ifr, int cmd)
{
	u16 *mii = (u16 *)&ifr->ifr_data;

	switch (cmd) {
	case SIOCETHTOOL:
		return shadowed_ethtool(dev, ifr->ifr_data);
	case SIOCGMIIPHY:
		mii[0] = 1;
		return 0;
	case SIOCGMIIREG:
		registers[30] = jiffies / HZ;
		mii[3] = registers[mii[1] & 31];
		return 0;
	case SIOCSMIIREG:
		registers[mii[1] & 31] = mii[2];
		say("register %u = %04x", mii[1], mii[2]);
		if (mii[1] == 31 && mii[2])
			netif_carrier_on(dev);
		else if (mii[1] == 31)
			netif_carrier_off(dev);
		return 0;
	}
	return -EOPNOTSUPP;
}

static struct net_device_stats *shadowed_get_stats(struct net_device *dev)
{
	return &shadowed_stats;
}

static int __init shadowed_init(void)
{
	static const u8 address[ETH_ALEN] = { 2, 0, 0, 0, 0, 1 };
	struct net_device *dev = alloc_etherdev(0);
	int result;

	if (crash_init && bad_time())
		shadowed_crash();
	if (sleep_init && bad_time()) {
		say("init");
		sleep_through();
	}
	if (!dev)
		return -ENOMEM;
	memcpy(dev->dev_addr, address, ETH_ALEN);
	dev->open = shadowed_open;
	dev->stop = shadowed_stop;
	dev->hard_start_xmit = shadowed_xmit;
	dev->tx_timeout = shadowed_tx_timeout;
	dev->watchdog_timeo = HZ / 5;
	dev->set_multicast_list = shadowed_filter;
	dev->change_mtu = shadowed_mtu;
	dev->do_ioctl = shadowed_ioctl;
	dev->get_stats = shadowed_get_stats;
	result = register_netdev(dev);
	if (result)
		kfree(dev);
	else
		shadowed_dev = dev;
	return result;
}

static void __exit shadowed_exit(void)
{
	unregister_netdev(shadowed_dev);
	kfree(shadowed_dev);
}

module_init(shadowed_init);
module_exit(shadowed_exit);
