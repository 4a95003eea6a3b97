/* SPDX-License-Identifier: MIT
 * Busy waiting.
 */
#pragma once
#include <asm/delay.h>
extern unsigned long loops_per_jiffy;
#define MAX_UDELAY_MS 5
#define mdelay(n) __udelay((n) * 1000UL)
