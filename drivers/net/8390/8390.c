/* SPDX-License-Identifier: MIT
 * The DP8390's half of a card's driver: ring, transmit buffers, interrupts, filter; the card's own half moves
 * the data. Written from the data sheet (National Semiconductor DP8390D, sections 7 and 10).
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/errno.h>
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/slab.h>
#include <linux/crc32.h>
#include <linux/etherdevice.h>
#include <asm/io.h>
#include "8390.h"
#include "../ne2k/dp8390.h"

#define FRAME_PAGES 6               /* a full frame in pages of 256 bytes */
#define FRAME_MAX 1518
#define MAX_ROUNDS 12               /* of work in one interrupt */
#define TX_TIMEOUT (HZ / 5)
#define INTERRUPTS (ISR_RECEIVED | ISR_RX_ERROR | ISR_SENT | ISR_TX_ERROR | ISR_OVERWRITE | ISR_COUNTERS)

MODULE_AUTHOR("The Alcove project");
MODULE_DESCRIPTION("DP8390 Ethernet chip");
MODULE_LICENSE("MIT");

static inline u8 ei_get(struct net_device *dev, int reg)
{
    return inb(dev->base_addr + reg);
}

static inline void ei_set(struct net_device *dev, int reg, u8 value)
{
    outb(value, dev->base_addr + reg);
}

static u8 ei_rx_mode(struct net_device *dev)
{
    u8 mode = RCR_BROADCAST;

    if (dev->flags & IFF_PROMISC)
        mode |= RCR_PROMISCUOUS | RCR_MULTICAST;
    else if ((dev->flags & IFF_ALLMULTI) || dev->mc_list)
        mode |= RCR_MULTICAST;
    return mode;
}

/* --- transmit: tx1 and tx2 are the lengths in the two buffers, 0 where empty, negative while sent --- */

static int ei_buffer_page(struct ei_device *ei, int buffer)
{
    return ei->tx_start_page + (buffer == 2 ? FRAME_PAGES : 0);
}

static short *ei_length(struct ei_device *ei, int buffer)
{
    return buffer == 2 ? &ei->tx2 : &ei->tx1;
}

static int ei_buffers(struct ei_device *ei)
{
    return ei->rx_start_page - ei->tx_start_page >= 2 * FRAME_PAGES ? 2 : 1;
}

static void ei_send(struct net_device *dev, int buffer)
{
    struct ei_device *ei = dev->priv;
    short *length = ei_length(ei, buffer);

    ei_set(dev, DP_CR, CR_PAGE0 | CR_START | CR_REMOTE_ABORT);
    ei_set(dev, DP_TBCR0, *length & 0xff);
    ei_set(dev, DP_TBCR1, *length >> 8);
    ei_set(dev, DP_TPSR, ei_buffer_page(ei, buffer));
    ei_set(dev, DP_CR, CR_PAGE0 | CR_START | CR_REMOTE_ABORT | CR_TRANSMIT);
    *length = -*length;
    ei->txing = 1;
    dev->trans_start = jiffies;
}

static void ei_count_tx_error(struct ei_device *ei, u8 status)
{
    ei->stat.tx_errors++;
    if (status & TSR_ABORTED) {
        ei->stat.tx_aborted_errors++;
        ei->stat.collisions += 16;
    }
    if (status & TSR_CARRIER_LOST)
        ei->stat.tx_carrier_errors++;
    if (status & TSR_UNDERRUN)
        ei->stat.tx_fifo_errors++;
    if (status & TSR_HEARTBEAT)
        ei->stat.tx_heartbeat_errors++;
    if (status & TSR_LATE)
        ei->stat.tx_window_errors++;
}

/* The chip has finished a frame: the other buffer is next. */
static void ei_sent(struct net_device *dev, u8 isr)
{
    struct ei_device *ei = dev->priv;
    int buffer = ei->tx1 < 0 ? 1 : 2;
    u8 status = ei_get(dev, DP_TSR);

    if (!ei->txing)
        return;
    if (isr & ISR_TX_ERROR) {
        ei_count_tx_error(ei, status);
    } else {
        if (status & TSR_COLLIDED)
            ei->stat.collisions += ei_get(dev, DP_NCR) & 0x0f;
        ei->stat.tx_packets++;
        ei->stat.tx_bytes += -*ei_length(ei, buffer);
    }
    *ei_length(ei, buffer) = 0;
    ei->txing = 0;
    ei->lasttx = buffer;
    if (*ei_length(ei, 3 - buffer) > 0)
        ei_send(dev, 3 - buffer);
    netif_wake_queue(dev);
}

