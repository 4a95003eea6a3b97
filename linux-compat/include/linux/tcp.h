/* SPDX-License-Identifier: MIT
 * The TCP header (RFC 793).
 */
#pragma once
#include <linux/types.h>
#include <asm/byteorder.h>
struct tcphdr {
    __u16 source, dest;
    __u32 seq, ack_seq;
    __u16 res1 : 4, doff : 4, fin : 1, syn : 1, rst : 1, psh : 1, ack : 1, urg : 1, ece : 1, cwr : 1;
    __u16 window, check, urg_ptr;
};
