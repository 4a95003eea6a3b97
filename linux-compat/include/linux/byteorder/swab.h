/* SPDX-License-Identifier: MIT
 * Swapping bytes; the triple-underscore forms are constant expressions.
 */
#pragma once
#include <asm/types.h>
#define ___swab16(x) ((__u16)((((__u16)(x) & 0x00ffU) << 8) | (((__u16)(x) & 0xff00U) >> 8)))
#define ___swab32(x) \
    ((__u32)((((__u32)(x) & 0x000000ffUL) << 24) | (((__u32)(x) & 0x0000ff00UL) << 8) | \
             (((__u32)(x) & 0x00ff0000UL) >> 8) | (((__u32)(x) & 0xff000000UL) >> 24)))
#define __swab16(x) __builtin_bswap16(x)
#define __swab32(x) __builtin_bswap32(x)
#define __swab64(x) __builtin_bswap64(x)
#define swab16(x) __swab16(x)
#define swab32(x) __swab32(x)
#define swab64(x) __swab64(x)
#define __fswab16(x) __swab16(x)
#define __fswab32(x) __swab32(x)
#define __swab16p(p) __swab16(*(p))
#define __swab32p(p) __swab32(*(p))
static inline __u64 __fswab64(__u64 x) { return __builtin_bswap64(x); }
