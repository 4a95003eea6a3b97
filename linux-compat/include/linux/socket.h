/* SPDX-License-Identifier: MIT
 * Socket addresses and vectors.
 */
#pragma once
#include <linux/config.h>
#include <linux/types.h>
#include <linux/sockios.h>
#include <linux/uio.h>
typedef unsigned short sa_family_t;
struct sockaddr {
    sa_family_t sa_family;
    char sa_data[14];
};
#define AF_UNSPEC 0
#define AF_UNIX 1
#define AF_INET 2
#define AF_AX25 3
#define AF_IPX 4
#define AF_APPLETALK 5
#define AF_INET6 10
#define AF_DECnet 12
#define AF_PACKET 17
#define AF_IRDA 23
#define PF_INET AF_INET
#define PF_INET6 AF_INET6
#define PF_PACKET AF_PACKET
