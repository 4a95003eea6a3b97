/* SPDX-License-Identifier: MIT
 * HIPPI network interfaces (ANSI X3.210 frames, RFC 2067).
 */
#pragma once
#include <linux/if_hippi.h>
#include <linux/netdevice.h>
extern struct net_device *init_hippi_dev(struct net_device *dev, int sizeof_priv);
extern struct net_device *alloc_hippi_dev(int sizeof_priv);
extern void hippi_setup(struct net_device *dev);
extern int hippi_header(struct sk_buff *skb, struct net_device *dev, unsigned short type, void *daddr, void *saddr,
                        unsigned len);
extern int hippi_rebuild_header(struct sk_buff *skb);
extern unsigned short hippi_type_trans(struct sk_buff *skb, struct net_device *dev);
extern int register_hipdev(struct net_device *dev);
extern void unregister_hipdev(struct net_device *dev);
