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
#define _PAGE_PSE 0x080
#define _PAGE_GLOBAL 0x100
#ifndef PAGE_KERNEL
#define PAGE_KERNEL ((pgprot_t){ 0x63 })
#endif
#define VMALLOC_START 0xF0000000UL
#define flush_cache_all() do { } while (0)
#define flush_dcache_page(page) do { } while (0)
#define flush_icache_range(start, end) do { } while (0)
/* A domain has no page tables of its own to look at: where it would, it fails and says so. */
#define PAGE_SHARED __pgprot(_PAGE_PRESENT | _PAGE_RW | _PAGE_USER | _PAGE_ACCESSED)
#define PAGE_READONLY __pgprot(_PAGE_PRESENT | _PAGE_USER | _PAGE_ACCESSED)
#define PAGE_COPY PAGE_READONLY
/* Not present, though there is something */
#define PAGE_NONE __pgprot(_PAGE_PSE | _PAGE_ACCESSED)
/* By a mapping's read, write and execute permission, which come in octal: private ones, where a write copies, and shared ones */
#define __P000 PAGE_NONE
#define __P001 PAGE_READONLY
#define __P010 PAGE_COPY
#define __P011 PAGE_COPY
#define __P100 PAGE_READONLY
#define __P101 PAGE_READONLY
#define __P110 PAGE_COPY
#define __P111 PAGE_COPY
#define __S000 PAGE_NONE
#define __S001 PAGE_READONLY
#define __S010 PAGE_SHARED
#define __S011 PAGE_SHARED
#define __S100 PAGE_READONLY
#define __S101 PAGE_READONLY
#define __S110 PAGE_SHARED
#define __S111 PAGE_SHARED
#define PAGE_KERNEL_NOCACHE __pgprot(0x63 | _PAGE_PCD)
#define VMALLOC_VMADDR(x) ((unsigned long)(x))
#define __flush_tlb_one(addr) do { (void)(addr); } while (0)
#define pte_present(x) (((x).pte_low & _PAGE_PRESENT) != 0)
#define pte_page(x) virt_to_page(__va(pte_val(x)))
#define pte_none(x) ((x).pte_low == 0)
#define pte_clear(xp) ((xp)->pte_low = 0)
#define pte_val(x) ((x).pte_low)
#define set_pte(pteptr, pteval) (*(pteptr) = (pteval))
#define pmd_none(x) ((x).pmd == 0)
#define pgd_val(x) ((x).pgd)
static inline int pgd_none(pgd_t pgd) { return pgd.pgd == 0; }
#define mk_pte_phys(physpage, pgprot) ((pte_t){ (physpage) | pgprot_val(pgprot) })
extern void panic(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));
static inline pgd_t *lx_no_page_tables(unsigned long address) { panic("page tables are the executive's (%lx)", address); }
#define pgd_offset_k(address) lx_no_page_tables(address)
#define pgd_offset(mm, address) lx_no_page_tables(address)
static inline pmd_t *pmd_offset(pgd_t *dir, unsigned long address) { return (pmd_t *)dir; }
#define pte_offset(dir, address) ((pte_t *)(dir))
/* A page of zeros, read-only */
extern unsigned long empty_zero_page[1024];
#define ZERO_PAGE(vaddr) ((void)(vaddr), virt_to_page(empty_zero_page))
