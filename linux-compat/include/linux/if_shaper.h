/* SPDX-License-Identifier: MIT
 * An interface that sends no faster than it is told.
 */
#pragma once
#include <linux/netdevice.h>
#include <linux/skbuff.h>
#include <linux/timer.h>
#define SHAPER_QLEN 10
#define SHAPER_LATENCY (5 * HZ)
#define SHAPER_MAXSLIP 2
#define SHAPER_BURST (HZ / 50)
#define SHAPER_SET_DEV 0x0001
#define SHAPER_SET_SPEED 0x0002
#define SHAPER_GET_DEV 0x0003
#define SHAPER_GET_SPEED 0x0004
struct shaper {
    struct net_device *dev; /* below, with its functions */
    struct net_device_stats *(*get_stats)(struct net_device *below);
    int (*hard_start_xmit)(struct sk_buff *packet, struct net_device *below);
    int (*rebuild_header)(struct sk_buff *packet);
    int (*hard_header)(struct sk_buff *packet, struct net_device *below, unsigned short protocol, void *to,
                       void *from, unsigned length);
    void (*header_cache_update)(struct hh_cache *cached, struct net_device *below, unsigned char *address);
    int (*hard_header_cache)(struct neighbour *of, struct hh_cache *cached);
    __u32 bitspersec, bytespertick, recovery, shapeclock, shapelatency;
    struct sk_buff_head sendq;
    struct timer_list timer;
    unsigned long locked;
    wait_queue_head_t wait_queue;
    struct net_device_stats stats;
};
struct shaperconf {
    __u16 ss_cmd;
    union {
        char ssu_name[14];
        __u32 ssu_speed;
    } ss_u;
};
#define ss_speed ss_u.ssu_speed
#define ss_name ss_u.ssu_name
