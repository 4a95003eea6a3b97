/* SPDX-License-Identifier: MIT
 * Internet addresses.
 */
#pragma once
#include <linux/types.h>
#include <asm/byteorder.h>
struct in_addr {
    __u32 s_addr;
};
struct sockaddr_in {
    unsigned short sin_family, sin_port;
    struct in_addr sin_addr;
    unsigned char __pad[8];
};
enum { IPPROTO_IP = 0, IPPROTO_ICMP = 1, IPPROTO_TCP = 6, IPPROTO_UDP = 17, IPPROTO_IPV6 = 41, IPPROTO_RAW = 255 };
#define INADDR_ANY ((unsigned long)0x00000000)
#define INADDR_BROADCAST ((unsigned long)0xffffffff)
#define INADDR_LOOPBACK 0x7f000001
#define MULTICAST(x) (((x) & htonl(0xf0000000)) == htonl(0xe0000000))
#define LOOPBACK(x) (((x) & htonl(0xff000000)) == htonl(0x7f000000))
