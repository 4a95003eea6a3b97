/* SPDX-License-Identifier: MIT
 * The cache line that data is aligned to.
 */
#pragma once
#define L1_CACHE_SHIFT 5
#define L1_CACHE_BYTES (1 << L1_CACHE_SHIFT)
