/* SPDX-License-Identifier: MIT
 * Memory at boot, which is over.
 */
#pragma once
extern void *lx_alloc_bootmem(unsigned long size);
#define alloc_bootmem(x) lx_alloc_bootmem(x)
