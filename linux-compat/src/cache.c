/* SPDX-License-Identifier: MIT
 * Caches of objects of one size, which stay constructed while they are free.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"

/* A free object's first words are its owner's business, so the link stands behind the object. */
struct kmem_cache_s {
    const char *name;
    size_t size;
    void *free;
    unsigned int live;
    void (*ctor)(void *, kmem_cache_t *, unsigned long);
    void (*dtor)(void *, kmem_cache_t *, unsigned long);
};

struct lx_object_tail {
    kmem_cache_t *owner;
    void *next;
    nim_u32 state;
};
#define LX_OBJECT_LIVE 0x6f626a4cU
#define LX_OBJECT_FREE 0x6f626a46U

static struct lx_object_tail *lx_tail(const kmem_cache_t *cache, void *object)
{
    return (struct lx_object_tail *)((char *)object + cache->size);
}

kmem_cache_t *kmem_cache_create(const char *name, size_t size, size_t offset, unsigned long flags,
                                void (*ctor)(void *, kmem_cache_t *, unsigned long),
                                void (*dtor)(void *, kmem_cache_t *, unsigned long))
{
    kmem_cache_t *cache = kmalloc(sizeof(*cache), GFP_KERNEL);

    (void)offset, (void)flags;
    if (!cache)
        return NULL;
    memset(cache, 0, sizeof(*cache));
    cache->name = name;
    cache->size = (size + 3) & ~3U;
    cache->ctor = ctor;
    cache->dtor = dtor;
    return cache;
}
EXPORT_SYMBOL(kmem_cache_create);

static void *lx_object_new(kmem_cache_t *cache, int gfp)
{
    void *object = kmalloc(cache->size + sizeof(struct lx_object_tail), gfp);

    if (!object)
        return NULL;
    lx_tail(cache, object)->owner = cache;
    if (cache->ctor)
        cache->ctor(object, cache, SLAB_CTOR_CONSTRUCTOR | (gfp & __GFP_WAIT ? 0 : SLAB_CTOR_ATOMIC));
    return object;
}

void *kmem_cache_alloc(kmem_cache_t *cache, int gfp)
{
    unsigned long flags = lx_lock();
    void *object = cache->free;

    if (object)
        cache->free = lx_tail(cache, object)->next;
    lx_unlock(flags);
    if (!object)
        object = lx_object_new(cache, gfp);
    if (!object)
        return NULL;
    lx_tail(cache, object)->state = LX_OBJECT_LIVE;
    cache->live++;
    return object;
}
EXPORT_SYMBOL(kmem_cache_alloc);

void kmem_cache_free(kmem_cache_t *cache, void *object)
{
    struct lx_object_tail *tail = lx_tail(cache, object);
    unsigned long flags;

    if (tail->owner != cache || tail->state != LX_OBJECT_LIVE)
        lx_fail(NIM_FAIL_HEAP, "kmem_cache_free(%s, %p): %s", cache->name, object,
                tail->state == LX_OBJECT_FREE ? "freed twice" : "not an object of it");
    flags = lx_lock();
    tail->state = LX_OBJECT_FREE;
    tail->next = cache->free;
    cache->free = object;
    cache->live--;
    lx_unlock(flags);
}
EXPORT_SYMBOL(kmem_cache_free);

int kmem_cache_shrink(kmem_cache_t *cache)
{
    unsigned long flags;
    void *object;

    for (;;) {
        flags = lx_lock();
        object = cache->free;
        if (object)
            cache->free = lx_tail(cache, object)->next;
        lx_unlock(flags);
        if (!object)
            return 0;
        if (cache->dtor)
            cache->dtor(object, cache, 0);
        kfree(object);
    }
}
EXPORT_SYMBOL(kmem_cache_shrink);

int kmem_cache_destroy(kmem_cache_t *cache)
{
    if (cache->live) {
        printk(KERN_ERR "kmem_cache_destroy: %s still has %u objects\n", cache->name, cache->live);
        return 1;
    }
    kmem_cache_shrink(cache);
    kfree(cache);
    return 0;
}
EXPORT_SYMBOL(kmem_cache_destroy);
