// SPDX-License-Identifier: MIT
// The Internet checksum (RFC 1071), with as few instructions per byte as i686 integer code allows.
#pragma once
#include "lib/types.h"

extern "C" {

/// One's complement sum of `length` bytes at any alignment, folded to 16 bits, not inverted: the sum of the
/// data's little-endian 16-bit words, so storing its complement as a word gives network order. Any context.
uint16_t arch_checksum(const void* data, int length);

/// Copies and returns arch_checksum() of what was copied. The ranges must not overlap. Any context.
uint16_t arch_checksum_copy(void* to, const void* from, int length);
}
