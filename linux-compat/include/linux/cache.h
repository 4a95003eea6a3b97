/* SPDX-License-Identifier: MIT
 * Alignment to cache lines; nothing to gain on one processor.
 */
#pragma once
#include <linux/config.h>
#include <asm/cache.h>
#define SMP_CACHE_BYTES L1_CACHE_BYTES
#define L1_CACHE_ALIGN(x) (((x) + (L1_CACHE_BYTES - 1)) & ~(L1_CACHE_BYTES - 1))
#define ____cacheline_aligned __attribute__((__aligned__(SMP_CACHE_BYTES)))
#define ____cacheline_aligned_in_smp
#define __cacheline_aligned __attribute__((__aligned__(SMP_CACHE_BYTES), __section__(".data.cacheline_aligned")))
#define __cacheline_aligned_in_smp
