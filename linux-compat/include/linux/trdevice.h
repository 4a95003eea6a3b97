/* SPDX-License-Identifier: MIT
 * Token ring devices.
 */
#pragma once
#include <linux/if_tr.h>
#include <linux/netdevice.h>
extern unsigned short tr_type_trans(struct sk_buff *skb, struct net_device *dev);
extern struct net_device *init_trdev(struct net_device *dev, int sizeof_priv);
extern struct net_device *alloc_trdev(int sizeof_priv);
extern int register_trdev(struct net_device *dev);
extern void unregister_trdev(struct net_device *dev);
