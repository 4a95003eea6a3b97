/* SPDX-License-Identifier: MIT
 * Filters of packets.
 */
#pragma once
#include <linux/types.h>
struct sk_buff;
struct sock_filter {
    __u16 code;
    __u8 jt, jf;
    __u32 k;
};
struct sock_fprog {
    unsigned short len;
    struct sock_filter *filter;
};
extern int sk_run_filter(struct sk_buff *skb, struct sock_filter *filter, int flen);
extern int sk_chk_filter(struct sock_filter *filter, int flen);
