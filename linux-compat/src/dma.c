/* SPDX-License-Identifier: MIT
 * Memory for DMA: all of a domain's memory is, so this is about size and place.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <linux/pci.h>

/* Blocks that drivers share with their devices: rings of descriptors, as a rule. */
struct lx_dma_block {
    struct lx_dma_block *next;
    void *address;
    size_t size;
};
static struct lx_dma_block *lx_dma_blocks;

static int lx_dma_note(void *address, size_t size)
{
    struct lx_dma_block *block = kmalloc(sizeof(*block), GFP_ATOMIC);
    unsigned long flags;

    if (!block)
        return 0;
    block->address = address;
    block->size = size;
    flags = lx_lock();
    block->next = lx_dma_blocks;
    lx_dma_blocks = block;
    lx_unlock(flags);
    return 1;
}

static void lx_dma_forget(void *address)
{
    unsigned long flags = lx_lock();
    struct lx_dma_block **at = &lx_dma_blocks, *block;

    while ((block = *at) != NULL && block->address != address)
        at = &block->next;
    if (block)
        *at = block->next;
    lx_unlock(flags);
    if (block)
        kfree(block);
}

/* A canned failure: each word of the blocks that can be the bus address of a buffer becomes `bus`. */
void lx_dma_misdirect(nim_u32 bus)
{
    const nim_u32 lowest = 1 << 20, highest = 768 << 20;
    unsigned long flags = lx_lock();
    struct lx_dma_block *block;
    nim_u32 *word, count = 0;

    for (block = lx_dma_blocks; block; block = block->next)
        for (word = block->address; (char *)word < (char *)block->address + block->size; word++)
            if (*word >= lowest && *word < highest) {
                *word = bus;
                count++;
            }
    lx_unlock(flags);
    printk(KERN_WARNING "%u buffers of devices lie at %08x now\n", count, bus);
}

/* Without a device it is for ISA, below 16 MiB. */
void *pci_alloc_consistent(struct pci_dev *hwdev, size_t size, dma_addr_t *handle)
{
    int order = get_order(size);
    int gfp = !hwdev || hwdev->dma_mask < 0xffffffff ? GFP_ATOMIC | GFP_DMA : GFP_ATOMIC;
    void *block = lx_fault_due(NIM_FAULT_DMA) ? NULL : lx_pages_new(order, gfp);

    if (!block)
        return NULL;
    if (!lx_dma_note(block, PAGE_SIZE << order)) {
        free_pages((unsigned long)block, order);
        return NULL;
    }
    memset(block, 0, PAGE_SIZE << order);
    *handle = virt_to_bus(block);
    return block;
}
EXPORT_SYMBOL(pci_alloc_consistent);

void pci_free_consistent(struct pci_dev *hwdev, size_t size, void *addr, dma_addr_t handle)
{
    (void)hwdev, (void)handle;
    lx_dma_forget(addr);
    free_pages((unsigned long)addr, get_order(size));
}
EXPORT_SYMBOL(pci_free_consistent);

int pci_map_sg(struct pci_dev *hwdev, struct scatterlist *sg, int nents, int direction)
{
    int i;

    (void)hwdev, (void)direction;
    if (lx_fault_due(NIM_FAULT_DMA))
        return 0;
    for (i = 0; i < nents; i++)
        sg[i].dma_address = virt_to_bus(sg[i].address ? sg[i].address : (char *)page_address(sg[i].page) + sg[i].offset);
    return nents;
}
EXPORT_SYMBOL(pci_map_sg);

/* Pools: blocks of one size that don't cross a boundary. They come from pages, and stay until the pool goes. */
struct pci_pool {
    struct pci_dev *dev;
    size_t size, step;
    void *free;
    struct lx_pool_page { struct lx_pool_page *next; void *page; } *pages;
};

struct pci_pool *pci_pool_create(const char *name, struct pci_dev *dev, size_t size, size_t align, size_t allocation,
                                 int flags)
{
    struct pci_pool *pool;

    (void)name, (void)flags;
    if (!align)
        align = 1;
    if (allocation && allocation > align)
        for (; align < size; align *= 2)
            ; /* a power of two at or above the size never crosses one */
    size = (size + align - 1) & ~(align - 1);
    if (size < sizeof(void *))
        size = sizeof(void *);
    if (size > PAGE_SIZE)
        return NULL;
    pool = kmalloc(sizeof(*pool), GFP_KERNEL);
    if (!pool)
        return NULL;
    memset(pool, 0, sizeof(*pool));
    pool->dev = dev;
    pool->size = size;
    return pool;
}
EXPORT_SYMBOL(pci_pool_create);

static int lx_pool_refill(struct pci_pool *pool)
{
    struct lx_pool_page *record = kmalloc(sizeof(*record), GFP_ATOMIC);
    size_t at;

    if (!record)
        return 0;
    record->page = lx_pages_new(0, GFP_ATOMIC);
    if (!record->page) {
        kfree(record);
        return 0;
    }
    record->next = pool->pages;
    pool->pages = record;
    for (at = 0; at + pool->size <= PAGE_SIZE; at += pool->size) {
        void **block = (void **)((char *)record->page + at);

        *block = pool->free;
        pool->free = block;
    }
    return 1;
}

void *pci_pool_alloc(struct pci_pool *pool, int mem_flags, dma_addr_t *handle)
{
    unsigned long flags;
    void **block = NULL;

    (void)mem_flags;
    if (lx_fault_due(NIM_FAULT_DMA))
        return NULL;
    flags = lx_lock();
    if (pool->free || lx_pool_refill(pool)) {
        block = pool->free;
        pool->free = *block;
        *handle = virt_to_bus(block);
    }
    lx_unlock(flags);
    return block;
}
EXPORT_SYMBOL(pci_pool_alloc);

void pci_pool_free(struct pci_pool *pool, void *addr, dma_addr_t handle)
{
    unsigned long flags = lx_lock();

    (void)handle;
    *(void **)addr = pool->free;
    pool->free = addr;
    lx_unlock(flags);
}
EXPORT_SYMBOL(pci_pool_free);

void pci_pool_destroy(struct pci_pool *pool)
{
    struct lx_pool_page *record = pool->pages, *next;

    for (; record; record = next) {
        next = record->next;
        free_pages((unsigned long)record->page, 0);
        kfree(record);
    }
    kfree(pool);
}
EXPORT_SYMBOL(pci_pool_destroy);
