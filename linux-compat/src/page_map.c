/* SPDX-License-Identifier: MIT
 * Descriptors of pages, for the few that ask for pages by descriptor.
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

/* A descriptor for a page that was allocated by address; it stays, for the page may be another's later. */
static struct lx_page_block *lx_page_describe(unsigned long addr)
{
    struct lx_page_block *block;
    unsigned long flags;

    if (addr < PAGE_OFFSET || addr >= (unsigned long)high_memory)
        return NULL;
    block = kmalloc(sizeof(*block) + sizeof(struct page), GFP_ATOMIC);
    if (!block)
        return NULL;
    memset(block, 0, sizeof(*block) + sizeof(struct page));
    block->address = addr & PAGE_MASK;
    block->pages[0].virtual = (void *)block->address;
    atomic_set(&block->pages[0].count, 1);
    flags = lx_lock();
    block->next = lx_page_blocks;
    lx_page_blocks = block;
    lx_unlock(flags);
    return block;
}

struct page *lx_page_of(unsigned long addr)
{
    unsigned long flags = lx_lock();
    struct lx_page_block *block = *lx_page_link(addr);

    lx_unlock(flags);
    if (!block)
        block = lx_page_describe(addr);
    return block ? &block->pages[(addr - block->address) >> PAGE_SHIFT] : NULL;
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
