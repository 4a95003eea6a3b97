/* SPDX-License-Identifier: MIT
 * The two 8237A DMA controllers of ISA: channels 0-3 by bytes, 5-7 by words.
 */
#pragma once
#include <linux/config.h>
#include <linux/spinlock.h>
#include <linux/delay.h>
#include <asm/io.h>
#define MAX_DMA_CHANNELS 8
#define MAX_DMA_ADDRESS (PAGE_OFFSET + 0x1000000)
#define IO_DMA1_BASE 0x00
#define IO_DMA2_BASE 0xC0
#define DMA1_CMD_REG 0x08
#define DMA1_STAT_REG 0x08
#define DMA1_REQ_REG 0x09
#define DMA1_MASK_REG 0x0A
#define DMA1_MODE_REG 0x0B
#define DMA1_CLEAR_FF_REG 0x0C
#define DMA2_CMD_REG 0xD0
#define DMA2_STAT_REG 0xD0
#define DMA2_REQ_REG 0xD2
#define DMA2_MASK_REG 0xD4
#define DMA2_MODE_REG 0xD6
#define DMA2_CLEAR_FF_REG 0xD8
#define DMA_MODE_READ 0x44
#define DMA_MODE_WRITE 0x48
#define DMA_MODE_CASCADE 0xC0
#define DMA_AUTOINIT 0x10

extern int request_dma(unsigned int channel, const char *name);
extern void free_dma(unsigned int channel);
extern void enable_dma(unsigned int channel);
extern void disable_dma(unsigned int channel);
extern void clear_dma_ff(unsigned int channel);
extern void set_dma_mode(unsigned int channel, char mode);
extern void set_dma_page(unsigned int channel, char page);
extern void set_dma_addr(unsigned int channel, unsigned int address);
extern void set_dma_count(unsigned int channel, unsigned int count);
extern int get_dma_residue(unsigned int channel);
extern spinlock_t dma_spin_lock;
#define claim_dma_lock() ({ unsigned long lx_flags; spin_lock_irqsave(&dma_spin_lock, lx_flags); lx_flags; })
#define release_dma_lock(flags) spin_unlock_irqrestore(&dma_spin_lock, (flags))
extern int isa_dma_bridge_buggy;
