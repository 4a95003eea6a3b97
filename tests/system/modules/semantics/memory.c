/* SPDX-License-Identifier: MIT
 * Checks of kmalloc, object caches, pages and vmalloc.
 */
#include "check.h"
#include <linux/pci.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include <asm/io.h>

static const unsigned int sizes[] = { 1, 4, 31, 32, 33, 100, 512, 1000, 1536, 2048, 4000, 4096, 5000, 65536, 131072 };

static void kmalloc_sizes(void)
{
	unsigned char *block[ARRAY_SIZE(sizes)];
	int i, k, wrong = 0;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		block[i] = kmalloc(sizes[i], GFP_KERNEL);
		MUST(block[i]);
		MUST(((unsigned long)block[i] & (sizeof(void *) - 1)) == 0);
		memset(block[i], i + 1, sizes[i]);
	}
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		for (k = 0; k < sizes[i]; k++)
			wrong += block[i][k] != i + 1;
		kfree(block[i]);
	}
	MUST_BE(wrong, 0);
	MUST(!kmalloc(131072 + 1, GFP_KERNEL));
	kfree(NULL);
}

static void kmalloc_dma(void)
{
	void *block = kmalloc(1000, GFP_KERNEL | GFP_DMA);
	unsigned long page = __get_dma_pages(GFP_KERNEL, 1);

	MUST(block && page);
	MUST(virt_to_bus(block) + 1000 <= 0x1000000);
	MUST(virt_to_bus((void *)page) + 2 * PAGE_SIZE <= 0x1000000);
	MUST(bus_to_virt(virt_to_bus(block)) == block);
	kfree(block);
	free_pages(page, 1);
}

/* What is given back is there again: far more than the domain's quota in sum. */
static void memory_returns(void)
{
	int i;

	for (i = 0; i < 200; i++) {
		void *block = kmalloc(100000, GFP_KERNEL);

		MUST(block);
		kfree(block);
	}
	for (i = 0; i < 200; i++) {
		unsigned long pages = __get_free_pages(GFP_KERNEL, 5);

		MUST(pages);
		free_pages(pages, 5);
	}
	for (i = 0; i < 200; i++) {
		void *area = vmalloc(100000);

		MUST(area);
		vfree(area);
	}
	for (i = 0; i < 20000; i++) {
		void *block = kmalloc(1000, GFP_ATOMIC);

		MUST(block);
		kfree(block);
	}
}

static void pages(void)
{
	unsigned long one = __get_free_page(GFP_KERNEL), four = __get_free_pages(GFP_KERNEL, 2), zero;
	int i, wrong = 0;

	MUST(one && four);
	MUST((one & ~PAGE_MASK) == 0 && (four & (4 * PAGE_SIZE - 1)) == 0);
	memset((void *)one, 0xaa, PAGE_SIZE);
	memset((void *)four, 0xbb, 4 * PAGE_SIZE);
	MUST_BE(*(unsigned char *)(one + PAGE_SIZE - 1), 0xaa);
	free_page(one);
	free_pages(four, 2);
	zero = get_zeroed_page(GFP_KERNEL);
	MUST(zero);
	for (i = 0; i < PAGE_SIZE; i++)
		wrong += *(char *)(zero + i) != 0;
	free_page(zero);
	MUST_BE(wrong, 0);
}

static void page_descriptors(void)
{
	struct page *page = alloc_pages(GFP_KERNEL, 1);
	unsigned long address;

	MUST(page);
	address = (unsigned long)page_address(page);
	MUST(address && (address & ~PAGE_MASK) == 0);
	MUST(virt_to_page(address) == page);
	MUST(virt_to_page(address + PAGE_SIZE + 5) == page + 1);
	MUST_BE(page_count(page), 1);
	get_page(page);
	__free_pages(page, 1);
	MUST_BE(page_count(page), 1);
	*(int *)address = 1;
	__free_pages(page, 1);
}

/* A page that nobody asked for by descriptor has one all the same, and always the same. */
static void page_of_any(void)
{
	char *memory = kmalloc(PAGE_SIZE, GFP_KERNEL);
	struct page *page;

	MUST(memory);
	page = virt_to_page(memory);
	MUST(page != NULL);
	MUST(page_address(page) == (void *)((unsigned long)memory & PAGE_MASK));
	MUST_BE(page_count(page), 1);
	MUST(virt_to_page(memory) == page);
	MUST(virt_to_page(memory + PAGE_SIZE) != page);
	MUST(pci_map_page(NULL, page, 5, 10, PCI_DMA_TODEVICE) == virt_to_bus(page_address(page)) + 5);
	MUST(virt_to_page(100) == NULL);
	kfree(memory);
}

