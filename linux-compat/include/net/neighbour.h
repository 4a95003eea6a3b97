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
    unsigned char ha[8]; /* hardware address, MAX_ADDR_LEN */
    int (*output)(struct sk_buff *skb);
    struct neigh_ops *ops;
};
#define NUD_NOARP 0x40
enum { LX_NUD_INCOMPLETE = 1, LX_NUD_REACHABLE = 2, LX_NUD_STALE = 4, LX_NUD_DELAY = 8, LX_NUD_PROBE = 16, LX_NUD_FAILED = 32,
       LX_NUD_PERMANENT = 128 };
#define NUD_DELAY LX_NUD_DELAY
#define NUD_FAILED LX_NUD_FAILED
#define NUD_INCOMPLETE LX_NUD_INCOMPLETE
#define NUD_NONE 0x00
#define NUD_PERMANENT LX_NUD_PERMANENT
#define NUD_PROBE LX_NUD_PROBE
#define NUD_REACHABLE LX_NUD_REACHABLE
#define NUD_STALE LX_NUD_STALE
#define NUD_VALID (NUD_DELAY | NUD_NOARP | NUD_PERMANENT | NUD_PROBE | NUD_REACHABLE | NUD_STALE)
extern struct neighbour *neigh_lookup(struct neigh_table *table, const void *key, struct net_device *dev);
