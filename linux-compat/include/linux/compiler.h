/* SPDX-License-Identifier: MIT
 * What the compiler is told about code: branch hints, barriers, calling conventions.
 */
#pragma once
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define barrier() __asm__ __volatile__("" : : : "memory")
