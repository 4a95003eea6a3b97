/* SPDX-License-Identifier: MIT
 * Routes, which the executive keeps.
 */
#pragma once
#include <net/dst.h>
#include <linux/in_route.h>
#include <linux/rtnetlink.h>
#include <linux/route.h>
struct rtable {
    __u32 rt_gateway;
};
extern int ip_rt_ioctl(unsigned int command, void *argument);
