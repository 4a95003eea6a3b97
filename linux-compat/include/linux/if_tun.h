/* SPDX-License-Identifier: MIT
 * Interfaces whose other end is a program.
 */
#pragma once
#include <linux/netdevice.h>
#include <linux/ioctl.h>
#include <linux/if_ether.h>
#define DBG(a...)
#ifndef MIN
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#endif
#define DBG1(a...)
#define TUN_READQ_SIZE 10
#define TUN_TUN_DEV 0x0001
#define TUN_TAP_DEV 0x0002
#define TUN_TYPE_MASK 0x000f
#define TUN_FASYNC 0x0010
#define TUN_NOCHECKSUM 0x0020
#define TUN_NO_PI 0x0040
#define TUN_ONE_QUEUE 0x0080
#define TUN_PERSIST 0x0100
#define TUNSETNOCSUM _IOW('T', 200, int)
#define TUNSETDEBUG _IOW('T', 201, int)
#define TUNSETIFF _IOW('T', 202, int)
#define TUNSETPERSIST _IOW('T', 203, int)
#define TUNSETOWNER _IOW('T', 204, int)
#define IFF_TUN 0x0001
#define IFF_TAP 0x0002
#define IFF_NO_PI 0x1000
#define IFF_ONE_QUEUE 0x2000
struct tun_pi {
    unsigned short flags, proto;
};
#define TUN_PKT_STRIP 0x0001
struct tun_struct {
    struct net_device dev;
    struct net_device_stats stats;
    struct sk_buff_head readq;
    wait_queue_head_t read_wait;
    struct fasync_struct *fasync;
    uid_t owner;
    int attached;
    unsigned long flags;
    char *name;
};
