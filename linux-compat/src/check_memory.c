/* SPDX-License-Identifier: MIT
 * The checkers of memory: each block on pages of its own, ending where they end, before a page that is closed to
 * the domain. Freed, all of it is closed and kept for a while. So the instruction that goes wrong faults.
 */
#include "linux-compat/src/check.h"
#include "linux-compat/src/cold.h"
#include "linux-compat/src/net.h"
#include <linux/vmalloc.h>

#define LX_MEMORY (NIM_CHECK_FREE | NIM_CHECK_GUARDS | NIM_CHECK_LEAKS)
#define LX_QUARANTINE 256           /* freed blocks that are kept */
#define LX_BUCKETS 64

/* A watched block. The first part is the executive's to read. */
struct lx_fence {
    struct nim_fence known;
    struct lx_fence *next;          /* in its bucket */
    struct lx_fence *younger;       /* in the quarantine */
    nim_u32 base;                   /* of the pages */
    unsigned int told;              /* among the leaks */
};

static struct lx_fence *lx_fences[LX_BUCKETS], *lx_oldest, **lx_youngest = &lx_oldest;
static unsigned int lx_quarantined;

static struct lx_fence **lx_fence_bucket(nim_u32 base)
{
    return &lx_fences[(base >> PAGE_SHIFT) % LX_BUCKETS];
}

/* A block begins in the first of its pages, what is handed out of it perhaps in the second. */
static struct lx_fence *lx_fence_of(const void *block)
{
    nim_u32 base = (nim_u32)block & PAGE_MASK;
    struct lx_fence *fence;
    int tries;

    for (tries = 0; tries < 2; tries++, base -= PAGE_SIZE)
        for (fence = *lx_fence_bucket(base); fence; fence = fence->next)
            if (fence->base == base && (nim_u32)block - fence->known.block < fence->known.bytes)
                return fence;
    return NULL;
}

static void lx_fence_drop(struct lx_fence *fence)
{
    struct lx_fence **link = lx_fence_bucket(fence->base);

    while (*link != fence)
        link = &(*link)->next;
    *link = fence->next;
    nim_pages_free(fence->base);
    kfree(fence);
}

/* The oldest of the quarantine goes back. */
static int lx_quarantine_shrink(void)
{
    struct lx_fence *fence = lx_oldest;

    if (!fence)
        return 0;
    lx_oldest = fence->younger;
    if (!lx_oldest)
        lx_youngest = &lx_oldest;
    lx_quarantined--;
    lx_fence_drop(fence);
    return 1;
}

/* Bytes of the pages that are not the block's hold this, and so does a fresh block. */
static void lx_fence_fill(struct lx_fence *fence, unsigned int pages)
{
    memset((void *)fence->base, LX_FILL, pages << PAGE_SHIFT);
}

/* Blocks end at a word. */
static unsigned int lx_fence_room(size_t size)
{
    return size ? (size + 3) & ~3U : 4;
}

void *lx_fence_new(size_t size, nim_u32 place)
{
    unsigned int room = lx_fence_room(size), pages = (room + PAGE_SIZE - 1) >> PAGE_SHIFT;
    unsigned int order = get_order((pages + 1) << PAGE_SHIFT);
    struct lx_fence *fence = kmalloc(sizeof(*fence), GFP_ATOMIC), **bucket;
    unsigned long flags;

    if (!fence)
        return NULL;
    flags = lx_lock();
    while (nim_pages_alloc(order, 0, &fence->base) < 0)
        if (!lx_quarantine_shrink()) {
            lx_unlock(flags);
            kfree(fence);
            return NULL;
        }
    lx_fence_fill(fence, pages);
    fence->known.block = fence->base + (pages << PAGE_SHIFT) - room;
    fence->known.bytes = size;
    fence->known.allocated = place;
    fence->known.freed = fence->told = 0;
    fence->younger = NULL;
    bucket = lx_fence_bucket(fence->base);
    fence->next = *bucket;
    *bucket = fence;
    if (lx_checking(NIM_CHECK_GUARDS))
        nim_pages_close(fence->base, pages, (nim_u32)&fence->known);
    lx_unlock(flags);
    return (void *)fence->known.block;
}

/* What is beside the block must be as it was filled. */
static void lx_fence_verify(const struct lx_fence *fence, nim_u32 place)
{
    const unsigned char *block = (const unsigned char *)fence->known.block, *at;
    const unsigned char *end = block + lx_fence_room(fence->known.bytes);

    for (at = (const unsigned char *)fence->base; at < end; at++) {
        if (at == block)
            at += fence->known.bytes;
        if (at == end || *at == LX_FILL)
            continue;
        if (at < block)
            lx_finding(NIM_FAIL_HEAP, place, fence->known.allocated, 0,
                       "underrun: %u bytes before a block of %u bytes were written, found when it is freed",
                       (unsigned int)(block - at), fence->known.bytes);
        else
            lx_finding(NIM_FAIL_HEAP, place, fence->known.allocated, 0,
                       "overrun: byte %u of a block of %u bytes was written, found when it is freed",
                       (unsigned int)(at - block), fence->known.bytes);
        return;
    }
}

