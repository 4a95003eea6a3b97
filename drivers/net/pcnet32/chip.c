/* SPDX-License-Identifier: MIT
 * The PCnet as a device: access, reset, start, address filter. Call with p->lock held.
 */
#include <linux/crc32.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/etherdevice.h>
#include <linux/kernel.h>
#include "pcnet32.h"

#define POLLS 1000
#define POLL_US 10

u16 pcnet_get(struct pcnet *p, unsigned int port, unsigned int index)
{
    u16 value;

    outl(index, p->io + PORT_RAP);
    value = inl(p->io + port);
    outl(0, p->io + PORT_RAP);
    return value;
}

void pcnet_set(struct pcnet *p, unsigned int port, unsigned int index, u16 value)
{
    outl(index, p->io + PORT_RAP);
    outl(value, p->io + port);
    outl(0, p->io + PORT_RAP);
}

/* From any state to silence, with registers in double words. In which width whoever had the device before left
 * it is unknown: each reading resets in one of them and does nothing in the other. */
int pcnet_reset(struct pcnet *p)
{
    inl(p->io + PORT_RESET);
    inw(p->io + PORT_WORD_RESET);
    udelay(1);
    outl(0, p->io + PORT_RDP);      /* a double word there: from now on so ("Double Word I/O Mode") */
    outl(0, p->io + PORT_RAP);
    return pcnet_csr0(p) == CSR0_STOP ? 0 : -ENODEV;
}

/* After a reset: which one it is, and its address. */
int pcnet_identify(struct pcnet *p)
{
    u32 id = pcnet_csr(p, CSR_CHIP_LOW) | (u32)pcnet_csr(p, CSR_CHIP_HIGH) << 16;
    u32 low = inl(p->io + PORT_ADDRESS), high = inl(p->io + PORT_ADDRESS + 4);

    p->part = CHIP_PART(id);
    if (!CHIP_IS_AMD(id))
        return -ENODEV;
    memcpy(p->dev->dev_addr, &low, 4);
    memcpy(p->dev->dev_addr + 4, &high, 2);
    return is_valid_ether_addr(p->dev->dev_addr) ? 0 : -ENODEV;
}

/* --- addresses --- */

/* The filter has 64 bins, chosen by the upper six bits of an address's CRC. */
static void pcnet_filter(struct net_device *dev, u32 *filter)
{
    struct dev_mc_list *mc;
    unsigned int bin;

    filter[0] = filter[1] = dev->flags & IFF_ALLMULTI ? ~0U : 0;
    for (mc = dev->mc_list; mc; mc = mc->next) {
        bin = ether_crc_le(ETH_ALEN, mc->dmi_addr) >> 26;
        filter[bin >> 5] |= 1U << (bin & 31);
    }
}

static u16 pcnet_mode(const struct net_device *dev)
{
    return dev->flags & IFF_PROMISC ? MODE_PROMISCUOUS : 0;
}

/* The controller ends the frames it is at, and then is at nobody's disposal until it may go on. */
static int pcnet_suspend(struct pcnet *p)
{
    int left;

    pcnet_set_csr(p, CSR_EXTENDED, EXTENDED_SUSPEND);
    for (left = POLLS; left; left--) {
        if (pcnet_csr(p, CSR_EXTENDED) & EXTENDED_SUSPEND)
            return 1;
        udelay(POLL_US);
    }
    return 0;
}

/* Addresses and mode of a controller that runs. */
int pcnet_set_filter(struct pcnet *p)
{
    const u8 *address = p->dev->dev_addr;
    u32 filter[2];
    unsigned int i;

    if (!pcnet_suspend(p))
        return -EIO;
    pcnet_filter(p->dev, filter);
    for (i = 0; i < 4; i++)
        pcnet_set_csr(p, CSR_FILTER(i), filter[i / 2] >> (i % 2 * 16));
    for (i = 0; i < ETH_ALEN / 2; i++)
        pcnet_set_csr(p, CSR_ADDRESS(i), address[i * 2] | address[i * 2 + 1] << 8);
    pcnet_set_csr(p, CSR_MODE, pcnet_mode(p->dev));
    pcnet_set_csr(p, CSR_EXTENDED, 0);
    return 0;
}

/* --- start --- */

void pcnet_set_duplex(struct pcnet *p)
{
    if (!p->mii.dev)
        pcnet_set_bcr(p, BCR_DUPLEX, p->full_duplex ? DUPLEX_ENABLE : 0);
}

static void pcnet_fill_init(struct pcnet *p)
{
    struct pcnet_init *init = &p->shared->init;

    init->mode = pcnet_mode(p->dev) | INIT_RX_LENGTH(RX_ORDER) | INIT_TX_LENGTH(TX_ORDER);
    memcpy(init->address, p->dev->dev_addr, ETH_ALEN);
    init->reserved = 0;
    pcnet_filter(p->dev, init->filter);
    init->rx = p->bus + offsetof(struct pcnet_shared, rx);
    init->tx = p->bus + offsetof(struct pcnet_shared, tx);
}

/* After a reset, with rings set up and the bus free: the controller reads the initialization block and runs. */
int pcnet_run(struct pcnet *p)
{
    u32 init = p->bus + offsetof(struct pcnet_shared, init);
    int left;

    pcnet_set_bcr(p, BCR_STYLE, STYLE_PCI);
    pcnet_set_bcr(p, BCR_BUS, pcnet_bcr(p, BCR_BUS) | BUS_BURSTS);
    pcnet_set_bcr(p, BCR_LINK_LED, LED_LINK);
    pcnet_set_duplex(p);
    pcnet_set_csr(p, CSR_MASK, (CSR0_CAUSES & ~CSR0_RX) | MASK_NO_TX_STOP);
    pcnet_set_csr(p, CSR_FEATURES, FEATURES_MASKS | FEATURES_PAD);
    pcnet_fill_init(p);
    pcnet_set_csr(p, CSR_INIT_LOW, init & 0xffff);
    pcnet_set_csr(p, CSR_INIT_HIGH, init >> 16);
    wmb();
    pcnet_set_csr0(p, CSR0_INIT);
    for (left = POLLS; left && !(pcnet_csr0(p) & CSR0_INIT_DONE); left--)
        udelay(POLL_US);
    if (!left)
        return -EIO;
    p->missed = pcnet_csr(p, CSR_MISSED);
    pcnet_set_csr0(p, CSR0_INIT_DONE | CSR0_START | CSR0_ENABLE);
    return 0;
}

int pcnet_link_is_up(struct pcnet *p)
{
    return (pcnet_bcr(p, BCR_LINK_LED) & LED_LIT) != 0;
}
