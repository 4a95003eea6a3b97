/* SPDX-License-Identifier: MIT
 * Whole pages from the executive, and who has them.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <asm/io.h>

#define LX_PAGES_DMA 1
#define LX_CACHED_PAGES 8
#define LX_FRAME_HASH 64

/* Single pages that were freed lately: taking one of them needs no crossing. */
static void *lx_page_cache[LX_CACHED_PAGES];
static unsigned int lx_page_cached;

static void *lx_page_cache_take(void)
{
    unsigned long flags = lx_lock();
    void *page = lx_page_cached ? lx_page_cache[--lx_page_cached] : NULL;

    lx_unlock(flags);
    return page;
}

static int lx_page_cache_put(void *page)
{
    unsigned long flags = lx_lock();
    int room = lx_page_cached < LX_CACHED_PAGES;
    unsigned int i;

    for (i = 0; i < lx_page_cached; i++)
        if (lx_page_cache[i] == page)
            lx_fail(NIM_FAIL_HEAP, "page %p is freed twice", page);
    if (room)
        lx_page_cache[lx_page_cached++] = page;
    lx_unlock(flags);
    return room;
}

void *lx_pages_new(unsigned int order, int gfp)
{
    nim_u32 address;
    void *page;

    if (order == 0 && !(gfp & __GFP_DMA) && (page = lx_page_cache_take()) != NULL)
        return page;
    if (nim_pages_alloc(order, gfp & __GFP_DMA ? LX_PAGES_DMA : 0, &address) < 0)
        return NULL;
    return (void *)address;
}

/* Give a block back to the executive, which knows its size. */
void lx_pages_drop(void *address)
{
    nim_pages_free((nim_u32)address);
}

unsigned long __get_free_pages(unsigned int gfp, unsigned int order)
{
    return lx_fault_due(NIM_FAULT_ALLOC) ? 0 : (unsigned long)lx_pages_new(order, gfp);
}
EXPORT_SYMBOL(__get_free_pages);

unsigned long get_zeroed_page(unsigned int gfp)
{
    void *page = (void *)__get_free_pages(gfp, 0);

    if (page)
        clear_page(page);
    return (unsigned long)page;
}
EXPORT_SYMBOL(get_zeroed_page);

void free_pages(unsigned long addr, unsigned int order)
{
    if (!addr)
        return;
    if (addr < PAGE_OFFSET || (addr & ~PAGE_MASK))
        lx_fail(NIM_FAIL_HEAP, "free_pages(%lx): not the address of a page", addr);
    if (order || !lx_page_cache_put((void *)addr))
        lx_pages_drop((void *)addr);
}
EXPORT_SYMBOL(free_pages);

/* vmalloc: contiguous all the same, for the domain has no mappings of its own. */
void *vmalloc(unsigned long size)
{
    return size ? (void *)__get_free_pages(GFP_KERNEL, get_order(size)) : NULL;
}
EXPORT_SYMBOL(vmalloc);

void *__vmalloc(unsigned long size, int gfp, pgprot_t prot)
{
    (void)gfp, (void)prot;
    return vmalloc(size);
}
EXPORT_SYMBOL(__vmalloc);

void vfree(void *addr)
{
    if (addr)
        lx_pages_drop(addr);
}
EXPORT_SYMBOL(vfree);
