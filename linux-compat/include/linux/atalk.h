/* SPDX-License-Identifier: MIT
 * AppleTalk addresses and datagrams (Inside AppleTalk). The protocol is not there: a call fails the domain.
 */
#pragma once
#include <linux/types.h>
#include <linux/socket.h>
#include <linux/netdevice.h>
#include <asm/byteorder.h>
#define ATADDR_ANYNET (__u16)0
#define ATADDR_ANYNODE (__u8)0
#define ATADDR_BCAST (__u8)255
#define ATIF_PROBE 1
#define ATIF_PROBE_FAIL 2
struct at_addr {
    __u16 s_net;
    __u8 s_node;
};
struct sockaddr_at {
    sa_family_t sat_family;
    __u8 sat_port;
    struct at_addr sat_addr;
    char sat_zero[8];
};
struct ddpehdr {
    __u16 deh_len : 10, deh_hops : 4, deh_pad : 2;
    __u16 deh_sum, deh_dnet, deh_snet;
    __u8 deh_dnode, deh_snode, deh_dport, deh_sport;
};
extern int aarp_send_ddp(struct net_device *dev, struct sk_buff *skb, struct at_addr *sa, void *hwaddr);
extern struct at_addr *atalk_find_dev_addr(struct net_device *dev);
extern struct net_device *atrtr_get_dev(struct at_addr *sa);
