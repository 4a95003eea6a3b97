/* SPDX-License-Identifier: MIT
 * FDDI devices.
 */
#pragma once
#include <linux/if_fddi.h>
extern unsigned short fddi_type_trans(struct sk_buff *skb, struct net_device *dev);
extern struct net_device *init_fddidev(struct net_device *dev, int sizeof_priv);
extern void fddi_setup(struct net_device *dev);
