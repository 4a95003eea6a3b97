/* SPDX-License-Identifier: MIT
 * Byte order of i386.
 */
#pragma once
#include <linux/byteorder/little_endian.h>
