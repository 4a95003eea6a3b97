/* SPDX-License-Identifier: MIT
 * Checks of atomic counters, bit operations, byte order and checksums.
 */
#include "check.h"
#include <linux/bitops.h>
#include <linux/crc32.h>
#include <asm/atomic.h>
#include <asm/byteorder.h>
#include <asm/checksum.h>
#include <asm/unaligned.h>

static atomic_t counter = ATOMIC_INIT(5);

static void atomics(void)
{
	MUST_BE(atomic_read(&counter), 5);
	atomic_set(&counter, 1);
	atomic_inc(&counter);
	MUST_BE(atomic_read(&counter), 2);
	atomic_add(10, &counter);
	MUST_BE(atomic_read(&counter), 12);
	atomic_sub(3, &counter);
	MUST_BE(atomic_read(&counter), 9);
	atomic_dec(&counter);
	MUST_BE(atomic_read(&counter), 8);
	MUST(!atomic_sub_and_test(7, &counter));
	MUST(atomic_dec_and_test(&counter));
	MUST(atomic_add_negative(-1, &counter));
	MUST(atomic_inc_and_test(&counter));
	MUST(!atomic_dec_and_test(&counter));
}

static unsigned long map[4];

static void bits(void)
{
	memset(map, 0, sizeof(map));
	set_bit(70, map);
	MUST_BE(map[2], 1 << 6);
	MUST(test_bit(70, map) && !test_bit(71, map));
	change_bit(71, map);
	MUST(test_bit(71, map));
	clear_bit(70, map);
	MUST(!test_bit(70, map));
	MUST(!test_and_set_bit(3, map));
	MUST(test_and_set_bit(3, map));
	MUST(test_and_clear_bit(3, map));
	MUST(!test_and_clear_bit(3, map));
	MUST(!test_and_change_bit(4, map));
	MUST(test_bit(4, map));
}

static void bits_found(void)
{
	memset(map, 0xff, sizeof(map));
	MUST(find_first_zero_bit(map, 128) >= 128);
	clear_bit(100, map);
	clear_bit(20, map);
	MUST_BE(find_first_zero_bit(map, 128), 20);
	MUST_BE(find_next_zero_bit(map, 128, 21), 100);
	MUST_BE(ffz(0xff), 8);
	MUST_BE(ffs(0), 0);
	MUST_BE(ffs(0x80), 8);
	MUST_BE(hweight32(0xf0f0f0f0), 16);
}

static void exchanges(void)
{
	static volatile unsigned long word = 5;

	MUST_BE(xchg(&word, 7), 5);
	MUST_BE(word, 7);
	MUST_BE(cmpxchg(&word, 7, 9), 7);
	MUST_BE(word, 9);
	MUST_BE(cmpxchg(&word, 7, 1), 9);
	MUST_BE(word, 9);
}

static void byte_order(void)
{
	static unsigned char bytes[] = { 1, 2, 3, 4, 5 };

	MUST_BE(htons(0x1234), 0x3412);
	MUST_BE(ntohl(0x01020304), 0x04030201);
	MUST_BE(cpu_to_be32(1), 0x01000000);
	MUST_BE(cpu_to_le32(0x12345678), 0x12345678);
	MUST_BE(le16_to_cpu(0x1234), 0x1234);
	MUST_BE(be16_to_cpu(0x1234), 0x3412);
	MUST_BE(get_unaligned((u32 *)(bytes + 1)), 0x05040302);
}

/* The check value of CRC-32 is that of "123456789"; an Ethernet multicast hash of a known address. */
static void crcs(void)
{
	static unsigned char digits[] = "123456789", group[] = { 0x01, 0x00, 0x5e, 0x00, 0x00, 0x01 };

	MUST_BE(~ether_crc_le(9, digits), 0xcbf43926);
	MUST_BE(~crc32_le(~0, digits, 9), 0xcbf43926);
	MUST_BE(~crc32_be(~0, digits, 9), 0xfc891918); /* CRC-32/BZIP2 */
	MUST_BE(ether_crc(6, group), bitreverse(ether_crc_le(6, group)));
	MUST_BE(bitreverse(0x00000001), 0x80000000);
	MUST_BE(bitreverse(0x12345678), 0x1e6a2c48);
}

/* RFC 1071's example. */
static void checksums(void)
{
	static unsigned char bytes[] = { 0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7 };
	unsigned int sum = csum_partial(bytes, 8, 0);

	MUST_BE(ntohs(csum_fold(sum)), (unsigned short)~0xddf2);
	MUST_BE(ip_compute_csum(bytes, 8), csum_fold(sum));
}

const struct check bit_checks[] = {
	{ "atomic", atomics },
	{ "bits", bits },
	{ "bits-found", bits_found },
	{ "exchange", exchanges },
	{ "byte-order", byte_order },
	{ "crc", crcs },
	{ "checksum", checksums },
	{ NULL },
};
