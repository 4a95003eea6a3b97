/* SPDX-License-Identifier: MIT
 * The CRC of IEEE 802.3, bit by bit: drivers use it for a few addresses only.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <linux/crc32.h>

u32 crc32_le(u32 crc, unsigned char const *p, size_t len)
{
    int bit;

    while (len--) {
        crc ^= *p++;
        for (bit = 0; bit < 8; bit++)
            crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320U : 0);
    }
    return crc;
}
EXPORT_SYMBOL(crc32_le);

u32 crc32_be(u32 crc, unsigned char const *p, size_t len)
{
    int bit;

    while (len--) {
        crc ^= (u32)*p++ << 24;
        for (bit = 0; bit < 8; bit++)
            crc = (crc << 1) ^ (crc >> 31 ? 0x04c11db7U : 0);
    }
    return crc;
}
EXPORT_SYMBOL(crc32_be);

u32 lx_bit_reverse(u32 x)
{
    u32 r = 0;
    int bit;

    for (bit = 0; bit < 32; bit++)
        r |= ((x >> bit) & 1) << (31 - bit);
    return r;
}
EXPORT_SYMBOL(lx_bit_reverse);
