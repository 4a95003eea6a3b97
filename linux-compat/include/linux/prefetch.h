/* SPDX-License-Identifier: MIT
 * Prefetching, which the i686 leaves to itself.
 */
#pragma once
#include <asm/processor.h>
#define PREFETCH_STRIDE (4 * L1_CACHE_BYTES)
