/* SPDX-License-Identifier: MIT
 * Packet scheduling, which the executive does.
 */
#pragma once
#include <linux/pkt_sched.h>
#include <linux/netdevice.h>

/* Have the driver take what waits to be sent; 0. */
extern int qdisc_restart(struct net_device *dev);
