/* SPDX-License-Identifier: MIT
 * NE2000 for PCI: the RealTek 8029 and its clones, written from the DP8390 data sheet.
 *
 * Every access to a port is dear, in an emulator as on the bus. So: frames move by 32-bit string
 * instructions where the card can; header and body of a received frame come in one remote DMA; the
 * transmit interrupt is enabled only while both transmit buffers are full.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/errno.h>
#include <linux/pci.h>
#include <linux/interrupt.h>
#include <linux/ioport.h>
#include <linux/delay.h>
#include <linux/netdevice.h>
#include <linux/etherdevice.h>
#include <linux/skbuff.h>
#include <linux/crc32.h>
#include <asm/io.h>
#include "dp8390.h"

#define DRIVER "ne2k"

/* The card's buffer memory, in pages of 256 bytes: two frames to send, the rest for what is received. */
#define TX_FIRST 0x40
#define TX_PAGES 6
#define RX_FIRST (TX_FIRST + 2 * TX_PAGES)
#define RX_STOP 0x80                /* behind the 16 KiB that every card has */
#define RX_STOP_32K 0xc0            /* where the card has 32 */
#define PAGE 256

#define FRAME_MIN 60                /* to send; what comes in may be shorter in an emulator */
#define FRAME_MAX 1518
#define TX_TIMEOUT (2 * HZ)
#define INTERRUPTS (ISR_RECEIVED | ISR_RX_ERROR | ISR_OVERWRITE | ISR_COUNTERS)
#define INTERRUPTS_TX (ISR_SENT | ISR_TX_ERROR)

static int word16;
static int max_work = 24;
MODULE_AUTHOR("The Alcove project");
MODULE_DESCRIPTION("NE2000 PCI Ethernet");
MODULE_LICENSE("MIT");
MODULE_PARM(word16, "i");
MODULE_PARM_DESC(word16, "1: never use 32-bit accesses to the data port");
MODULE_PARM(max_work, "i");
MODULE_PARM_DESC(max_work, "rounds of work in one interrupt");

