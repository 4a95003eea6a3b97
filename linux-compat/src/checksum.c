/* SPDX-License-Identifier: MIT
 * The Internet checksum (RFC 1071).
 */
#include "linux-compat/src/lx.h"
#include <asm/checksum.h>

/* Not folded: 32 bits that stand for their sum modulo 0xffff. */
unsigned int csum_partial(const unsigned char *buf, int len, unsigned int sum)
{
    unsigned long long total = sum;

    for (; len >= 4; len -= 4, buf += 4)
        total += *(const u32 *)buf;
    if (len & 2) {
        total += *(const u16 *)buf;
        buf += 2;
    }
    if (len & 1)
        total += *buf;
    total = (total & 0xffffffffULL) + (total >> 32);
    return (unsigned int)total + (unsigned int)(total >> 32);
}
EXPORT_SYMBOL(csum_partial);

unsigned int csum_partial_copy_nocheck(const char *from, char *to, int len, unsigned int sum)
{
    memcpy(to, from, len);
    return csum_partial((unsigned char *)to, len, sum);
}
EXPORT_SYMBOL(csum_partial_copy_nocheck);
