/* SPDX-License-Identifier: MIT
 * The two 8237A DMA controllers of ISA, whose ports the bundle must have a right to.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <asm/dma.h>
#include <linux/ioport.h>

/* Intel 8237A data sheet; page registers of the PC/AT (74LS612). Channel 4 joins the two. */
spinlock_t dma_spin_lock;
EXPORT_SYMBOL(dma_spin_lock);
int isa_dma_bridge_buggy;
EXPORT_SYMBOL(isa_dma_bridge_buggy);

static const unsigned char lx_page_port[MAX_DMA_CHANNELS] = { 0x87, 0x83, 0x81, 0x82, 0x8f, 0x8b, 0x89, 0x8a };
static const char *lx_channel_owner[MAX_DMA_CHANNELS] = { [4] = "cascade" };
static nim_handle_t lx_channel_handle[MAX_DMA_CHANNELS];
static nim_handle_t lx_controller_ports[3];

/* The controllers' ports are opened with the first channel. */
static int lx_controllers_open(void)
{
    static const struct { unsigned short first, count; } range[3] = { { 0x00, 0x10 }, { 0x80, 0x10 }, { 0xc0, 0x20 } };
    int i, result = 0;

    for (i = 0; i < 3 && result >= 0; i++)
        if (!lx_controller_ports[i])
            result = nim_ports_request(range[i].first, range[i].count, &lx_controller_ports[i]);
    return result;
}

int request_dma(unsigned int channel, const char *name)
{
    int result;

    if (channel >= MAX_DMA_CHANNELS)
        return -EINVAL;
    if (lx_channel_owner[channel])
        return -EBUSY;
    result = lx_controllers_open();
    if (result >= 0)
        result = nim_dma_channel_request(channel, &lx_channel_handle[channel]);
    if (result < 0)
        return result;
    lx_channel_owner[channel] = name ? name : "?";
    return 0;
}
EXPORT_SYMBOL(request_dma);

void free_dma(unsigned int channel)
{
    if (channel >= MAX_DMA_CHANNELS || channel == 4 || !lx_channel_owner[channel]) {
        printk(KERN_WARNING "free_dma: channel %u is nobody's\n", channel);
        return;
    }
    lx_channel_owner[channel] = NULL;
    nim_dma_channel_free(lx_channel_handle[channel]);
}
EXPORT_SYMBOL(free_dma);

/* A register of the controller that has the channel. */
static unsigned short lx_controller(unsigned int channel, unsigned short of_first, unsigned short of_second)
{
    return channel < 4 ? of_first : of_second;
}

void enable_dma(unsigned int channel)
{
    outb(channel & 3, lx_controller(channel, DMA1_MASK_REG, DMA2_MASK_REG));
}
EXPORT_SYMBOL(enable_dma);

void disable_dma(unsigned int channel)
{
    outb((channel & 3) | 4, lx_controller(channel, DMA1_MASK_REG, DMA2_MASK_REG));
}
EXPORT_SYMBOL(disable_dma);

void clear_dma_ff(unsigned int channel)
{
    outb(0, lx_controller(channel, DMA1_CLEAR_FF_REG, DMA2_CLEAR_FF_REG));
}
EXPORT_SYMBOL(clear_dma_ff);

void set_dma_mode(unsigned int channel, char mode)
{
    outb((mode & 0xfc) | (channel & 3), lx_controller(channel, DMA1_MODE_REG, DMA2_MODE_REG));
}
EXPORT_SYMBOL(set_dma_mode);

/* The second controller counts words, so its page has no lowest bit. */
void set_dma_page(unsigned int channel, char page)
{
    outb(channel < 4 ? page : page & 0xfe, lx_page_port[channel & 7]);
}
EXPORT_SYMBOL(set_dma_page);

/* Address and count registers take two bytes, the lower first. */
static unsigned short lx_register(unsigned int channel, int count)
{
    unsigned int n = (channel & 3) * 2 + count;

    return channel < 4 ? n : 0xc0 + n * 2;
}

static void lx_set16(unsigned short port, unsigned int value)
{
    outb(value & 0xff, port);
    outb((value >> 8) & 0xff, port);
}

void set_dma_addr(unsigned int channel, unsigned int address)
{
    set_dma_page(channel, address >> 16);
    lx_set16(lx_register(channel, 0), channel < 4 ? address : address >> 1);
}
EXPORT_SYMBOL(set_dma_addr);

void set_dma_count(unsigned int channel, unsigned int count)
{
    lx_set16(lx_register(channel, 1), (channel < 4 ? count : count >> 1) - 1);
}
EXPORT_SYMBOL(set_dma_count);

/* Bytes that are left. */
int get_dma_residue(unsigned int channel)
{
    unsigned short port = lx_register(channel, 1);
    unsigned int left = inb(port);

    left = ((left | inb(port) << 8) + 1) & 0xffff;
    return channel < 4 ? left : left << 1;
}
EXPORT_SYMBOL(get_dma_residue);