static struct pci_device_id ne2k_ids[] __devinitdata = {
    { 0x10ec, 0x8029, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* RealTek RTL8029(AS), QEMU, Bochs */
    { 0x1050, 0x0940, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* Winbond 89C940 */
    { 0x1050, 0x5a5a, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* Winbond 89C940F */
    { 0x11f6, 0x1401, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* Compex RL2000 */
    { 0x8e2e, 0x3000, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* KTI ET32P2 */
    { 0x4a14, 0x5000, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* NetVin NV5000SC */
    { 0x12c3, 0x0058, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* Holtek HT80232 */
    { 0x1106, 0x0926, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* VIA 86C926 */
    { 0x10bd, 0x0e34, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* SureCom NE34 */
    { 0, }
};
MODULE_DEVICE_TABLE(pci, ne2k_ids);

struct ne2k {
    struct net_device_stats stats;
    spinlock_t lock;
    long io;
    int wide;                       /* the data port takes 32 bits */
    u8 next;                        /* page of the next frame to read */
    u8 stop;                        /* page behind the receive ring */
    u8 mask;                        /* what IMR holds */
    u8 rx_mode;                     /* what RCR holds */
    /* Transmit buffers are used in turn. */
    int tx_used;                    /* filled: 0, 1 or 2 */
    int tx_current;                 /* the one that is or will be sent first */
    int tx_busy;                    /* the chip is sending tx_current */
    u16 tx_length[2];
};

/* --- access --- */

static inline u8 ne2k_get(struct ne2k *ne, int reg)
{
    return inb(ne->io + reg);
}

static inline void ne2k_set(struct ne2k *ne, int reg, u8 value)
{
    outb(value, ne->io + reg);
}

static void ne2k_remote(struct ne2k *ne, unsigned int address, unsigned int count, u8 command)
{
    ne2k_set(ne, DP_RSAR0, address & 0xff);
    ne2k_set(ne, DP_RSAR1, address >> 8);
    ne2k_set(ne, DP_RBCR0, count & 0xff);
    ne2k_set(ne, DP_RBCR1, count >> 8);
    ne2k_set(ne, DP_CR, CR_PAGE0 | CR_START | command);
}

/* Data of a remote DMA that is under way. count is even; where it is no multiple of four, the last word
 * moves by itself. */
static void ne2k_data_in(struct ne2k *ne, void *to, unsigned int count)
{
    if (ne->wide) {
        insl(ne->io + NE_DATA, to, count / 4);
        to = (char *)to + (count & ~3U);
        count &= 3;
    }
    insw(ne->io + NE_DATA, to, count / 2);
}

static void ne2k_data_out(struct ne2k *ne, const void *from, unsigned int count)
{
    if (ne->wide) {
        outsl(ne->io + NE_DATA, from, count / 4);
        from = (const char *)from + (count & ~3U);
        count &= 3;
    }
    outsw(ne->io + NE_DATA, from, count / 2);
}

/* The chip has a few bus cycles to go after the last word. */
static int ne2k_remote_wait(struct ne2k *ne)
{
    int left;

    for (left = 1000; left && !(ne2k_get(ne, DP_ISR) & ISR_REMOTE_DONE); left--)
        udelay(1);
    ne2k_set(ne, DP_ISR, ISR_REMOTE_DONE);
    return left != 0;
}

static void ne2k_read(struct ne2k *ne, unsigned int address, void *to, unsigned int count)
{
    ne2k_remote(ne, address, count, CR_REMOTE_READ);
    ne2k_data_in(ne, to, count);
    ne2k_set(ne, DP_CR, CR_PAGE0 | CR_START | CR_REMOTE_ABORT);
}

/* --- setting up --- */

static int ne2k_reset(struct ne2k *ne)
{
    int left;

    ne2k_set(ne, NE_RESET, ne2k_get(ne, NE_RESET));
    /* QEMU's chip keeps the page, which whoever drove it before may have left at another one. */
    ne2k_set(ne, DP_CR, CR_PAGE0 | CR_STOP | CR_REMOTE_ABORT);
    for (left = 200; left && !(ne2k_get(ne, DP_ISR) & ISR_RESET); left--)
        udelay(100);
    ne2k_set(ne, DP_ISR, 0xff);
    return left ? 0 : -ENODEV;
}

/* Stopped, in words, with the whole memory open to remote DMA. */
static void ne2k_prepare(struct ne2k *ne)
{
    ne2k_set(ne, DP_CR, CR_PAGE0 | CR_STOP | CR_REMOTE_ABORT);
    ne2k_set(ne, DP_DCR, DCR_WORDS | DCR_NORMAL | DCR_FIFO_8);
    ne2k_set(ne, DP_RBCR0, 0);
    ne2k_set(ne, DP_RBCR1, 0);
    ne2k_set(ne, DP_IMR, 0);
    ne2k_set(ne, DP_ISR, 0xff);
    ne2k_set(ne, DP_RCR, RCR_MONITOR);
    ne2k_set(ne, DP_TCR, TCR_LOOPBACK);
    ne2k_set(ne, DP_PSTART, RX_FIRST);
    ne2k_set(ne, DP_PSTOP, ne->stop);
    ne2k_set(ne, DP_BNRY, RX_FIRST);
    ne->mask = 0;
}

static void ne2k_start(struct net_device *dev)
{
    struct ne2k *ne = dev->priv;
    int i;

    ne2k_prepare(ne);
    ne2k_set(ne, DP_CR, CR_PAGE1 | CR_STOP | CR_REMOTE_ABORT);
    for (i = 0; i < ETH_ALEN; i++)
        ne2k_set(ne, DP_PAR0 + i, dev->dev_addr[i]);
    for (i = 0; i < 8; i++)
        ne2k_set(ne, DP_MAR0 + i, 0);
    ne->next = RX_FIRST + 1;
    ne2k_set(ne, DP_CURR, ne->next);
    ne2k_set(ne, DP_CR, CR_PAGE0 | CR_START | CR_REMOTE_ABORT);
    ne2k_set(ne, DP_TCR, TCR_NORMAL);
    ne->rx_mode = RCR_BROADCAST;
    ne2k_set(ne, DP_RCR, ne->rx_mode);
    ne->tx_used = ne->tx_busy = ne->tx_current = 0;
    ne->mask = INTERRUPTS;
    ne2k_set(ne, DP_IMR, ne->mask);
}

static void ne2k_mask(struct ne2k *ne, u8 mask)
{
    if (ne->mask == mask)
        return;
    ne->mask = mask;
    ne2k_set(ne, DP_IMR, mask);
}

/* The address PROM: in word mode each byte is in a word of its own. */
static void ne2k_read_prom(struct ne2k *ne, u8 *prom)
{
    u16 words[16];
    int i;

    ne2k_read(ne, 0, words, sizeof(words));
    for (i = 0; i < 16; i++)
        prom[i] = words[i] & 0xff;
}

/* Whether the data port takes 32 bits at a time: what is written so must read back by words, and the
 * other way round. */
static int ne2k_is_wide(struct ne2k *ne)
{
    static const u32 pattern[4] = { 0x8badf00d, 0x12345678, 0x55aa33cc, 0xfedcba98 };
    u32 by_words[4], by_longs[4];

    ne->wide = 1;
    ne2k_remote(ne, TX_FIRST * PAGE, sizeof(pattern), CR_REMOTE_WRITE);
    ne2k_data_out(ne, pattern, sizeof(pattern));
    ne2k_remote_wait(ne);
    ne2k_read(ne, TX_FIRST * PAGE, by_longs, sizeof(by_longs));
    ne->wide = 0;
    ne2k_read(ne, TX_FIRST * PAGE, by_words, sizeof(by_words));
    return !memcmp(by_words, pattern, sizeof(pattern)) && !memcmp(by_longs, pattern, sizeof(pattern));
}

/* Whether there is memory behind the first 16 KiB, and not the same again: clones have 16 or 32. */
static int ne2k_has_32k(struct ne2k *ne)
{
    static const u32 low[2] = { 0x600df00d, 0x0badcafe }, high[2] = { 0x13579bdf, 0x2468ace0 };
    u32 got_low[2], got_high[2];

    ne2k_remote(ne, TX_FIRST * PAGE, sizeof(low), CR_REMOTE_WRITE);
    ne2k_data_out(ne, low, sizeof(low));
    ne2k_remote_wait(ne);
    ne2k_remote(ne, RX_STOP * PAGE, sizeof(high), CR_REMOTE_WRITE);
    ne2k_data_out(ne, high, sizeof(high));
    ne2k_remote_wait(ne);
    ne2k_read(ne, TX_FIRST * PAGE, got_low, sizeof(got_low));
    ne2k_read(ne, RX_STOP * PAGE, got_high, sizeof(got_high));
    return !memcmp(got_low, low, sizeof(low)) && !memcmp(got_high, high, sizeof(high));
}

/* --- transmit --- */

/* Tell the chip about tx_current; what remains is the command. */
static void ne2k_send_prepare(struct net_device *dev)
{
    struct ne2k *ne = dev->priv;
    unsigned int length = ne->tx_length[ne->tx_current];

    ne2k_set(ne, DP_TPSR, TX_FIRST + ne->tx_current * TX_PAGES);
    ne2k_set(ne, DP_TBCR0, length & 0xff);
    ne2k_set(ne, DP_TBCR1, length >> 8);
    ne->tx_busy = 1;
    dev->trans_start = jiffies;
}

static void ne2k_send(struct ne2k *ne)
{
    ne2k_set(ne, DP_CR, CR_PAGE0 | CR_START | CR_REMOTE_ABORT | CR_TRANSMIT);
}

static void ne2k_count_tx_error(struct ne2k *ne, u8 status)
{
    ne->stats.tx_errors++;
    if (status & TSR_ABORTED) {
        ne->stats.tx_aborted_errors++;
        ne->stats.collisions += 16;
    }
    if (status & TSR_CARRIER_LOST)
        ne->stats.tx_carrier_errors++;
    if (status & TSR_UNDERRUN)
        ne->stats.tx_fifo_errors++;
    if (status & TSR_HEARTBEAT)
        ne->stats.tx_heartbeat_errors++;
    if (status & TSR_LATE)
        ne->stats.tx_window_errors++;
}

/* The chip has finished a frame, and says so in ISR (the bits in `isr`, acknowledged by us). Goes on
 * with the other buffer. */
static void ne2k_sent(struct net_device *dev, u8 isr)
{
    struct ne2k *ne = dev->priv;
    u8 status;

    if (!ne->tx_busy)
        return;
    status = ne2k_get(ne, DP_TSR);
    if (isr & ISR_TX_ERROR) {
        ne2k_count_tx_error(ne, status);
    } else {
        if (status & TSR_COLLIDED)
            ne->stats.collisions += ne2k_get(ne, DP_NCR) & 0x0f;
        ne->stats.tx_packets++;
        ne->stats.tx_bytes += ne->tx_length[ne->tx_current];
    }
    ne->tx_busy = 0;
    ne->tx_used--;
    ne->tx_current ^= 1;
    if (ne->tx_used) {
        ne2k_send_prepare(dev);
        ne2k_send(ne);
    } else {
        ne2k_mask(ne, INTERRUPTS);
    }
    netif_wake_queue(dev);
}

/* Into the free buffer; what is too short grows by zeros. */
static void ne2k_fill(struct ne2k *ne, const struct sk_buff *skb)
{
    int buffer = ne->tx_current ^ (ne->tx_used & 1);
    unsigned int address = (TX_FIRST + buffer * TX_PAGES) * PAGE;
    unsigned int length = skb->len < FRAME_MIN ? FRAME_MIN : skb->len;
    u8 padded[FRAME_MIN];
    const void *data = skb->data;

    if (skb->len < FRAME_MIN) {
        memset(padded, 0, sizeof(padded));
        memcpy(padded, skb->data, skb->len);
        data = padded;
    }
    ne2k_remote(ne, address, (length + 1) & ~1U, CR_REMOTE_WRITE);
    ne2k_data_out(ne, data, (length + 1) & ~1U);
    ne2k_remote_wait(ne);
    ne->tx_length[buffer] = length;
    ne->tx_used++;
}

static int ne2k_start_xmit(struct sk_buff *skb, struct net_device *dev)
{
    struct ne2k *ne = dev->priv;
    unsigned long flags;
    int idle;
    u8 isr;

    if (skb->len > FRAME_MAX) {
        ne->stats.tx_dropped++;
        dev_kfree_skb(skb);
        return 0;
    }
    spin_lock_irqsave(&ne->lock, flags);
    if (ne->tx_busy) {
        isr = ne2k_get(ne, DP_ISR) & INTERRUPTS_TX;
        if (isr) {
            ne2k_set(ne, DP_ISR, isr);
            ne2k_sent(dev, isr);
        }
    }
    ne2k_fill(ne, skb);
    idle = !ne->tx_busy;
    if (idle)
        ne2k_send_prepare(dev);
    if (ne->tx_used == 2) {
        netif_stop_queue(dev);
        ne2k_mask(ne, INTERRUPTS | INTERRUPTS_TX);
    }
    spin_unlock_irqrestore(&ne->lock, flags);
    /* With interrupts on: an answer that is quick interrupts at once instead of when the lock is free.
     * A handler that comes before this command finds nothing sent yet. */
    if (idle)
        ne2k_send(ne);
    dev_kfree_skb(skb);
    return 0;
}

static void ne2k_tx_timeout(struct net_device *dev)
{
    struct ne2k *ne = dev->priv;
    unsigned long flags;

    spin_lock_irqsave(&ne->lock, flags);
    printk(KERN_WARNING "%s: transmit timed out, command %02x, status %02x\n", dev->name, ne2k_get(ne, DP_CR),
           ne2k_get(ne, DP_ISR));
    ne->stats.tx_errors++;
    ne2k_reset(ne);
    ne2k_start(dev);
    spin_unlock_irqrestore(&ne->lock, flags);
    dev->set_multicast_list(dev);
    dev->trans_start = jiffies;
    netif_wake_queue(dev);
}

/* --- receive --- */

static u8 ne2k_current_page(struct ne2k *ne)
{
    u8 page;

    ne2k_set(ne, DP_CR, CR_PAGE1 | CR_START | CR_REMOTE_ABORT);
    page = ne2k_get(ne, DP_CURR);
    ne2k_set(ne, DP_CR, CR_PAGE0 | CR_START | CR_REMOTE_ABORT);
    return page;
}

/* Everything before page `next` is free for the chip. */
static void ne2k_advance(struct ne2k *ne, u8 next)
{
    ne->next = next;
    ne2k_set(ne, DP_BNRY, next == RX_FIRST ? ne->stop - 1 : next - 1);
}

static int ne2k_header_is_sane(struct ne2k *ne, const struct dp_header *h)
{
    unsigned int next = ne->next + (h->length + PAGE - 1) / PAGE;

    if (next >= ne->stop)
        next -= ne->stop - RX_FIRST;
    /* some chips count the CRC in the page but not in the length */
    return h->length >= ETH_HLEN + sizeof(*h) && h->length <= FRAME_MAX + 4 + sizeof(*h) && h->next >= RX_FIRST &&
           h->next < ne->stop && (h->next == next || h->next == next + 1 || (h->next == RX_FIRST && next == ne->stop - 1));
}

/* The rest of a frame whose header was just read from the running remote DMA. The ring's end cuts it. */
static void ne2k_body(struct ne2k *ne, unsigned char *to, unsigned int length)
{
    unsigned int first = (ne->stop - ne->next) * PAGE - sizeof(struct dp_header);

    if (length <= first) {
        ne2k_data_in(ne, to, (length + 1) & ~1U);
        return;
    }
    ne2k_data_in(ne, to, first);
    ne2k_set(ne, DP_CR, CR_PAGE0 | CR_START | CR_REMOTE_ABORT);
    ne2k_remote(ne, RX_FIRST * PAGE, (length - first + 1) & ~1U, CR_REMOTE_READ);
    ne2k_data_in(ne, to + first, (length - first + 1) & ~1U);
}

static void ne2k_deliver(struct net_device *dev, unsigned int length)
{
    struct ne2k *ne = dev->priv;
    struct sk_buff *skb = dev_alloc_skb(length + 4);

    if (!skb) {
        ne->stats.rx_dropped++;
        return;
    }
    skb->dev = dev;
    skb_reserve(skb, 2);            /* the IP header on a multiple of 16 */
    ne2k_body(ne, skb_put(skb, length), length);
    skb->protocol = eth_type_trans(skb, dev);
    netif_rx(skb);
    dev->last_rx = jiffies;
    ne->stats.rx_packets++;
    ne->stats.rx_bytes += length;
}

/* One frame. Returns 0 where the ring makes no sense any more. */
static int ne2k_receive_one(struct net_device *dev)
{
    struct ne2k *ne = dev->priv;
    struct dp_header h;

    ne2k_remote(ne, ne->next * PAGE, 8 * PAGE, CR_REMOTE_READ);
    ne2k_data_in(ne, &h, sizeof(h));
    if (!ne2k_header_is_sane(ne, &h))
        return 0;
    if (h.status & RSR_OK) {
        ne2k_deliver(dev, h.length - sizeof(h));
    } else {
        ne->stats.rx_errors++;
        if (h.status & RSR_OVERRUN)
            ne->stats.rx_fifo_errors++;
    }
    ne2k_set(ne, DP_CR, CR_PAGE0 | CR_START | CR_REMOTE_ABORT);
    ne2k_advance(ne, h.next);
    return 1;
}

/* All frames up to where the chip is now. */
static void ne2k_receive(struct net_device *dev)
{
    struct ne2k *ne = dev->priv;
    u8 current_page = ne2k_current_page(ne);

    if (current_page < RX_FIRST || current_page >= ne->stop)
        return;
    while (ne->next != current_page) {
        if (ne2k_receive_one(dev))
            continue;
        ne->stats.rx_errors++;
        ne->stats.rx_length_errors++;
        ne2k_set(ne, DP_CR, CR_PAGE0 | CR_START | CR_REMOTE_ABORT);
        ne2k_advance(ne, ne2k_current_page(ne));
        break;
    }
}

/* The chip ran into unread frames and stopped receiving. The order of steps is the data sheet's
 * (section 7, "Overwrite warning"). */
static void ne2k_overwritten(struct net_device *dev)
{
    struct ne2k *ne = dev->priv;
    int was_sending = ne2k_get(ne, DP_CR) & CR_TRANSMIT, resend;

    ne->stats.rx_over_errors++;
    ne2k_set(ne, DP_CR, CR_PAGE0 | CR_STOP | CR_REMOTE_ABORT);
    udelay(1600);                   /* the longest frame that may be under way */
    ne2k_set(ne, DP_RBCR0, 0);
    ne2k_set(ne, DP_RBCR1, 0);
    resend = was_sending && !(ne2k_get(ne, DP_ISR) & INTERRUPTS_TX);
    ne2k_set(ne, DP_TCR, TCR_LOOPBACK);
    ne2k_set(ne, DP_CR, CR_PAGE0 | CR_START | CR_REMOTE_ABORT);
    ne2k_receive(dev);
    ne2k_set(ne, DP_ISR, ISR_OVERWRITE);
    ne2k_set(ne, DP_TCR, TCR_NORMAL);
    if (resend && ne->tx_busy)
        ne2k_send(ne);
}

static void ne2k_counters(struct ne2k *ne)
{
    unsigned int frame = ne2k_get(ne, DP_CNTR_FRAME), crc = ne2k_get(ne, DP_CNTR_CRC);
    unsigned int missed = ne2k_get(ne, DP_CNTR_MISSED);

    if (frame == 0xff && crc == 0xff && missed == 0xff)
        return;                     /* the card is gone */
    ne->stats.rx_frame_errors += frame;
    ne->stats.rx_crc_errors += crc;
    ne->stats.rx_missed_errors += missed;
    ne->stats.rx_errors += frame + crc;
}

static void ne2k_interrupt(int irq, void *dev_id, struct pt_regs *regs)
{
    struct net_device *dev = dev_id;
    struct ne2k *ne = dev->priv;
    int rounds;
    u8 isr;

    spin_lock(&ne->lock);
    for (rounds = 0; rounds < max_work; rounds++) {
        isr = ne2k_get(ne, DP_ISR) & (INTERRUPTS | INTERRUPTS_TX);
        if (!isr || isr == (INTERRUPTS | INTERRUPTS_TX))
            break;                  /* nothing, or all ones: the card is gone */
        ne2k_set(ne, DP_ISR, isr & ~ISR_OVERWRITE);
        if (isr & ISR_OVERWRITE)
            ne2k_overwritten(dev);
        else if (isr & (ISR_RECEIVED | ISR_RX_ERROR))
            ne2k_receive(dev);
        if (isr & INTERRUPTS_TX)
            ne2k_sent(dev, isr);
        if (isr & ISR_COUNTERS)
            ne2k_counters(ne);
    }
    if (rounds == max_work)
        printk(KERN_WARNING "%s: too much work in one interrupt, status %02x\n", dev->name, ne2k_get(ne, DP_ISR));
    spin_unlock(&ne->lock);
}

/* --- the device --- */

static int ne2k_open(struct net_device *dev)
{
    struct ne2k *ne = dev->priv;
    unsigned long flags;
    int result = request_irq(dev->irq, ne2k_interrupt, SA_SHIRQ, dev->name, dev);

    if (result)
        return result;
    spin_lock_irqsave(&ne->lock, flags);
    ne2k_start(dev);
    spin_unlock_irqrestore(&ne->lock, flags);
    netif_start_queue(dev);
    return 0;
}

static int ne2k_stop(struct net_device *dev)
{
    struct ne2k *ne = dev->priv;
    unsigned long flags;

    netif_stop_queue(dev);
    spin_lock_irqsave(&ne->lock, flags);
    ne2k_prepare(ne);
    spin_unlock_irqrestore(&ne->lock, flags);
    free_irq(dev->irq, dev);
    return 0;
}

static struct net_device_stats *ne2k_get_stats(struct net_device *dev)
{
    struct ne2k *ne = dev->priv;
    unsigned long flags;

    if (netif_running(dev)) {
        spin_lock_irqsave(&ne->lock, flags);
        ne2k_counters(ne);
        spin_unlock_irqrestore(&ne->lock, flags);
    }
    return &ne->stats;
}

/* The filter has 64 bins, chosen by the upper six bits of an address's CRC. */
static void ne2k_multicast_filter(struct net_device *dev, u8 *filter)
{
    struct dev_mc_list *mc;
    unsigned int bin;

    memset(filter, dev->flags & (IFF_ALLMULTI | IFF_PROMISC) ? 0xff : 0, 8);
    for (mc = dev->mc_list; mc; mc = mc->next) {
        bin = ether_crc(ETH_ALEN, mc->dmi_addr) >> 26;
        filter[bin >> 3] |= 1 << (bin & 7);
    }
}

static void ne2k_set_multicast_list(struct net_device *dev)
{
    struct ne2k *ne = dev->priv;
    unsigned long flags;
    u8 filter[8], mode = RCR_BROADCAST;
    int i;

    ne2k_multicast_filter(dev, filter);
    if (dev->flags & IFF_PROMISC)
        mode |= RCR_PROMISCUOUS;
    if ((dev->flags & (IFF_PROMISC | IFF_ALLMULTI)) || dev->mc_list)
        mode |= RCR_MULTICAST;
    spin_lock_irqsave(&ne->lock, flags);
    ne2k_set(ne, DP_CR, CR_PAGE1 | CR_START | CR_REMOTE_ABORT);
    for (i = 0; i < 8; i++)
        ne2k_set(ne, DP_MAR0 + i, filter[i]);
    ne2k_set(ne, DP_CR, CR_PAGE0 | CR_START | CR_REMOTE_ABORT);
    ne->rx_mode = mode;
    ne2k_set(ne, DP_RCR, mode);
    spin_unlock_irqrestore(&ne->lock, flags);
}

/* --- finding cards --- */

static int __devinit ne2k_setup(struct net_device *dev)
{
    struct ne2k *ne = dev->priv;
    u8 prom[16];
    int result = ne2k_reset(ne);

    if (result)
        return result;
    ne2k_prepare(ne);
    ne2k_read_prom(ne, prom);
    memcpy(dev->dev_addr, prom, ETH_ALEN);
    if (!is_valid_ether_addr(dev->dev_addr))
        return -ENODEV;
    ne->wide = !word16 && ne2k_is_wide(ne);
    ne->stop = ne2k_has_32k(ne) ? RX_STOP_32K : RX_STOP;
    ne2k_prepare(ne);
    dev->open = ne2k_open;
    dev->stop = ne2k_stop;
    dev->hard_start_xmit = ne2k_start_xmit;
    dev->get_stats = ne2k_get_stats;
    dev->set_multicast_list = ne2k_set_multicast_list;
    dev->tx_timeout = ne2k_tx_timeout;
    dev->watchdog_timeo = TX_TIMEOUT;
    return 0;
}

static int __devinit ne2k_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
    struct net_device *dev;
    struct ne2k *ne;
    int result = pci_enable_device(pdev);

    if (result)
        return result;
    if (!(pci_resource_flags(pdev, 0) & IORESOURCE_IO) || pci_resource_len(pdev, 0) < NE_PORTS) {
        printk(KERN_ERR DRIVER ": %s has no ports\n", pdev->slot_name);
        return -ENODEV;
    }
    if (!request_region(pci_resource_start(pdev, 0), NE_PORTS, DRIVER))
        return -EBUSY;
    dev = alloc_etherdev(sizeof(*ne));
    result = -ENOMEM;
    if (!dev)
        goto no_device;
    SET_MODULE_OWNER(dev);
    ne = dev->priv;
    spin_lock_init(&ne->lock);
    ne->io = dev->base_addr = pci_resource_start(pdev, 0);
    dev->irq = pdev->irq;
    result = ne2k_setup(dev);
    if (!result)
        result = register_netdev(dev);
    if (result)
        goto no_setup;
    pci_set_drvdata(pdev, dev);
    printk(KERN_INFO "%s: NE2000 PCI at %#lx, IRQ %d, %02x:%02x:%02x:%02x:%02x:%02x, %d-bit data port\n", dev->name,
           dev->base_addr, dev->irq, dev->dev_addr[0], dev->dev_addr[1], dev->dev_addr[2], dev->dev_addr[3],
           dev->dev_addr[4], dev->dev_addr[5], ne->wide ? 32 : 16);
    return 0;

no_setup:
    kfree(dev);
no_device:
    release_region(pci_resource_start(pdev, 0), NE_PORTS);
    return result;
}

static void __devexit ne2k_remove(struct pci_dev *pdev)
{
    struct net_device *dev = pci_get_drvdata(pdev);

    unregister_netdev(dev);
    release_region(dev->base_addr, NE_PORTS);
    kfree(dev);
    pci_set_drvdata(pdev, NULL);
    pci_disable_device(pdev);
}

static struct pci_driver ne2k_driver = {
    .name = DRIVER,
    .id_table = ne2k_ids,
    .probe = ne2k_probe,
    .remove = __devexit_p(ne2k_remove),
};

static int __init ne2k_init(void)
{
    return pci_module_init(&ne2k_driver);
}

static void __exit ne2k_exit(void)
{
    pci_unregister_driver(&ne2k_driver);
}

module_init(ne2k_init);
module_exit(ne2k_exit);