int lx_fence_free(const void *block, nim_u32 place)
{
    struct lx_fence *fence = lx_fence_of(block);
    unsigned long flags;

    if (!fence)
        return 0;
    if (fence->known.freed) {
        lx_finding(NIM_FAIL_HEAP, place, fence->known.allocated, fence->known.freed, "a block of %u bytes is freed twice",
                   fence->known.bytes);
        return 1;
    }
    if (lx_checking(NIM_CHECK_GUARDS))
        lx_fence_verify(fence, place);
    flags = lx_lock();
    fence->known.freed = place;
    if (lx_checking(NIM_CHECK_FREE)) {
        nim_pages_close(fence->base, 0, (nim_u32)&fence->known);
        *lx_youngest = fence;
        lx_youngest = &fence->younger;
        if (++lx_quarantined > LX_QUARANTINE)
            lx_quarantine_shrink();
    } else {
        lx_fence_drop(fence);
    }
    lx_unlock(flags);
    return 1;
}

/* One warning for all blocks that one place has allocated. */
static void lx_leaks_of(nim_u32 place)
{
    unsigned int i, blocks = 0, bytes = 0;
    struct lx_fence *fence;

    for (i = 0; i < LX_BUCKETS; i++)
        for (fence = lx_fences[i]; fence; fence = fence->next)
            if (!fence->known.freed && fence->known.allocated == place) {
                blocks++;
                bytes += fence->known.bytes;
                fence->told = 1;
            }
    lx_warning(NIM_FAIL_LEAK, place, 0, "leak at unload: %u block%s not freed, %u bytes", blocks, blocks == 1 ? "" : "s",
               bytes);
}

void lx_check_leaks(void)
{
    struct lx_fence *fence;
    unsigned int i;

    if (!lx_checking(NIM_CHECK_LEAKS))
        return;
    for (i = 0; i < LX_BUCKETS; i++)
        for (fence = lx_fences[i]; fence; fence = fence->next)
            if (!fence->known.freed && !fence->told)
                lx_leaks_of(fence->known.allocated);
}

/* --- what modules import --- */

void *lx_kmalloc_for(size_t size, int gfp, void *caller)
{
    lx_check_gfp("kmalloc", gfp);
    if (!lx_checking(LX_MEMORY) || size > 131072 || (gfp & __GFP_DMA))
        return kmalloc(size, gfp);
    return lx_fault_due(NIM_FAULT_ALLOC) ? NULL : lx_fence_new(size, (nim_u32)caller);
}

void *lx_checked_kmalloc(size_t size, int gfp);
void *lx_checked_kmalloc(size_t size, int gfp)
{
    return lx_kmalloc_for(size, gfp, __builtin_return_address(0));
}

void lx_checked_kfree(const void *block);
void lx_checked_kfree(const void *block)
{
    if (block && !lx_fence_free(block, LX_CALLER))
        kfree(block);
}

void *lx_checked_vmalloc(unsigned long size);
void *lx_checked_vmalloc(unsigned long size)
{
    lx_check_sleep("vmalloc");
    return lx_checking(LX_MEMORY) && size && !lx_fault_due(NIM_FAULT_ALLOC) ? lx_fence_new(size, LX_CALLER) : vmalloc(size);
}

void lx_checked_vfree(void *block);
void lx_checked_vfree(void *block)
{
    if (block && !lx_fence_free(block, LX_CALLER))
        vfree(block);
}

static struct sk_buff *lx_skb_for(unsigned int size, int gfp, nim_u32 place)
{
    lx_check_gfp("alloc_skb", gfp);
    if (!lx_checking(LX_MEMORY))
        return alloc_skb(size, gfp);
    return lx_fault_due(NIM_FAULT_ALLOC) ? NULL : lx_skb_fenced(size, place);
}

struct sk_buff *lx_checked_alloc_skb(unsigned int size, int gfp);
struct sk_buff *lx_checked_alloc_skb(unsigned int size, int gfp)
{
    return lx_skb_for(size, gfp, LX_CALLER);
}

static struct sk_buff *lx_dev_skb_for(unsigned int length, int gfp, nim_u32 place)
{
    struct sk_buff *skb = lx_skb_for(length + 16, gfp, place);

    if (skb)
        skb_reserve(skb, 16);
    return skb;
}

struct sk_buff *lx_checked___dev_alloc_skb(unsigned int length, int gfp);
struct sk_buff *lx_checked___dev_alloc_skb(unsigned int length, int gfp)
{
    return lx_dev_skb_for(length, gfp, LX_CALLER);
}

struct sk_buff *lx_checked_dev_alloc_skb(unsigned int length);
struct sk_buff *lx_checked_dev_alloc_skb(unsigned int length)
{
    return lx_dev_skb_for(length, GFP_ATOMIC, LX_CALLER);
}

/* Who frees is who called, also of what the personality frees with it. */
nim_u32 lx_freer;

#define LX_SKB_FREER(name) \
    void lx_checked_##name(struct sk_buff *skb); \
    void lx_checked_##name(struct sk_buff *skb) \
    { \
        nim_u32 before = lx_freer; \
        lx_freer = LX_CALLER; \
        name(skb); \
        lx_freer = before; \
    }

LX_SKB_FREER(kfree_skb)
LX_SKB_FREER(__kfree_skb)
