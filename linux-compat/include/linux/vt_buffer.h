/* SPDX-License-Identifier: MIT
 * Cells of a screen: sixteen bits each, a character and its colours.
 */
#pragma once
#include <linux/config.h>
#include <linux/string.h>
#include <linux/types.h>
#define scr_readw(addr) (*(const volatile u16 *)(addr))
#define scr_writew(val, addr) (*(volatile u16 *)(addr) = (val))
#define scr_memcpyw(d, s, c) memcpy((d), (s), (c))
#define scr_memmovew(d, s, c) memmove((d), (s), (c))
/* `count` is in bytes, here as above. */
static inline void scr_memsetw(u16 *s, u16 c, unsigned int count)
{
    u16 *end = s + count / sizeof(*s);

    while (s < end)
        scr_writew(c, s++);
}
