/* SPDX-License-Identifier: MIT
 * Counting bits.
 */
#pragma once
static inline unsigned int lx_popcount(unsigned int w)
{
    unsigned int n = 0;

    for (; w; w &= w - 1)
        n++;
    return n;
}
#define generic_hweight32(w) lx_popcount(w)
#define generic_hweight16(w) lx_popcount((w) & 0xffff)
#define generic_hweight8(w) lx_popcount((w) & 0xff)
#define generic_ffs(x) __builtin_ffs(x)
#include <asm/bitops.h>
