/* SPDX-License-Identifier: MIT
 * The PC's floppy controller, its DMA channel and interrupt, by what the driver floppy calls them.
 */
#pragma once
#include <linux/vmalloc.h>
#include <linux/mm.h>
#include <asm/dma.h>
#include <asm/io.h>
#define FLOPPY_MOTOR_MASK 0xf0
#define FDC1 0x3f0
static int FDC2 = -1;
#define N_FDC 2
#define N_DRIVE 8
#define FLOPPY0_TYPE 4
#define FLOPPY1_TYPE 0
#define AUTO_DMA
/* No parameter beyond those of every machine */
#define EXTRA_FLOPPY_PARAMS
/* A buffer must not cross a multiple of 64 KiB (8237). */
#define CROSS_64KB(a, s) ((unsigned long)(a) >> 16 != ((unsigned long)(a) + (s) - 1) >> 16)
#define fd_inb(port) inb_p(port)
#define fd_outb(port, value) outb_p((port), (value))
#define fd_cacheflush(addr, size) do { } while (0)
#define fd_enable_irq() enable_irq(FLOPPY_IRQ)
#define fd_disable_irq() disable_irq(FLOPPY_IRQ)
#define fd_free_irq() free_irq(FLOPPY_IRQ, NULL)
#define fd_request_dma() request_dma(FLOPPY_DMA, "floppy")
#define fd_free_dma() free_dma(FLOPPY_DMA)
#define fd_disable_dma() disable_dma(FLOPPY_DMA)
#define fd_enable_dma() enable_dma(FLOPPY_DMA)
#define fd_get_dma_residue() get_dma_residue(FLOPPY_DMA)
#define fd_request_irq() request_irq(FLOPPY_IRQ, floppy_interrupt, SA_INTERRUPT | SA_SAMPLE_RANDOM, "floppy", NULL)
/* Memory for DMA; there is no way without. */
static inline unsigned long lx_floppy_memory(unsigned long size) { return __get_dma_pages(GFP_KERNEL, get_order(size)); }
static inline void _fd_dma_mem_free(unsigned long addr, unsigned long size) { free_pages(addr, get_order(size)); }
static inline unsigned long vdma_mem_alloc(unsigned long size) { return (unsigned long)vmalloc(size); }
#define fd_dma_mem_alloc(size) lx_floppy_memory(size)
#define fd_dma_mem_free(addr, size) _fd_dma_mem_free((unsigned long)(addr), (size))
#define nodma_mem_alloc(size) vdma_mem_alloc(size)
static inline void _fd_chose_dma_mode(char *addr, unsigned long size) { }
#define fd_chose_dma_mode(addr, size) _fd_chose_dma_mode((addr), (size))
#define fd_dma_setup(addr, size, mode, io) \
    ({ \
        unsigned long lx_dma_flags = claim_dma_lock(); \
        disable_dma(FLOPPY_DMA); \
        clear_dma_ff(FLOPPY_DMA); \
        set_dma_mode(FLOPPY_DMA, (mode)); \
        set_dma_addr(FLOPPY_DMA, virt_to_bus(addr)); \
        set_dma_count(FLOPPY_DMA, (size)); \
        enable_dma(FLOPPY_DMA); \
        release_dma_lock(lx_dma_flags); \
        (void)(io), 0; \
    })
