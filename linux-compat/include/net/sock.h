/* SPDX-License-Identifier: MIT
 * The executive's sockets, of which a driver sees the name.
 */
#pragma once
#include <linux/config.h>
#include <linux/timer.h>
#include <linux/cache.h>
#include <linux/in.h>
#include <linux/netdevice.h>
#include <linux/skbuff.h>
#include <net/dst.h>
struct socket;
struct sock {
    struct socket *socket;
    struct sk_buff_head receive_queue, write_queue;
    unsigned int allocation;
    unsigned char protocol;
    void *protinfo;
};
