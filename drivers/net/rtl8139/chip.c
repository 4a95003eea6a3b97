/* SPDX-License-Identifier: MIT
 * The RTL8139 as a device: reset, start, address filter. Call with r->lock held.
 */
#include <linux/crc32.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/etherdevice.h>
#include <linux/kernel.h>
#include "rtl8139.h"

#define POLLS 1000
#define POLL_US 10

/* Until these bits of a byte are clear; 0 if they don't become so. */
static int rtl_wait(struct rtl *r, unsigned int reg, u8 bits)
{
    int left;

    for (left = POLLS; left; left--) {
        if (!(rtl_getb(r, reg) & bits))
            return 1;
        udelay(POLL_US);
    }
    return 0;
}

/* From any state to silence, with both buffers empty. */
int rtl_reset(struct rtl *r)
{
    rtl_set_mask(r, 0);
    rtl_setb(r, REG_COMMAND, COMMAND_RESET);
    return rtl_wait(r, REG_COMMAND, COMMAND_RESET) ? 0 : -ENODEV;
}

/* The card's own address: a reset leaves the one that whoever had it before may have set. */
int rtl_load_address(struct rtl *r)
{
    u32 low, high;

    rtl_setb(r, REG_EEPROM, EEPROM_LOAD);
    if (!rtl_wait(r, REG_EEPROM, EEPROM_MODE))
        return -EIO;
    low = rtl_getl(r, REG_ADDRESS);
    high = rtl_getl(r, REG_ADDRESS + 4);
    memcpy(r->dev->dev_addr, &low, 4);
    memcpy(r->dev->dev_addr + 4, &high, 2);
    return is_valid_ether_addr(r->dev->dev_addr) ? 0 : -ENODEV;
}

void rtl_set_address(struct rtl *r)
{
    const u8 *a = r->dev->dev_addr;

    rtl_setb(r, REG_EEPROM, EEPROM_UNLOCK);
    rtl_setl(r, REG_ADDRESS, a[0] | a[1] << 8 | a[2] << 16 | (u32)a[3] << 24);
    rtl_setl(r, REG_ADDRESS + 4, a[4] | a[5] << 8);
    rtl_setb(r, REG_EEPROM, EEPROM_NORMAL);
}

/* The filter has 64 bins, chosen by the upper six bits of an address's CRC. */
void rtl_set_multicast(struct rtl *r)
{
    const u32 all = r->dev->flags & (IFF_PROMISC | IFF_ALLMULTI) ? ~0U : 0;
    u32 filter[2] = { all, all };
    struct dev_mc_list *mc;
    unsigned int bin;

    for (mc = r->dev->mc_list; mc; mc = mc->next) {
        bin = ether_crc(ETH_ALEN, mc->dmi_addr) >> 26;
        filter[bin >> 5] |= 1U << (bin & 31);
    }
    rtl_setl(r, REG_FILTER, filter[0]);
    rtl_setl(r, REG_FILTER + 4, filter[1]);
}

/* Multicast is up to the filter, so this changes with IFF_PROMISC alone. */
u32 rtl_wanted_rx_config(const struct net_device *dev)
{
    return RX_CONFIG_OURS | RX_CONFIG_BROADCAST | RX_CONFIG_MULTICAST | RX_CONFIG_NO_WRAP |
           RX_CONFIG_BURST_UNLIMITED | RX_CONFIG_RING_32K | RX_CONFIG_WHOLE_FRAMES |
           (dev->flags & IFF_PROMISC ? RX_CONFIG_ALL : 0);
}

/* After a reset. The receiver and the transmitter take their configurations only once they are on, and nothing
 * of what comes in before the last is looked at. */
void rtl_run(struct rtl *r)
{
    unsigned int i;

    r->rx_next = r->tx_next = r->tx_clean = 0;
    rtl_set_address(r);
    rtl_set_multicast(r);
    rtl_setl(r, REG_RX_START, r->bus + offsetof(struct rtl_shared, rx));
    for (i = 0; i < TX_BUFFERS; i++)
        rtl_setl(r, REG_TX_ADDRESS(i), r->bus + offsetof(struct rtl_shared, tx) + i * TX_BUFFER);
    rtl_setb(r, REG_COMMAND, COMMAND_RX | COMMAND_TX);
    rtl_setl(r, REG_TX_CONFIG, TX_CONFIG_BURST_2048 | TX_CONFIG_GAP_NORMAL);
    r->rx_config = rtl_wanted_rx_config(r->dev);
    rtl_setl(r, REG_RX_CONFIG, r->rx_config);
    rtl_setw(r, REG_RX_READ, r->rx_next - RX_READ_BIAS);
    rtl_setw(r, REG_RX_EARLY, 0);
    rtl_setl(r, REG_RX_MISSED, 0);
    rtl_setw(r, REG_CAUSES, 0xffff);
}

void rtl_set_mask(struct rtl *r, u16 mask)
{
    r->mask = mask;
    rtl_setw(r, REG_MASK, mask);
}

int rtl_link_is_up(struct rtl *r)
{
    return !(rtl_getb(r, REG_MEDIA) & MEDIA_LINK_FAILS);
}
