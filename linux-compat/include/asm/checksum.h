/* SPDX-License-Identifier: MIT
 * Internet checksums (RFC 1071).
 */
#pragma once
#include <linux/types.h>
#include <asm/byteorder.h>
extern unsigned int csum_partial(const unsigned char *buf, int len, unsigned int sum);
extern unsigned int csum_partial_copy_nocheck(const char *from, char *to, int len, unsigned int sum);

static inline unsigned int csum_fold(unsigned int sum)
{
    sum = (sum & 0xffff) + (sum >> 16);
    return (unsigned short)~(sum + (sum >> 16));
}

static inline unsigned short ip_compute_csum(unsigned char *buf, int len)
{
    return csum_fold(csum_partial(buf, len, 0));
}

static inline unsigned short ip_fast_csum(unsigned char *header, unsigned int words)
{
    return csum_fold(csum_partial(header, words * 4, 0));
}

static inline unsigned long csum_tcpudp_nofold(unsigned long from, unsigned long to, unsigned short len,
                                               unsigned short protocol, unsigned int sum)
{
    unsigned long long total = (unsigned long long)sum + from + to + htons(len) + htons(protocol);

    total = (total & 0xffffffffULL) + (total >> 32);
    return (unsigned long)(total + (total >> 32));
}

static inline unsigned short csum_tcpudp_magic(unsigned long from, unsigned long to, unsigned short len,
                                               unsigned short protocol, unsigned int sum)
{
    return csum_fold(csum_tcpudp_nofold(from, to, len, protocol, sum));
}
