/* SPDX-License-Identifier: MIT
 * The CRC of IEEE 802.3.
 */
#pragma once
#include <linux/types.h>
extern u32 crc32_le(u32 crc, unsigned char const *p, size_t len);
extern u32 crc32_be(u32 crc, unsigned char const *p, size_t len);
#define crc32(seed, data, length) crc32_le((seed), (unsigned char const *)(data), (length))
#define ether_crc_le(length, data) crc32_le(~0U, (unsigned char const *)(data), (length))
#define ether_crc(length, data) lx_bit_reverse(crc32_le(~0U, (unsigned char const *)(data), (length)))
extern u32 lx_bit_reverse(u32 x);
#define bitreverse(x) lx_bit_reverse(x)
