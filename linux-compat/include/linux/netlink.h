/* SPDX-License-Identifier: MIT
 * Netlink, which ends in the executive.
 */
#pragma once
#include <linux/types.h>
#include <linux/capability.h>
#include <linux/socket.h>
#define NETLINK_TAPBASE 16 /* sixteen units from here belong to taps of Ethernet devices */
struct sk_buff;
struct sock;
struct netlink_skb_parms { kernel_cap_t eff_cap; __u32 pid, groups, dst_pid, dst_groups; struct ucred creds; };
#define NETLINK_CB(skb) (*(struct netlink_skb_parms *)&(skb)->cb)
#define NETLINK_CREDS(skb) (&NETLINK_CB(skb).creds)
extern struct sock *netlink_kernel_create(int unit, void (*input)(struct sock *sk, int length));
extern void netlink_broadcast(struct sock *from, struct sk_buff *skb, __u32 pid, __u32 group, int allocation);
