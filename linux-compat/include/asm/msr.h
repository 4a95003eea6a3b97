/* SPDX-License-Identifier: MIT
 * The time-stamp counter, the one such register that a domain may read.
 */
#pragma once
#define rdtsc(low, high) __asm__ __volatile__("rdtsc" : "=a"(low), "=d"(high))
#define rdtscl(low) __asm__ __volatile__("rdtsc" : "=a"(low) : : "edx")
#define rdtscll(val) __asm__ __volatile__("rdtsc" : "=A"(val))
