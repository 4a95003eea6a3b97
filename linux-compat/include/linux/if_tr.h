/* SPDX-License-Identifier: MIT
 * Token ring frames (IEEE 802.5).
 */
#pragma once
#include <asm/byteorder.h>
#include <linux/types.h>
#define TR_ALEN 6
#define TR_MAXRIFLEN 18
#define TR_HLEN (sizeof(struct trh_hdr) + sizeof(struct trllc))
#define AC 0x10
#define LLC_FRAME 0x40
#define EXTENDED_SAP 0xAA
#define UI_CMD 0x03
#define TR_RII 0x80
#define TR_RCF_DIR_BIT 0x80
#define TR_RCF_LEN_MASK 0x1f00
#define TR_RCF_BROADCAST 0x8000
#define TR_RCF_LIMITED_BROADCAST 0xC000
#define TR_RCF_FRAME2K 0x20
#define TR_RCF_BROADCAST_MASK 0xC000
struct trh_hdr {
    __u8 ac, fc;
    __u8 daddr[TR_ALEN], saddr[TR_ALEN];
    __u16 rcf, rseg[8];
};
struct trllc {
    __u8 dsap, ssap, llc, protid[3];
    __u16 ethertype;
};
struct tr_statistics {
    unsigned long rx_packets, tx_packets, rx_bytes, tx_bytes, rx_errors, tx_errors, rx_dropped, tx_dropped, multicast;
    unsigned long transmit_collision, line_errors, internal_errors, burst_errors, A_C_errors, abort_delimiters;
    unsigned long lost_frames, recv_congest_count, frame_copied_errors, frequency_errors, token_errors, dummy1;
};
