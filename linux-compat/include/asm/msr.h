/* SPDX-License-Identifier: MIT
 * The time-stamp counter, the one such register that a domain may read.
 */
#pragma once
#define rdtsc(low, high) __asm__ __volatile__("rdtsc" : "=a"(low), "=d"(high))
#define rdtscl(low) __asm__ __volatile__("rdtsc" : "=a"(low) : : "edx")
#define rdtscll(val) __asm__ __volatile__("rdtsc" : "=A"(val))
/* Others a domain may not: the processor stops it, which fails the domain. */
#define rdmsr(msr, val1, val2) __asm__ __volatile__("rdmsr" : "=a"(val1), "=d"(val2) : "c"(msr))
#define wrmsr(msr, val1, val2) __asm__ __volatile__("wrmsr" : : "c"(msr), "a"(val1), "d"(val2))
#define MSR_IA32_APICBASE 0x1b
#define MSR_K7_PERFCTR0 0xc0010004
#define MSR_P6_EVNTSEL0 0x186
#define MSR_P6_EVNTSEL1 0x187
#define MSR_P6_PERFCTR0 0xc1
#define MSR_P6_PERFCTR1 0xc2
