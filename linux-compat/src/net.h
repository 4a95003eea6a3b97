/* SPDX-License-Identifier: MIT
 * What the network files of the personality share.
 */
#pragma once
#include "linux-compat/src/lx.h"
#include <linux/netdevice.h>
#include <linux/etherdevice.h>

/* A device's record here. Its address is the cookie that the executive gives back in upcalls. */
struct lx_netdev {
    struct nim_net_rings rings;
    struct net_device *dev;
    struct lx_netdev *next;
    nim_handle_t handle;            /* 0 until the executive knows it */
    int up;                         /* between open and stop */
    int gone;                       /* unregistered: frees itself with the last transmit buffer */
    unsigned int tx_out;            /* transmit buffers that the driver still has */
    nim_u32 rx_clean;               /* rx slots before this index are freed */
    struct sk_buff *rx_skb[NIM_NET_RING];
    struct sk_buff *tx_refused;     /* what hard_start_xmit did not take */
    struct timer_list tx_retry;
    unsigned long rx_lost;          /* for want of a slot or by size */
    unsigned long tx_lost;
    unsigned int tx_timeouts;       /* in a row: without a transmission between */
    nim_u32 tx_timeout_tail;        /* rings.tx_tail at the last of them */
    int (*checked_xmit)(struct sk_buff *, struct net_device *); /* hard_start_xmit, where lx_checked_xmit stands in */
    char template[IFNAMSIZ];        /* the name as the driver asked for it */
    struct dev_mc_list mc[32];
};
extern struct lx_netdev *lx_netdevs;

/* skb.c */
extern struct sk_buff *lx_tx_skb(struct lx_netdev *lx, nim_u32 slot);

/* netif.c */
extern void lx_net_send(struct lx_netdev *lx);
extern void lx_net_reclaim(struct lx_netdev *lx);
extern void lx_net_drop_queued(struct lx_netdev *lx);
extern void lx_net_retry(unsigned long cookie);

/* nooks/transmit.c, native/transmit.c: the driver's own cure has failed again and again. */
extern void lx_transmitter_lost(struct net_device *dev);
