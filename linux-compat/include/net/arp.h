/* SPDX-License-Identifier: MIT
 * ARP, which the executive does.
 */
#pragma once
#include <linux/if_arp.h>
#include <net/neighbour.h>
extern struct neigh_ops arp_broken_ops;
extern struct neigh_table arp_tbl;
extern int arp_find(unsigned char *to, struct sk_buff *skb);
extern void arp_send(int type, int ptype, u32 dest_ip, struct net_device *dev, u32 src_ip, unsigned char *dest_hw,
                     unsigned char *src_hw, unsigned char *target_hw);
