/* SPDX-License-Identifier: MIT
 * Ethernet devices.
 */
#pragma once
#include <linux/if_ether.h>
#include <linux/netdevice.h>
extern struct net_device *alloc_etherdev(int sizeof_priv);
extern struct net_device *init_etherdev(struct net_device *dev, int sizeof_priv);
extern unsigned short eth_type_trans(struct sk_buff *skb, struct net_device *dev);
extern int eth_header(struct sk_buff *skb, struct net_device *dev, unsigned short type, void *daddr, void *saddr,
                      unsigned len);
extern int eth_rebuild_header(struct sk_buff *skb);
extern int eth_header_cache(struct neighbour *neigh, struct hh_cache *hh);
extern void eth_header_cache_update(struct hh_cache *hh, struct net_device *dev, unsigned char *haddr);
extern int eth_header_parse(struct sk_buff *skb, unsigned char *haddr);

/* Copy a received frame; summing it is left to the protocol. */
#define eth_copy_and_sum(dest, src, len, base) memcpy((dest)->data, (src), (len))

static inline int is_valid_ether_addr(u8 *addr)
{
    int any = addr[0] | addr[1] | addr[2] | addr[3] | addr[4] | addr[5];

    return any != 0 && !(addr[0] & 1);
}
