/* SPDX-License-Identifier: MIT
 * A serial line or the like below the generic PPP module.
 */
#pragma once
#include <linux/list.h>
#include <linux/skbuff.h>
#include <linux/poll.h>
struct ppp_channel;
struct ppp_channel_ops {
    int (*start_xmit)(struct ppp_channel *chan, struct sk_buff *skb);
    int (*ioctl)(struct ppp_channel *chan, unsigned int cmd, unsigned long arg);
};
struct ppp_channel {
    void *private;
    struct ppp_channel_ops *ops;
    int mtu, hdrlen;
    void *ppp;
    int speed, latency;
};
extern int ppp_register_channel(struct ppp_channel *chan);
extern void ppp_unregister_channel(struct ppp_channel *chan);
extern void ppp_output_wakeup(struct ppp_channel *chan);
extern void ppp_input(struct ppp_channel *chan, struct sk_buff *skb);
extern void ppp_input_error(struct ppp_channel *chan, int code);
extern int ppp_channel_index(struct ppp_channel *chan);
extern int ppp_unit_number(struct ppp_channel *chan);
