/* SPDX-License-Identifier: MIT
 * Conversions are all in little_endian.h.
 */
#pragma once
#include <linux/byteorder/little_endian.h>
