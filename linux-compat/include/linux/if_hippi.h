/* SPDX-License-Identifier: MIT
 * HIPPI frames on the wire (RFC 2067): the FP header, the LE header, and IEEE 802.2 with SNAP behind them.
 */
#pragma once
#include <asm/byteorder.h>
#define HIPPI_ALEN 6
#define HIPPI_HLEN ((int)sizeof(struct hippi_hdr))
struct hippi_fp_hdr { __u32 fixed, d2_size; } __attribute__((packed));
struct hippi_le_hdr {
    __u8 message_type : 4, double_wide : 1, fc : 3, dest_switch_addr[3];
    __u8 src_addr_type : 4, dest_addr_type : 4, src_switch_addr[3];
    __u16 reserved;
    __u8 daddr[HIPPI_ALEN];
    __u16 locally_administered;
    __u8 saddr[HIPPI_ALEN];
} __attribute__((packed));
struct hippi_snap_hdr { __u8 dsap, ssap, ctrl, oui[3]; __u16 ethertype; } __attribute__((packed));
struct hippi_hdr { struct hippi_fp_hdr fp; struct hippi_le_hdr le; struct hippi_snap_hdr snap; } __attribute__((packed));