static int ei_start_xmit(struct sk_buff *skb, struct net_device *dev)
{
    struct ei_device *ei = dev->priv;
    unsigned int length = skb->len < ETH_ZLEN ? ETH_ZLEN : skb->len;
    unsigned char padded[ETH_ZLEN];
    const unsigned char *data = skb->data;
    unsigned long flags;
    int buffer;

    if (skb->len > FRAME_MAX) {
        ei->stat.tx_dropped++;
        dev_kfree_skb(skb);
        return 0;
    }
    if (skb->len < ETH_ZLEN) {
        memset(padded, 0, sizeof(padded));
        memcpy(padded, skb->data, skb->len);
        data = padded;
    }
    spin_lock_irqsave(&ei->page_lock, flags);
    buffer = !ei->tx1 ? 1 : 2;
    if (*ei_length(ei, buffer) || buffer > ei_buffers(ei)) {
        netif_stop_queue(dev);
        spin_unlock_irqrestore(&ei->page_lock, flags);
        return 1;
    }
    ei->block_output(dev, length, data, ei_buffer_page(ei, buffer));
    *ei_length(ei, buffer) = length;
    if (!ei->txing)
        ei_send(dev, buffer);
    if (ei_buffers(ei) == 1 || (ei->tx1 && ei->tx2))
        netif_stop_queue(dev);
    spin_unlock_irqrestore(&ei->page_lock, flags);
    dev_kfree_skb(skb);
    return 0;
}

static void ei_tx_timeout(struct net_device *dev)
{
    struct ei_device *ei = dev->priv;
    unsigned long flags;

    spin_lock_irqsave(&ei->page_lock, flags);
    printk(KERN_WARNING "%s: transmit timed out, status %02x, interrupts %02x\n", dev->name, ei_get(dev, DP_TSR),
           ei_get(dev, DP_ISR));
    ei->stat.tx_errors++;
    ei->reset_8390(dev);
    NS8390_init(dev, 1);
    spin_unlock_irqrestore(&ei->page_lock, flags);
    netif_wake_queue(dev);
}

/* --- receive --- */

static u8 ei_chip_page(struct net_device *dev)
{
    u8 page;

    ei_set(dev, DP_CR, CR_PAGE1 | CR_START | CR_REMOTE_ABORT);
    page = ei_get(dev, DP_CURR);
    ei_set(dev, DP_CR, CR_PAGE0 | CR_START | CR_REMOTE_ABORT);
    return page;
}

/* Everything before `page` is free for the chip. */
static void ei_advance(struct net_device *dev, u8 page)
{
    struct ei_device *ei = dev->priv;

    ei->current_page = page;
    ei_set(dev, DP_BNRY, page == ei->rx_start_page ? ei->stop_page - 1 : page - 1);
}

static int ei_sane(struct ei_device *ei, const struct e8390_pkt_hdr *h)
{
    unsigned int next = ei->current_page + (h->count + 255) / 256;

    if (next >= ei->stop_page)
        next -= ei->stop_page - ei->rx_start_page;
    return h->count >= ETH_HLEN + sizeof(*h) && h->count <= FRAME_MAX + 4 + sizeof(*h) &&
           h->next >= ei->rx_start_page && h->next < ei->stop_page &&
           (h->next == next || h->next == next + 1 || (h->next == ei->rx_start_page && next + 1 == ei->stop_page));
}

static void ei_deliver(struct net_device *dev, unsigned int length)
{
    struct ei_device *ei = dev->priv;
    struct sk_buff *skb = dev_alloc_skb(length + 4);

    if (!skb) {
        ei->stat.rx_dropped++;
        return;
    }
    skb->dev = dev;
    skb_reserve(skb, 2);            /* the IP header on a multiple of 16 */
    skb_put(skb, length);
    ei->block_input(dev, length, skb, (ei->current_page << 8) + sizeof(struct e8390_pkt_hdr));
    skb->protocol = eth_type_trans(skb, dev);
    netif_rx(skb);
    dev->last_rx = jiffies;
    ei->stat.rx_packets++;
    ei->stat.rx_bytes += length;
}

/* All frames up to where the chip is now. */
static void ei_receive(struct net_device *dev)
{
    struct ei_device *ei = dev->priv;
    struct e8390_pkt_hdr h;
    u8 until = ei_chip_page(dev);

    if (until < ei->rx_start_page || until >= ei->stop_page)
        return;
    while (ei->current_page != until) {
        ei->get_8390_hdr(dev, &h, ei->current_page);
        if (!ei_sane(ei, &h)) {
            ei->stat.rx_errors++;
            ei->stat.rx_length_errors++;
            ei_advance(dev, ei_chip_page(dev));
            return;
        }
        if (h.status & RSR_OK)
            ei_deliver(dev, h.count - sizeof(h));
        else
            ei->stat.rx_errors++;
        ei_advance(dev, h.next);
    }
}

