/* SPDX-License-Identifier: MIT
 * Internet addresses of a device, which the executive alone knows.
 */
#pragma once
#include <linux/netdevice.h>
struct in_device;
struct in_ifaddr {
    struct in_ifaddr *ifa_next;
    struct in_device *ifa_dev;
    __u32 ifa_local, ifa_address, ifa_mask, ifa_broadcast;
    unsigned char ifa_scope, ifa_flags, ifa_prefixlen;
    char ifa_label[IFNAMSIZ];
};
struct in_device {
    struct net_device *dev;
    atomic_t refcnt;
    rwlock_t lock;
    struct in_ifaddr *ifa_list;
};
#define in_dev_get(device) ((struct in_device *)(device)->ip_ptr)
#define __in_dev_get(device) in_dev_get(device)
#define in_dev_put(idev) do { (void)(idev); } while (0)
#define register_inetaddr_notifier(nb) 0
#define unregister_inetaddr_notifier(nb) 0
extern void in_dev_finish_destroy(struct in_device *idev);
extern int devinet_ioctl(unsigned int command, void *argument);
