/* SPDX-License-Identifier: MIT
 * Delays and the time of day.
 */
#include "linux-compat/src/lx.h"
#include <linux/delay.h>
#include <linux/timex.h>

/* Nominal: what a processor of 500 MHz would have measured. */
unsigned long loops_per_jiffy = 2500000;
EXPORT_SYMBOL(loops_per_jiffy);
unsigned long cpu_khz;
EXPORT_SYMBOL(cpu_khz);

static void lx_spin(unsigned long long cycles)
{
    unsigned long long begin, now;

    rdtscll(begin);
    do {
        rep_nop();
        rdtscll(now);
    } while (now - begin < cycles);
}

/* The cycles of n units of which a millisecond has `per_ms`. */
static unsigned long long lx_cycles(unsigned int n, unsigned int per_ms)
{
    unsigned int part = n % per_ms, rest;

    __asm__("mull %2\n\tdivl %3" : "+a"(part), "=&d"(rest) : "r"(nim_system->tsc_khz), "r"(per_ms));
    return (unsigned long long)(n / per_ms) * nim_system->tsc_khz + part;
}

void __udelay(unsigned long usecs)
{
    nim_shared_block.delay_usecs += usecs;
    lx_spin(lx_cycles(usecs, 1000));
}
EXPORT_SYMBOL(__udelay);

/* The same, as i386's udelay asks for it when it knows the number: 2^32 / 1000000, which is 4294, for
 * each microsecond. */
void __const_udelay(unsigned long parts)
{
    __udelay((parts + 4293) / 4294);
}
EXPORT_SYMBOL(__const_udelay);

void __ndelay(unsigned long nsecs)
{
    lx_spin(lx_cycles(nsecs, 1000000));
}
EXPORT_SYMBOL(__ndelay);

/* Microseconds since the last tick: never as many as to the next, so that time does not go back then. */
static unsigned int lx_since_tick(unsigned int tick_tsc)
{
    unsigned int khz = nim_system->tsc_khz, now, part, rest;

    rdtscl(now);
    now -= tick_tsc;
    if (now / khz >= 1000 / HZ)
        return 1000000 / HZ - 1;
    __asm__("mull %2\n\tdivl %3" : "=&a"(part), "=&d"(rest) : "r"(1000), "r"(khz), "0"(now) : "cc");
    return part;
}

void do_gettimeofday(struct timeval *tv)
{
    unsigned long tick;

    do {
        tick = jiffies;
        barrier();
        tv->tv_sec = nim_system->xtime_sec;
        tv->tv_usec = nim_system->xtime_usec + lx_since_tick(nim_system->tick_tsc);
        barrier();
    } while (tick != jiffies);
}
EXPORT_SYMBOL(do_gettimeofday);

void get_fast_time(struct timeval *tv)
{
    do_gettimeofday(tv);
}
EXPORT_SYMBOL(get_fast_time);

void lx_time_setup(void)
{
    cpu_khz = nim_system->tsc_khz;
}