/* The chip ran into unread frames and stopped. The order of steps is the data sheet's (section 7). */
static void ei_overwritten(struct net_device *dev)
{
    struct ei_device *ei = dev->priv;
    int was_sending = ei_get(dev, DP_CR) & CR_TRANSMIT, again;

    ei->stat.rx_over_errors++;
    ei_set(dev, DP_CR, CR_PAGE0 | CR_STOP | CR_REMOTE_ABORT);
    udelay(1600);                   /* the longest frame that may be under way */
    ei_set(dev, DP_RBCR0, 0);
    ei_set(dev, DP_RBCR1, 0);
    again = was_sending && !(ei_get(dev, DP_ISR) & (ISR_SENT | ISR_TX_ERROR));
    ei_set(dev, DP_TCR, TCR_LOOPBACK);
    ei_set(dev, DP_CR, CR_PAGE0 | CR_START | CR_REMOTE_ABORT);
    ei_receive(dev);
    ei_set(dev, DP_ISR, ISR_OVERWRITE);
    ei_set(dev, DP_TCR, TCR_NORMAL);
    if (again && ei->txing)
        ei_set(dev, DP_CR, CR_PAGE0 | CR_START | CR_REMOTE_ABORT | CR_TRANSMIT);
}

static void ei_counters(struct net_device *dev)
{
    struct ei_device *ei = dev->priv;

    ei->stat.rx_frame_errors += ei_get(dev, DP_CNTR_FRAME);
    ei->stat.rx_crc_errors += ei_get(dev, DP_CNTR_CRC);
    ei->stat.rx_missed_errors += ei_get(dev, DP_CNTR_MISSED);
}

void ei_interrupt(int irq, void *dev_id, struct pt_regs *regs)
{
    struct net_device *dev = dev_id;
    struct ei_device *ei = dev->priv;
    int rounds;
    u8 isr;

    spin_lock(&ei->page_lock);
    for (rounds = 0; rounds < MAX_ROUNDS; rounds++) {
        isr = ei_get(dev, DP_ISR);
        if (isr == 0xff || !(isr &= INTERRUPTS) || !netif_running(dev))
            break;                  /* nothing to do, or the card is gone */
        ei_set(dev, DP_ISR, isr & ~ISR_OVERWRITE);
        if (isr & ISR_OVERWRITE)
            ei_overwritten(dev);
        else if (isr & (ISR_RECEIVED | ISR_RX_ERROR))
            ei_receive(dev);
        if (isr & (ISR_SENT | ISR_TX_ERROR))
            ei_sent(dev, isr);
        if (isr & ISR_COUNTERS)
            ei_counters(dev);
    }
    spin_unlock(&ei->page_lock);
}
EXPORT_SYMBOL(ei_interrupt);

/* --- the device --- */

static struct net_device_stats *ei_get_stats(struct net_device *dev)
{
    struct ei_device *ei = dev->priv;
    unsigned long flags;

    if (netif_running(dev)) {
        spin_lock_irqsave(&ei->page_lock, flags);
        ei_counters(dev);
        spin_unlock_irqrestore(&ei->page_lock, flags);
    }
    return &ei->stat;
}

/* Filter and mode. The filter has 64 bins, chosen by the upper six bits of an address's CRC. */
static void ei_filter(struct net_device *dev)
{
    struct ei_device *ei = dev->priv;
    struct dev_mc_list *mc;
    unsigned int i, bin;

    memset(ei->mcfilter, dev->flags & (IFF_PROMISC | IFF_ALLMULTI) ? 0xff : 0, sizeof(ei->mcfilter));
    for (mc = dev->mc_list; mc; mc = mc->next) {
        bin = ether_crc(ETH_ALEN, mc->dmi_addr) >> 26;
        ei->mcfilter[bin >> 3] |= 1 << (bin & 7);
    }
    ei_set(dev, DP_CR, CR_PAGE1 | CR_REMOTE_ABORT | (netif_running(dev) ? CR_START : CR_STOP));
    for (i = 0; i < sizeof(ei->mcfilter); i++)
        ei_set(dev, DP_MAR0 + i, ei->mcfilter[i]);
    ei_set(dev, DP_CR, CR_PAGE0 | CR_REMOTE_ABORT | (netif_running(dev) ? CR_START : CR_STOP));
    ei_set(dev, DP_RCR, ei_rx_mode(dev));
}

