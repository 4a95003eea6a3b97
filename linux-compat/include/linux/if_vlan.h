/* SPDX-License-Identifier: MIT
 * VLAN tags (IEEE 802.1Q), which no driver is asked to handle.
 */
#pragma once
#include <linux/netdevice.h>
#include <linux/etherdevice.h>
#define VLAN_HLEN 4
#define VLAN_ETH_ALEN 6
#define VLAN_ETH_HLEN 18
#define VLAN_ETH_ZLEN 64
#define VLAN_ETH_FRAME_LEN 1518
#define VLAN_GROUP_ARRAY_LEN 4096
#define VLAN_VID_MASK 0xfff
struct vlan_ethhdr {
    unsigned char h_dest[ETH_ALEN], h_source[ETH_ALEN];
    unsigned short h_vlan_proto, h_vlan_TCI, h_vlan_encapsulated_proto;
};
struct vlan_hdr {
    unsigned short h_vlan_TCI, h_vlan_encapsulated_proto;
};
struct vlan_group {
    struct vlan_group *next;
    int real_dev_ifindex;
    struct net_device *vlan_devices[VLAN_GROUP_ARRAY_LEN];
};
#define vlan_tx_tag_present(skb) 0
#define vlan_tx_tag_get(skb) 0
/* The tag was taken off by the device: it is of no interest here. */
#define vlan_hwaccel_rx(skb, grp, tag) ((void)(grp), (void)(tag), netif_rx(skb))
#define vlan_hwaccel_receive_skb(skb, grp, tag) vlan_hwaccel_rx(skb, grp, tag)
