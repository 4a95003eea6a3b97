/* SPDX-License-Identifier: MIT
 * Descriptors of pages. Those that were asked for by descriptor have one from the beginning; for any other page of the
 * linear map it is made when somebody asks for it (to give its address to a device, say), and then kept.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"

struct lx_page_block {
    struct lx_page_block *next;
    unsigned long address;
    unsigned int order;
    struct page pages[];
};
static struct lx_page_block *lx_page_blocks;

unsigned long max_mapnr, num_physpages;
EXPORT_SYMBOL(max_mapnr);
EXPORT_SYMBOL(num_physpages);
void *high_memory = (void *)0xF0000000UL; /* where the executive's mappings begin */
EXPORT_SYMBOL(high_memory);

static struct lx_page_block **lx_page_link(unsigned long addr)
{
    struct lx_page_block **link = &lx_page_blocks;

    while (*link && addr - (*link)->address >= PAGE_SIZE << (*link)->order)
        link = &(*link)->next;
    return link;
}

enum { LX_LONE_BUCKETS = 32 };
struct lx_lone_page {
    struct lx_lone_page *next;
    struct page page;
};
static struct lx_lone_page *lx_lone_pages[LX_LONE_BUCKETS];

/* NULL where memory is out. The caller holds the lock. */
static struct page *lx_lone_page(void *virtual)
{
    struct lx_lone_page **bucket = &lx_lone_pages[((unsigned long)virtual >> PAGE_SHIFT) % LX_LONE_BUCKETS], *lone;

    for (lone = *bucket; lone && lone->page.virtual != virtual; lone = lone->next)
        ;
    if (!lone && (lone = kmalloc(sizeof(*lone), GFP_ATOMIC)) != NULL) {
        memset(lone, 0, sizeof(*lone));
        lone->page.virtual = virtual;
        atomic_set(&lone->page.count, 1);
        lone->next = *bucket;
        *bucket = lone;
    }
    return lone ? &lone->page : NULL;
}

struct page *lx_page_of(unsigned long addr)
{
    struct lx_page_block *block;
    struct page *page;
    unsigned long flags;

    if (addr < PAGE_OFFSET || addr >= (unsigned long)high_memory)
        return NULL;
    flags = lx_lock();
    block = *lx_page_link(addr);
    page = block ? &block->pages[(addr - block->address) >> PAGE_SHIFT] : lx_lone_page((void *)(addr & PAGE_MASK));
    lx_unlock(flags);
    return page;
}
EXPORT_SYMBOL(lx_page_of);

struct page *alloc_pages(unsigned int gfp, unsigned int order)
{
    unsigned int n = 1U << order, i;
    struct lx_page_block *block = kmalloc(sizeof(*block) + n * sizeof(struct page), GFP_ATOMIC);
    unsigned long flags;

    if (!block)
        return NULL;
    memset(block, 0, sizeof(*block) + n * sizeof(struct page));
    block->order = order;
    block->address = __get_free_pages(gfp, order);
    if (!block->address) {
        kfree(block);
        return NULL;
    }
    for (i = 0; i < n; i++)
        block->pages[i].virtual = (void *)(block->address + i * PAGE_SIZE);
    atomic_set(&block->pages[0].count, 1);
    flags = lx_lock();
    block->next = lx_page_blocks;
    lx_page_blocks = block;
    lx_unlock(flags);
    return block->pages;
}
EXPORT_SYMBOL(alloc_pages);

void __free_pages(struct page *page, unsigned int order)
{
    struct lx_page_block **link, *block;
    unsigned long flags;

    if (!atomic_dec_and_test(&page->count))
        return;
    flags = lx_lock();
    link = lx_page_link((unsigned long)page->virtual);
    block = *link;
    if (!block || block->order != order)
        lx_fail(NIM_FAIL_HEAP, "__free_pages(%p, %u): no such block", page, order);
    *link = block->next;
    lx_unlock(flags);
    free_pages(block->address, order);
    kfree(block);
}
EXPORT_SYMBOL(__free_pages);

struct page *_alloc_pages(unsigned int gfp, unsigned int order);
struct page *_alloc_pages(unsigned int gfp, unsigned int order)
{
    return alloc_pages(gfp, order);
}
EXPORT_SYMBOL(_alloc_pages);