static void ei_set_multicast_list(struct net_device *dev)
{
    struct ei_device *ei = dev->priv;
    unsigned long flags;

    spin_lock_irqsave(&ei->page_lock, flags);
    ei_filter(dev);
    spin_unlock_irqrestore(&ei->page_lock, flags);
}

/* Sets the chip up; `start`: and lets it work. */
void NS8390_init(struct net_device *dev, int start)
{
    struct ei_device *ei = dev->priv;
    int i;

    ei_set(dev, DP_CR, CR_PAGE0 | CR_STOP | CR_REMOTE_ABORT);
    ei_set(dev, DP_DCR, DCR_FIFO_8 | DCR_NORMAL | (ei->word16 ? DCR_WORDS : 0) | (ei->bigendian ? 2 : 0));
    ei_set(dev, DP_RBCR0, 0);
    ei_set(dev, DP_RBCR1, 0);
    ei_set(dev, DP_RCR, RCR_MONITOR);
    ei_set(dev, DP_TCR, TCR_LOOPBACK);
    ei_set(dev, DP_TPSR, ei->tx_start_page);
    ei_set(dev, DP_PSTART, ei->rx_start_page);
    ei_set(dev, DP_BNRY, ei->stop_page - 1);
    ei_set(dev, DP_PSTOP, ei->stop_page);
    ei_set(dev, DP_ISR, 0xff);
    ei_set(dev, DP_IMR, 0);
    ei->tx1 = ei->tx2 = ei->lasttx = 0;
    ei->txing = 0;
    ei->current_page = ei->rx_start_page;
    ei_set(dev, DP_CR, CR_PAGE1 | CR_STOP | CR_REMOTE_ABORT);
    for (i = 0; i < ETH_ALEN; i++)
        ei_set(dev, DP_PAR0 + i, dev->dev_addr[i]);
    ei_set(dev, DP_CURR, ei->current_page);
    ei_set(dev, DP_CR, CR_PAGE0 | CR_STOP | CR_REMOTE_ABORT);
    if (!start)
        return;
    ei_set(dev, DP_CR, CR_PAGE0 | CR_START | CR_REMOTE_ABORT);
    ei_set(dev, DP_TCR, TCR_NORMAL);
    ei_filter(dev);
    ei_set(dev, DP_ISR, 0xff);
    ei_set(dev, DP_IMR, INTERRUPTS);
}
EXPORT_SYMBOL(NS8390_init);

int ei_open(struct net_device *dev)
{
    struct ei_device *ei = dev->priv;
    unsigned long flags;

    if (!ei)
        return -ENXIO;
    if (!dev->tx_timeout)
        dev->tx_timeout = ei_tx_timeout;
    if (dev->watchdog_timeo <= 0)
        dev->watchdog_timeo = TX_TIMEOUT;
    spin_lock_irqsave(&ei->page_lock, flags);
    NS8390_init(dev, 1);
    netif_start_queue(dev);
    ei->open = 1;
    spin_unlock_irqrestore(&ei->page_lock, flags);
    return 0;
}
EXPORT_SYMBOL(ei_open);

int ei_close(struct net_device *dev)
{
    struct ei_device *ei = dev->priv;
    unsigned long flags;

    spin_lock_irqsave(&ei->page_lock, flags);
    NS8390_init(dev, 0);
    spin_unlock_irqrestore(&ei->page_lock, flags);
    netif_stop_queue(dev);
    ei->open = 0;
    return 0;
}
EXPORT_SYMBOL(ei_close);

/* The part of a device that is the same for all cards. */
int ethdev_init(struct net_device *dev)
{
    struct ei_device *ei;

    if (!dev->priv) {
        dev->priv = kmalloc(sizeof(*ei), GFP_KERNEL);
        if (!dev->priv)
            return -ENOMEM;
        memset(dev->priv, 0, sizeof(*ei));
    }
    ei = dev->priv;
    spin_lock_init(&ei->page_lock);
    dev->hard_start_xmit = ei_start_xmit;
    dev->get_stats = ei_get_stats;
    dev->set_multicast_list = ei_set_multicast_list;
    ether_setup(dev);
    return 0;
}
EXPORT_SYMBOL(ethdev_init);

static int __init ei_module_init(void)
{
    return 0;
}

static void __exit ei_module_exit(void)
{
}

module_init(ei_module_init);
module_exit(ei_module_exit);
