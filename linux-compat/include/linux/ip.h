/* SPDX-License-Identifier: MIT
 * The IPv4 header (RFC 791).
 */
#pragma once
#include <asm/byteorder.h>
struct iphdr {
    __u8 ihl : 4, version : 4;
    __u8 tos;
    __u16 tot_len, id, frag_off;
    __u8 ttl, protocol;
    __u16 check;
    __u32 saddr, daddr;
};
#define IPTOS_TOS_MASK 0x1E
/* What a sender wants most (RFC 1349). */
#define IPTOS_LOWDELAY (1 << 4)
#define IPTOS_THROUGHPUT (1 << 3)
#define IPTOS_RELIABILITY (1 << 2)
#define IPTOS_MINCOST (1 << 1)
