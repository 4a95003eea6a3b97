/* SPDX-License-Identifier: MIT
 * Pages.
 */
#pragma once
#include <linux/config.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/string.h>
#include <linux/sched.h>
#include <asm/atomic.h>
#include <asm/page.h>

extern unsigned long __get_free_pages(unsigned int gfp, unsigned int order);
extern unsigned long get_zeroed_page(unsigned int gfp);
extern void free_pages(unsigned long addr, unsigned int order);
#define __get_free_page(gfp) __get_free_pages((gfp), 0)
#define __get_dma_pages(gfp, order) __get_free_pages((gfp) | GFP_DMA, (order))
#define get_free_page get_zeroed_page
#define free_page(addr) free_pages((addr), 0)

struct address_space;
struct buffer_head;
typedef struct page {
    unsigned long flags, index;
    atomic_t count;
    struct address_space *mapping;
    struct buffer_head *buffers;
    struct list_head list;
    void *virtual;
} mem_map_t;
extern unsigned long max_mapnr, num_physpages;
extern void *high_memory;
#define page_address(page) ((page)->virtual)
#define mem_map_reserve(page) do { } while (0)
#define mem_map_unreserve(page) do { } while (0)
extern struct page *alloc_pages(unsigned int gfp, unsigned int order);
extern void __free_pages(struct page *page, unsigned int order);
#define alloc_page(gfp) alloc_pages((gfp), 0)
#define __free_page(page) __free_pages((page), 0)
#define get_page(page) atomic_inc(&(page)->count)
#define put_page(page) __free_pages((page), 0)
#define page_count(page) atomic_read(&(page)->count)

/* Mappings of programs */
#define VM_READ 0x00000001
#define VM_WRITE 0x00000002
#define VM_EXEC 0x00000004
#define VM_SHARED 0x00000008
#define VM_MAYWRITE 0x00000020
#define VM_SHM 0x00000400
#define VM_LOCKED 0x00002000
#define VM_IO 0x00004000
#define VM_DONTCOPY 0x00020000
#define VM_RESERVED 0x00080000
struct vm_operations_struct;
struct file;
struct vm_area_struct {
    unsigned long vm_start, vm_end, vm_pgoff, vm_flags;
    pgprot_t vm_page_prot;
    struct mm_struct *vm_mm;
    struct vm_operations_struct *vm_ops;
    struct file *vm_file;
    void *vm_private_data;
};
