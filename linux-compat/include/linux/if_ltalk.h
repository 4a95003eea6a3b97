/* SPDX-License-Identifier: MIT
 * LocalTalk interfaces.
 */
#pragma once
#include <linux/netdevice.h>
#define LTALK_HLEN 1
#define LTALK_MTU 600
#define LTALK_ALEN 1
extern void ltalk_setup(struct net_device *dev);
