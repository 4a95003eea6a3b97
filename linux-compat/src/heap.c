/* SPDX-License-Identifier: MIT
 * kmalloc: size classes over pages, with a guard before and behind each block.
 */
#include "linux-compat/src/lx.h"

/* A block is a chunk: this record, the bytes asked for, and a guard word right behind them. */
struct lx_chunk {
    nim_u32 mark;                   /* LX_LIVE or LX_FREE, mixed with the chunk's own address */
    nim_u32 size;                   /* bytes asked for */
    struct lx_chunk *next;          /* in its class's list of free ones */
    nim_u32 class;
};
#define LX_LIVE 0x4c495645U
#define LX_FREE 0x46524545U
#define LX_GUARD 0x5af0c3a5U
#define LX_OVERHEAD (sizeof(struct lx_chunk) + sizeof(nim_u32))
#define LX_KMALLOC_MAX 131072

/* Sizes of chunks: multiples of 32, so that blocks begin on a cache line; the first chunk of a page
 * stands 16 bytes into it. Those of more than half a page take two pages or one to themselves. */
static const unsigned short lx_class_size[] = {
    32, 64, 96, 128, 160, 192, 256, 320, 448, 576, 800, 1344, 2016, 2720, 4064,
};
#define LX_CLASSES ARRAY_SIZE(lx_class_size)
#define LX_CLASS_LARGE LX_CLASSES
#define LX_STEP 32
#define LX_LARGEST 4064

static struct lx_chunk *lx_class_free[LX_CLASSES];
static unsigned char lx_class_of[LX_LARGEST / LX_STEP + 1];

/* Larger blocks are pages; their records stand apart. */
struct lx_large {
    struct lx_large *next;
    void *address;
    size_t size;
};
#define LX_LARGE_BUCKETS 32
static struct lx_large *lx_large_table[LX_LARGE_BUCKETS];

static void *lx_block_of(struct lx_chunk *c)
{
    return c + 1;
}

static nim_u32 lx_mark(const struct lx_chunk *c, nim_u32 kind)
{
    return kind ^ (nim_u32)c;
}

static nim_u32 *lx_guard(struct lx_chunk *c)
{
    return (nim_u32 *)((char *)lx_block_of(c) + c->size);
}

static unsigned int lx_class_for(size_t size)
{
    size_t steps = (size + LX_OVERHEAD + LX_STEP - 1) / LX_STEP;
    unsigned int class = lx_class_of[steps];

    if (class)
        return class - 1;
    while (lx_class_size[class] < steps * LX_STEP)
        class++;
    lx_class_of[steps] = class + 1;
    return class;
}

/* Cut fresh pages into chunks. */
static int lx_class_refill(unsigned int class)
{
    unsigned int size = lx_class_size[class], order = size == 2720, left;
    char *page = lx_pages_new(order, GFP_ATOMIC);

    if (!page)
        return 0;
    left = (PAGE_SIZE << order) - sizeof(struct lx_chunk);
    for (page += sizeof(struct lx_chunk); left >= size; page += size, left -= size) {
        struct lx_chunk *c = (struct lx_chunk *)page;

        c->mark = lx_mark(c, LX_FREE);
        c->class = class;
        c->next = lx_class_free[class];
        lx_class_free[class] = c;
    }
    return 1;
}

static void *lx_large_new(size_t size, int gfp)
{
    struct lx_large *large = kmalloc(sizeof(*large), GFP_ATOMIC), **bucket;
    unsigned long flags;

    if (!large)
        return NULL;
    large->size = size;
    large->address = lx_pages_new(get_order(size), gfp);
    if (!large->address) {
        kfree(large);
        return NULL;
    }
    bucket = &lx_large_table[((nim_u32)large->address >> PAGE_SHIFT) % LX_LARGE_BUCKETS];
    flags = lx_lock();
    large->next = *bucket;
    *bucket = large;
    lx_unlock(flags);
    return large->address;
}

/* Returns 0 where no large block has this address. */
static int lx_large_free(const void *block)
{
    struct lx_large **link = &lx_large_table[((nim_u32)block >> PAGE_SHIFT) % LX_LARGE_BUCKETS], *large;
    unsigned long flags = lx_lock();

    while (*link && (*link)->address != block)
        link = &(*link)->next;
    large = *link;
    if (large)
        *link = large->next;
    lx_unlock(flags);
    if (!large)
        return 0;
    free_pages((unsigned long)large->address, get_order(large->size));
    kfree(large);
    return 1;
}

void *kmalloc(size_t size, int gfp)
{
    struct lx_chunk *c;
    unsigned long flags;
    unsigned int class;

    if (lx_fault_due(NIM_FAULT_ALLOC))
        return NULL;
    if (unlikely(size > LX_LARGEST - LX_OVERHEAD || (gfp & __GFP_DMA)))
        return size > LX_KMALLOC_MAX ? NULL : lx_large_new(size, gfp);
    class = lx_class_for(size);
    flags = lx_lock();
    c = lx_class_free[class];
    if (unlikely(!c)) {
        if (!lx_class_refill(class)) {
            lx_unlock(flags);
            return NULL;
        }
        c = lx_class_free[class];
    }
    if (unlikely(c->mark != lx_mark(c, LX_FREE)))
        lx_fail(NIM_FAIL_HEAP, "free block %p is overwritten", lx_block_of(c));
    lx_class_free[class] = c->next;
    c->mark = lx_mark(c, LX_LIVE);
    c->size = size;
    *lx_guard(c) = LX_GUARD;
    lx_unlock(flags);
    return lx_block_of(c);
}
EXPORT_SYMBOL(kmalloc);

static void lx_bad_free(const struct lx_chunk *c, void *caller)
{
    if (nim_shared_block.check && lx_fence_free(c + 1, lx_freer ? lx_freer : (nim_u32)caller))
        return;
    if ((nim_u32)c < PAGE_OFFSET)
        lx_fail(NIM_FAIL_HEAP, "kfree(%p) from %p: not a heap address", c + 1, caller);
    if (c->mark == lx_mark(c, LX_FREE))
        lx_fail(NIM_FAIL_HEAP, "kfree(%p) from %p: freed twice", c + 1, caller);
    if (c->mark != lx_mark(c, LX_LIVE) || c->size > LX_LARGEST - LX_OVERHEAD)
        lx_fail(NIM_FAIL_HEAP, "kfree(%p) from %p: no block, or the guard before it is damaged", c + 1, caller);
    lx_fail(NIM_FAIL_HEAP, "kfree(%p) from %p: the guard behind its %u bytes is damaged", c + 1, caller, c->size);
}

void kfree(const void *block)
{
    struct lx_chunk *c = (struct lx_chunk *)block - 1;
    unsigned long flags;

    if (unlikely(!block))
        return;
    if (unlikely(((nim_u32)block & ~PAGE_MASK) == 0) &&
        (lx_large_free(block) || (nim_shared_block.check && lx_fence_free(block, (nim_u32)__builtin_return_address(0)))))
        return;
    if (unlikely((nim_u32)c < PAGE_OFFSET || c->mark != lx_mark(c, LX_LIVE) || c->size > LX_LARGEST - LX_OVERHEAD ||
                 *lx_guard(c) != LX_GUARD)) {
        lx_bad_free(c, __builtin_return_address(0));
        return;
    }
    flags = lx_lock();
    c->mark = lx_mark(c, LX_FREE);
    c->next = lx_class_free[c->class];
    lx_class_free[c->class] = c;
    lx_unlock(flags);
}
EXPORT_SYMBOL(kfree);
