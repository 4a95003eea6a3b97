/* SPDX-License-Identifier: MIT
 * IPv4 as drivers look into it.
 */
#pragma once
#include <linux/config.h>
#include <linux/types.h>
#include <linux/socket.h>
#include <linux/ip.h>
#include <linux/netdevice.h>
#include <linux/inetdevice.h>
#include <linux/in.h>
#include <net/sock.h>
