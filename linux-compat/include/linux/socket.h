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
struct msghdr {
    void *msg_name; int msg_namelen;
    struct iovec *msg_iov; __kernel_size_t msg_iovlen;
    void *msg_control; __kernel_size_t msg_controllen;
    unsigned msg_flags;
};
struct ucred { __u32 pid, uid, gid; };
#define MSG_CONFIRM 0x800
#define MSG_DONTWAIT 0x40
#define MSG_EOR 0x80
#define MSG_ERRQUEUE 0x2000
#define MSG_MORE 0x8000
#define MSG_NOSIGNAL 0x4000
#define MSG_OOB 1
#define MSG_PEEK 2
#define MSG_TRUNC 0x20
#define MSG_TRYHARD 4
#define MSG_WAITALL 0x100
