/* SPDX-License-Identifier: MIT
 * Pages and the linear map.
 */
#pragma once
#define PAGE_SHIFT 12
#define PAGE_SIZE (1UL << PAGE_SHIFT)
#define PAGE_MASK (~(PAGE_SIZE - 1))
#define PAGE_ALIGN(addr) (((addr) + PAGE_SIZE - 1) & PAGE_MASK)

#define PAGE_OFFSET 0xC0000000UL
#define __PAGE_OFFSET 0xC0000000UL
#define __pa(x) ((unsigned long)(x) - PAGE_OFFSET)
#define __va(x) ((void *)((unsigned long)(x) + PAGE_OFFSET))
/* Pages have descriptors only where alloc_pages gave them. */
extern struct page *lx_page_of(unsigned long addr);
#define virt_to_page(kaddr) lx_page_of((unsigned long)(kaddr))
#define VALID_PAGE(page) ((page) != 0)

/* The smallest order of pages that holds size bytes. */
static inline int get_order(unsigned long size)
{
    int order = 0;

    while ((PAGE_SIZE << order) < size)
        order++;
    return order;
}

#define clear_page(page) __builtin_memset((void *)(page), 0, PAGE_SIZE)
#define copy_page(to, from) __builtin_memcpy((void *)(to), (void *)(from), PAGE_SIZE)

/* Page table words never are a driver's business; the types are, in prototypes. */
typedef struct { unsigned long pte_low; } pte_t;
typedef struct { unsigned long pmd; } pmd_t;
typedef struct { unsigned long pgd; } pgd_t;
typedef struct { unsigned long pgprot; } pgprot_t;
#define pgprot_val(x) ((x).pgprot)
#define __pgprot(x) ((pgprot_t){ (x) })

/* BUG(), by its line and file. Fails the domain. */
extern void __lx_bug(const char *file, int line) __attribute__((noreturn));
#define BUG() __lx_bug(__FILE__, __LINE__)
#define PAGE_BUG(page) BUG()
