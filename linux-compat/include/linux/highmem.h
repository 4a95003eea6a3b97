/* SPDX-License-Identifier: MIT
 * High memory, of which there is none.
 */
#pragma once
#include <linux/mm.h>
#include <asm/kmap_types.h>
#define kmap(page) page_address(page)
#define kunmap(page) do { (void)(page); } while (0)
#define kmap_atomic(page, type) page_address(page)
#define kunmap_atomic(addr, type) do { (void)(addr); } while (0)
#define kmap_nonblock(page) page_address(page)
#include <linux/fs.h>
#include <asm/pgtable.h>
extern struct page *highmem_start_page;
static inline char *bh_kmap(struct buffer_head *bh) { return bh->b_data; }
static inline void bh_kunmap(struct buffer_head *bh) { }
static inline char *bh_kmap_irq(struct buffer_head *bh, unsigned long *flags)
{
    *flags = 0; /* nothing is mapped for the moment, so interrupts may go on */
    return bh->b_data;
}
static inline void bh_kunmap_irq(char *buffer, unsigned long *flags) { (void)buffer; (void)flags; }
