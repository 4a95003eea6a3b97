/* SPDX-License-Identifier: MIT
 * String functions are in linux/string.h.
 */
#pragma once
#include <linux/string.h>
/* What i386's memset and memcpy break down to, by what the compiler knows */
#define __constant_c_and_count_memset(s, pattern, count) memset((s), (int)((pattern) & 0xff), (count))
#define __constant_c_memset(s, c, count) memset((s), (int)((c) & 0xff), (count))
#define __constant_c_x_memset(s, c, count) memset((s), (int)((c) & 0xff), (count))
#define __constant_memcpy(to, from, n) memcpy((to), (from), (n))
#define __memcpy(to, from, n) memcpy((to), (from), (n))
#define __memset_generic(s, c, count) memset((s), (c), (count))
