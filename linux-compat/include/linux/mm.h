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
#include <asm/pgtable.h>

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
#define VM_MAYREAD 0x00000010
#define VM_MAYWRITE 0x00000020
#define VM_MAYEXEC 0x00000040
#define VM_MAYSHARE 0x00000080
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
    struct vm_area_struct *vm_next;
};
struct vm_operations_struct {
    struct page *(*nopage)(struct vm_area_struct *area, unsigned long address, int unused);
    void (*close)(struct vm_area_struct *area);
    void (*open)(struct vm_area_struct *area);
};
#define NOPAGE_SIGBUS ((struct page *)0)
#define NOPAGE_OOM ((struct page *)-1)
extern int remap_page_range(unsigned long from, unsigned long to, unsigned long size, pgprot_t protection);
extern struct page *vmalloc_to_page(void *address);
extern void si_meminfo(struct sysinfo *info);
extern unsigned long do_mmap_pgoff(struct file *file, unsigned long address, unsigned long length, unsigned long protection,
                                   unsigned long flags, unsigned long page);
extern int do_munmap(struct mm_struct *mm, unsigned long address, size_t length, int account);
extern void truncate_inode_pages(struct address_space *space, loff_t from);
extern void show_mem(void);
extern int page_is_ram(unsigned long page);
static inline unsigned long do_mmap(struct file *file, unsigned long addr, unsigned long len, unsigned long prot,
                                    unsigned long flag, unsigned long offset)
{
    if ((offset & ~PAGE_MASK) || offset + PAGE_ALIGN(len) < offset)
        return -EINVAL;
    return do_mmap_pgoff(file, addr, len, prot, flag, offset >> PAGE_SHIFT);
}

/* Bits of a page's flags, and what is asked and done with them */
enum lx_page_flags { PG_locked, PG_error, PG_referenced, PG_uptodate, PG_dirty, PG_checked = 8, PG_reserved = 14 };
#define LX_PAGE_SET(page, bit) set_bit(PG_##bit, &(page)->flags)
#define LX_PAGE_CLEAR(page, bit) clear_bit(PG_##bit, &(page)->flags)
#define LX_PAGE_IS(page, bit) test_bit(PG_##bit, &(page)->flags)
#define ClearPageDirty(page) LX_PAGE_CLEAR(page, dirty)
#define ClearPageError(page) LX_PAGE_CLEAR(page, error)
#define ClearPageReferenced(page) LX_PAGE_CLEAR(page, referenced)
#define ClearPageReserved(page) LX_PAGE_CLEAR(page, reserved)
#define ClearPageUptodate(page) LX_PAGE_CLEAR(page, uptodate)
#define PageChecked(page) LX_PAGE_IS(page, checked)
#define PageDirty(page) LX_PAGE_IS(page, dirty)
#define PageError(page) LX_PAGE_IS(page, error)
#define PageLocked(page) LX_PAGE_IS(page, locked)
#define PageReserved(page) LX_PAGE_IS(page, reserved)
#define Page_Uptodate(page) LX_PAGE_IS(page, uptodate)
#define SetPageChecked(page) LX_PAGE_SET(page, checked)
#define SetPageDirty(page) LX_PAGE_SET(page, dirty)
#define SetPageError(page) LX_PAGE_SET(page, error)
#define SetPageReferenced(page) LX_PAGE_SET(page, referenced)
#define SetPageReserved(page) LX_PAGE_SET(page, reserved)
#define SetPageUptodate(page) LX_PAGE_SET(page, uptodate)
#define LockPage(page) LX_PAGE_SET(page, locked)
#define TryLockPage(page) test_and_set_bit(PG_locked, &(page)->flags)
#define UnlockPage(page) unlock_page(page)
extern void unlock_page(struct page *page);
#define put_page_testzero(p) atomic_dec_and_test(&(p)->count)
#define set_page_count(p, v) atomic_set(&(p)->count, (v))
extern mem_map_t *mem_map;
#define PageHighMem(page) 0
