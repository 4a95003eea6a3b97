/* SPDX-License-Identifier: MIT
 * Large blocks.
 */
#pragma once
#include <linux/mm.h>
extern void *__vmalloc(unsigned long size, int gfp, pgprot_t prot);
extern void *vmalloc(unsigned long size);
extern void vfree(void *addr);
#define vmalloc_32(size) vmalloc(size)
#define vmalloc_dma(size) vmalloc(size)
#define PAGE_KERNEL ((pgprot_t){ 0x63 })
