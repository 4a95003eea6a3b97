/* SPDX-License-Identifier: MIT
 * kmalloc and object caches.
 */
#pragma once
#include <linux/mm.h>
#include <linux/cache.h>
typedef struct kmem_cache_s kmem_cache_t;

#define SLAB_NOFS GFP_NOFS
#define SLAB_NOIO GFP_NOIO
#define SLAB_USER GFP_USER
#define SLAB_KERNEL GFP_KERNEL
#define SLAB_ATOMIC GFP_ATOMIC
#define SLAB_DMA GFP_DMA
#define SLAB_HWCACHE_ALIGN 0x00002000UL
#define SLAB_CTOR_CONSTRUCTOR 0x001UL
#define SLAB_CTOR_ATOMIC 0x002UL
#define SLAB_CTOR_VERIFY 0x004UL

extern void *kmalloc(size_t size, int flags);
extern void kfree(const void *block);
extern kmem_cache_t *kmem_cache_create(const char *name, size_t size, size_t offset, unsigned long flags,
                                       void (*ctor)(void *, kmem_cache_t *, unsigned long),
                                       void (*dtor)(void *, kmem_cache_t *, unsigned long));
extern int kmem_cache_destroy(kmem_cache_t *cache);
extern int kmem_cache_shrink(kmem_cache_t *cache);
extern void *kmem_cache_alloc(kmem_cache_t *cache, int flags);
extern void kmem_cache_free(kmem_cache_t *cache, void *object);
extern kmem_cache_t *names_cachep, *bh_cachep;
