/* SPDX-License-Identifier: MIT
 * Asynchronous framing of infrared packets.
 */
#pragma once
#include <linux/netdevice.h>
#include <net/irda/irda_device.h>
#define BOF 0xc0
#define XBOF 0xff
#define EOF 0xc1
#define CE 0x7d
extern int async_wrap_skb(struct sk_buff *skb, __u8 *tx_buff, int buffsize);
extern void async_unwrap_char(struct net_device *dev, struct net_device_stats *stats, iobuff_t *buf, __u8 byte);
