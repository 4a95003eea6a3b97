/* SPDX-License-Identifier: MIT
 * Routes, which the executive keeps.
 */
#pragma once
#include <linux/if.h>
#include <linux/socket.h>
/* As programs hand it over (SIOCADDRT) */
struct rtentry {
    unsigned long rt_pad1; struct sockaddr rt_dst, rt_gateway, rt_genmask; unsigned short rt_flags; short rt_pad2;
    unsigned long rt_pad3; void *rt_pad4; short rt_metric; char *rt_dev;
    unsigned long rt_mtu, rt_window; unsigned short rt_irtt;
};
#define RTF_GATEWAY 0x0002
#define RTF_HOST 0x0004
#define RTF_UP 0x0001
