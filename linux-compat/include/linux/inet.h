/* SPDX-License-Identifier: MIT
 * Internet addresses in text.
 */
#pragma once
#include <linux/types.h>
extern char *in_ntoa(__u32 addr);
extern __u32 in_aton(const char *text);
