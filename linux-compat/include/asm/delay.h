/* SPDX-License-Identifier: MIT
 * Busy waiting.
 */
#pragma once
extern void __udelay(unsigned long usecs);
extern void __const_udelay(unsigned long parts);
extern void __ndelay(unsigned long nsecs);
#define udelay(n) __udelay(n)
#define ndelay(n) __ndelay(n)
#define __delay(loops) __ndelay((loops) * 2)