static void vmalloc_area(void)
{
	char *area = vmalloc(3 * PAGE_SIZE + 10);

	MUST(area);
	MUST(((unsigned long)area & ~PAGE_MASK) == 0);
	memset(area, 5, 3 * PAGE_SIZE + 10);
	MUST_BE(area[3 * PAGE_SIZE + 9], 5);
	vfree(area);
	vfree(NULL);
	MUST(!vmalloc(0));
}

/* --- object caches --- */

struct object {
	int constructed, used;
	char more[52];
};
static int constructed, destroyed;
static unsigned long flags_seen;

static void construct(void *object, kmem_cache_t *cache, unsigned long flags)
{
	struct object *o = object;

	constructed++;
	flags_seen = flags;
	o->constructed = 0x1234;
	o->used = 0;
}

static void destroy(void *object, kmem_cache_t *cache, unsigned long flags)
{
	destroyed++;
}

static void cache_objects(void)
{
	kmem_cache_t *cache;
	struct object *o[20];
	int i;

	constructed = destroyed = 0;
	cache = kmem_cache_create("semantics", sizeof(struct object), 0, SLAB_HWCACHE_ALIGN, construct, destroy);
	MUST(cache);
	for (i = 0; i < 20; i++) {
		o[i] = kmem_cache_alloc(cache, SLAB_KERNEL);
		MUST(o[i]);
		MUST_BE(o[i]->constructed, 0x1234);
		MUST_BE(o[i]->used, 0);
		MUST(((unsigned long)o[i] & 31) == 0);
		o[i]->constructed = 0x1234 + i;
		memset(o[i]->more, i, sizeof(o[i]->more));
	}
	MUST(constructed >= 20);
	MUST(flags_seen & SLAB_CTOR_CONSTRUCTOR);
	MUST(!(flags_seen & SLAB_CTOR_ATOMIC));
	for (i = 0; i < 20; i++)
		MUST(o[i]->constructed == 0x1234 + i && o[i]->more[51] == i);
	MUST(kmem_cache_destroy(cache) != 0); /* it has objects outside */
	for (i = 0; i < 20; i++) {
		o[i]->constructed = 0x1234; /* constructed again, as one gives them back */
		kmem_cache_free(cache, o[i]);
	}
	constructed = 0;
	o[0] = kmem_cache_alloc(cache, SLAB_ATOMIC);
	MUST_BE(o[0]->constructed, 0x1234);
	MUST_BE(constructed, 0);
	kmem_cache_free(cache, o[0]);
	MUST_BE(kmem_cache_destroy(cache), 0);
	MUST(destroyed >= 20);
}

static void cache_shrinks(void)
{
	kmem_cache_t *cache = kmem_cache_create("shrinks", 100, 0, 0, construct, destroy);
	void *kept = kmem_cache_alloc(cache, SLAB_KERNEL), *given = kmem_cache_alloc(cache, SLAB_KERNEL);

	MUST(kept && given);
	destroyed = 0;
	kmem_cache_free(cache, given);
	kmem_cache_shrink(cache);
	MUST(destroyed >= 1);
	kmem_cache_free(cache, kept);
	MUST_BE(kmem_cache_destroy(cache), 0);
}

static void cache_returns(void)
{
	kmem_cache_t *cache = kmem_cache_create("returns", 3000, 0, 0, NULL, NULL);
	int i;

	for (i = 0; i < 3000; i++) {
		void *o = kmem_cache_alloc(cache, SLAB_KERNEL);

		MUST(o);
		kmem_cache_free(cache, o);
	}
	MUST_BE(kmem_cache_destroy(cache), 0);
}

const struct check memory_checks[] = {
	{ "kmalloc-sizes", kmalloc_sizes },
	{ "kmalloc-dma", kmalloc_dma },
	{ "memory-returns", memory_returns },
	{ "pages", pages },
	{ "page-descriptors", page_descriptors },
	{ "page-of-any", page_of_any },
	{ "vmalloc", vmalloc_area },
	{ "cache-objects", cache_objects },
	{ "cache-shrink", cache_shrinks },
	{ "cache-returns", cache_returns },
	{ NULL },
};
