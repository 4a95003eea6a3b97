/* SPDX-License-Identifier: MIT
 * Fibre Channel network interfaces.
 */
#pragma once
#include <linux/if_fc.h>
#include <linux/netdevice.h>
extern struct net_device *init_fcdev(struct net_device *dev, int private_size);
extern struct net_device *alloc_fcdev(int private_size);
extern int register_fcdev(struct net_device *dev);
extern void unregister_fcdev(struct net_device *dev);
