/* SPDX-License-Identifier: MIT
 * FDDI frames (ANSI X3.139).
 */
#pragma once
#include <linux/types.h>
#include <linux/netdevice.h>
#define FDDI_K_ALEN 6
#define FDDI_K_8022_HLEN 16
#define FDDI_K_SNAP_HLEN 21
#define FDDI_K_8022_ZLEN 16
#define FDDI_K_SNAP_ZLEN 21
#define FDDI_K_8022_DLEN 4475
#define FDDI_K_SNAP_DLEN 4470
#define FDDI_K_LLC_ZLEN 13
#define FDDI_K_LLC_LEN 4491
#define FDDI_FC_K_ASYNC_LLC_DEF 0x54
#define FDDI_FC_K_CLASS_MASK 0x80
#define FDDI_FC_K_FORMAT_MASK 0x30
struct fddi_8022_1_hdr {
    __u8 dsap, ssap, ctrl;
} __attribute__((packed));
struct fddi_snap_hdr {
    __u8 dsap, ssap, ctrl, oui[3];
    __u16 ethertype;
} __attribute__((packed));
struct fddihdr {
    __u8 fc, daddr[FDDI_K_ALEN], saddr[FDDI_K_ALEN];
    union {
        struct fddi_8022_1_hdr llc_8022_1;
        struct fddi_snap_hdr llc_snap;
    } hdr;
} __attribute__((packed));
struct fddi_statistics {
    struct net_device_stats gen;
};
