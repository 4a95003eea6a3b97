/* SPDX-License-Identifier: MIT
 * Neighbours of the executive's protocols.
 */
#pragma once
#include <linux/skbuff.h>
struct neighbour;
struct neigh_table {
    int family;
};
struct neigh_parms {
    struct neigh_table *tbl;
    int (*neigh_setup)(struct neighbour *neigh);
    int ucast_probes, mcast_probes;
};
struct neigh_ops {
    int family;
    int (*output)(struct sk_buff *skb);
};
struct neighbour {
    struct net_device *dev;
    struct neigh_parms *parms;
    unsigned long used;
    __u8 nud_state;
    int (*output)(struct sk_buff *skb);
    struct neigh_ops *ops;
};
#define NUD_NONE 0x00
#define NUD_NOARP 0x40
