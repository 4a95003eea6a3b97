/* SPDX-License-Identifier: MIT
 * AX.25, the amateur radio link layer (AX.25 version 2.2).
 */
#pragma once
#include <linux/types.h>
#include <linux/skbuff.h>
#define AX25_ADDR_LEN 7
#define AX25_BPQ_HEADER_LEN 16
#define AX25_KISS_HEADER_LEN 1
#define AX25_HEADER_LEN 17
#define AX25_DIGI_HEADER_LEN (8 * AX25_ADDR_LEN)
#define AX25_MAX_HEADER_LEN (AX25_HEADER_LEN + AX25_DIGI_HEADER_LEN)
#define AX25_P_IP 0xCC
#define AX25_P_ARP 0xCD
#define AX25_P_TEXT 0xF0
#define AX25_DEF_PACLEN 256
#define AX25_MTU 256
#define AX25_UI 0x03
typedef struct {
    char ax25_call[AX25_ADDR_LEN];
} ax25_address;
extern int ax25_encapsulate(struct sk_buff *skb, struct net_device *dev, unsigned short type, void *daddr, void *saddr,
                            unsigned int len);
extern int ax25_rebuild_header(struct sk_buff *skb);
