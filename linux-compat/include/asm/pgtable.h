/* SPDX-License-Identifier: MIT
 * Page table words: of a driver's use are the flags of a mapping only.
 */
#pragma once
#include <linux/config.h>
#include <asm/page.h>
#include <asm/processor.h>
#define _PAGE_PRESENT 0x001
#define _PAGE_RW 0x002
#define _PAGE_USER 0x004
#define _PAGE_PWT 0x008
#define _PAGE_PCD 0x010
#define _PAGE_ACCESSED 0x020
#define _PAGE_DIRTY 0x040
#ifndef PAGE_KERNEL
#define PAGE_KERNEL ((pgprot_t){ 0x63 })
#endif
#define VMALLOC_START 0xF0000000UL
#define flush_cache_all() do { } while (0)
#define flush_dcache_page(page) do { } while (0)
#define flush_icache_range(start, end) do { } while (0)
