/* SPDX-License-Identifier: MIT
 * Checks of network devices: what is set up, queues and states, names, frames handed up and given back.
 */
#include "check.h"
#include <linux/etherdevice.h>
#include <linux/if_arp.h>
#include <linux/netdevice.h>
#include <linux/skbuff.h>
#include <linux/slab.h>

static struct net_device plain;
static int opened, freed;

static int open_plain(struct net_device *dev)
{
	opened++;
	return 0;
}

static int stop_plain(struct net_device *dev)
{
	return 0;
}

static int send_plain(struct sk_buff *skb, struct net_device *dev)
{
	dev_kfree_skb(skb);
	return 0;
}

static int init_plain(struct net_device *dev)
{
	SET_MODULE_OWNER(dev);
	dev->open = open_plain;
	dev->stop = stop_plain;
	dev->hard_start_xmit = send_plain;
	ether_setup(dev);
	return 0;
}

static void on_free(struct sk_buff *skb)
{
	freed++;
}

static struct sk_buff *marked(int length)
{
	struct sk_buff *skb = dev_alloc_skb(length);

	skb->destructor = on_free;
	skb_put(skb, length);
	return skb;
}

static void ethernet_set_up(void)
{
	struct net_device *dev = alloc_etherdev(40);

	MUST(dev);
	MUST(dev->priv && !((unsigned long)dev->priv & 3));
	MUST_BE(dev->type, ARPHRD_ETHER);
	MUST_BE(dev->mtu, 1500);
	kfree(dev);
	memset(&plain, 0, sizeof(plain));
	ether_setup(&plain);
	MUST_BE(plain.type, ARPHRD_ETHER);
	MUST_BE(plain.mtu, 1500);
	MUST_BE(plain.addr_len, ETH_ALEN);
	MUST_BE(plain.hard_header_len, ETH_HLEN);
	MUST_BE(plain.flags, IFF_BROADCAST | IFF_MULTICAST);
	MUST_BE(plain.broadcast[5], 0xff);
}

static void transmit_queue(void)
{
	memset(&plain, 0, sizeof(plain));
	netif_start_queue(&plain);
	MUST(!netif_queue_stopped(&plain));
	netif_stop_queue(&plain);
	MUST(netif_queue_stopped(&plain));
	netif_wake_queue(&plain);
	MUST(!netif_queue_stopped(&plain));
	netif_stop_queue(&plain);
	netif_start_queue(&plain);
	MUST(!netif_queue_stopped(&plain));
	MUST(!netif_running(&plain));
	set_bit(__LINK_STATE_START, &plain.state);
	MUST(netif_running(&plain));
	set_bit(__LINK_STATE_PRESENT, &plain.state);
	MUST(netif_device_present(&plain));
	netif_device_detach(&plain);
	MUST(!netif_device_present(&plain));
	MUST(netif_queue_stopped(&plain));
	netif_device_attach(&plain);
	MUST(netif_device_present(&plain));
	MUST(!netif_queue_stopped(&plain));
	netif_carrier_off(&plain);
	MUST(!netif_carrier_ok(&plain));
	netif_carrier_on(&plain);
	MUST(netif_carrier_ok(&plain));
	netif_stop_queue(&plain);
}

static void registered_device(void)
{
	memset(&plain, 0, sizeof(plain));
	strcpy(plain.name, "plain%d");
	plain.init = init_plain;
	MUST_BE(register_netdev(&plain), 0);
	MUST(!strcmp(plain.name, "plain0"));
	MUST(plain.owner == THIS_MODULE);
	MUST(plain.ifindex > 0);
	MUST(__dev_get_by_name("plain0") == &plain);
	unregister_netdev(&plain);
	MUST(!__dev_get_by_name("plain0"));
	memset(&plain, 0, sizeof(plain));
	MUST_BE(dev_alloc_name(&plain, "named%d"), 0);
	MUST(!strcmp(plain.name, "named0"));
}

static void frames_given_back(void)
{
	struct sk_buff *skb;

	freed = 0;
	dev_kfree_skb(marked(60));
	MUST_BE(freed, 1);
	dev_kfree_skb_any(marked(60));
	MUST_BE(freed, 2);
	kfree_skb(marked(60));
	MUST_BE(freed, 3);
	skb = marked(60);
	MUST(atomic_dec_and_test(&skb->users));
	__kfree_skb(skb);
	MUST_BE(freed, 4);
	dev_kfree_skb_irq(marked(60));
	SLEEP_UNTIL(freed == 5, 10);
	MUST_BE(freed, 5);
}

/* A frame for an interface that is down goes nowhere, but is not kept. */
static void frames_handed_up(void)
{
	struct sk_buff *skb = marked(60);

	freed = 0;
	memset(&plain, 0, sizeof(plain));
	ether_setup(&plain);
	memset(skb->data, 0xff, ETH_ALEN);
	skb->data[12] = 0x08;
	skb->data[13] = 0x06;
	skb->dev = &plain;
	skb->protocol = eth_type_trans(skb, &plain);
	MUST_BE(ntohs(skb->protocol), 0x0806);
	MUST_BE(skb->pkt_type, PACKET_BROADCAST);
	MUST_BE(skb->len, 60 - ETH_HLEN);
	MUST(skb->mac.raw == skb->data - ETH_HLEN);
	netif_rx(skb);
	SLEEP_UNTIL(freed == 1, 10);
	MUST_BE(freed, 1);
}

static void copied_frame(void)
{
	static unsigned char from[100];
	struct sk_buff *skb = dev_alloc_skb(100);
	int i;

	for (i = 0; i < 100; i++)
		from[i] = 3 * i;
	skb_put(skb, 100);
	eth_copy_and_sum(skb, from, 100, 0);
	MUST(!memcmp(skb->data, from, 100));
	kfree_skb(skb);
}

const struct check netdev_checks[] = {
	{ "ethernet-set-up", ethernet_set_up },
	{ "transmit-queue", transmit_queue },
	{ "registered-device", registered_device },
	{ "frames-given-back", frames_given_back },
	{ "frames-handed-up", frames_handed_up },
	{ "copied-frame", copied_frame },
	{ NULL }
};
