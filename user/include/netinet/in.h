/* SPDX-License-Identifier: MIT
 * Internet addresses.
 */
#ifndef _NETINET_IN_H
#define _NETINET_IN_H
#include <machine/endian.h>
#include <stdint.h>
#include <sys/socket.h>

typedef uint16_t in_port_t;

struct in_addr {
    in_addr_t s_addr; /* network order */
};

struct sockaddr_in {
    sa_family_t sin_family;
    in_port_t sin_port; /* network order */
    struct in_addr sin_addr;
    unsigned char sin_zero[8];
};

#define IPPROTO_IP 0
#define IPPROTO_ICMP 1
#define IPPROTO_TCP 6
#define IPPROTO_UDP 17

#define INADDR_ANY ((in_addr_t)0)
#define INADDR_LOOPBACK ((in_addr_t)0x7F000001)
#define INADDR_NONE ((in_addr_t)0xFFFFFFFF)
#define INET_ADDRSTRLEN 16

#ifndef htonl
#define htonl(n) __builtin_bswap32(n)
#define ntohl(n) __builtin_bswap32(n)
#define htons(n) __builtin_bswap16(n)
#define ntohs(n) __builtin_bswap16(n)
#endif
#endif
