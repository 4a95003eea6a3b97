/* SPDX-License-Identifier: MIT
 * Pages of files, of which a network driver has none.
 */
#pragma once
#include <linux/mm.h>
#include <linux/fs.h>
#include <linux/list.h>
#include <linux/highmem.h>
#include <asm/uaccess.h>
#define PAGE_CACHE_SHIFT PAGE_SHIFT
#define PAGE_CACHE_SIZE PAGE_SIZE
#define PAGE_CACHE_MASK PAGE_MASK
#define PAGE_CACHE_ALIGN(addr) (((addr) + PAGE_CACHE_SIZE - 1) & PAGE_CACHE_MASK)
#define page_cache_release(x) put_page(x)
#define page_cache_get(x) get_page(x)
#define page_cache_alloc(mapping) alloc_pages((mapping)->gfp_mask, 0)
extern void unlock_page(struct page *page);
extern void __lock_page(struct page *page);
extern struct page *grab_cache_page(struct address_space *mapping, unsigned long index);
