/* SPDX-License-Identifier: MIT
 * Cycle counts.
 */
#pragma once
#include <asm/msr.h>
typedef unsigned long long cycles_t;
extern unsigned long cpu_khz;
#define CLOCK_TICK_RATE 1193180
/* Counts of the timer in a tick */
#define LATCH ((CLOCK_TICK_RATE + HZ / 2) / HZ)
static inline cycles_t get_cycles(void)
{
    cycles_t now;

    rdtscll(now);
    return now;
}
