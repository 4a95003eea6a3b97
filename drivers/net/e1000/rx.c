/* SPDX-License-Identifier: MIT
 * The e1000's receive ring: frames go up in the buffers they came in, and new buffers follow by batches.
 */
#include <linux/etherdevice.h>
#include <linux/kernel.h>
#include "e1000.h"

#define RX_BATCH 32                 /* buffers to be missing before new ones are given */
#define RX_ALIGN 2                  /* puts the IP header on a multiple of 16 */
#define RETRY (HZ / 10)

/* New buffers, as long as there is memory. One descriptor stays empty: a full ring would look like an
 * empty one (3.2.6). */
static void e1000_rx_fill(struct e1000 *e)
{
    unsigned int filled = e->rx_filled, end = e->rx_clean + RX_RING - 1;
    struct e1000_rx_descriptor *d;
    struct sk_buff *skb;

    for (; filled != end; filled++) {
        skb = e->rx_skb[filled % RX_RING];
        if (!skb) {                 /* one whose frame was bad is still there */
            skb = dev_alloc_skb(RX_BUFFER + RX_ALIGN);
            if (!skb)
                break;
            skb_reserve(skb, RX_ALIGN);
            skb->dev = e->dev;
            e->rx_skb[filled % RX_RING] = skb;
        }
        d = &e->rx[filled % RX_RING];
        d->address = pci_map_single(e->pci, skb->data, RX_BUFFER, PCI_DMA_FROMDEVICE);
        d->result = 0;
    }
    if (filled != e->rx_filled) {
        e->rx_filled = filled;
        wmb();                      /* descriptors before the tail */
        e1000_set(e, REG_RDT, filled % RX_RING);
    }
    if (filled - e->rx_clean < RX_BATCH)
        mod_timer(&e->refill_timer, jiffies + RETRY);
}

/* Without any buffer the device would never interrupt again. */
void e1000_rx_retry(unsigned long data)
{
    struct e1000 *e = (struct e1000 *)data;
    unsigned long flags;

    spin_lock_irqsave(&e->lock, flags);
    if (netif_running(e->dev))
        e1000_rx_fill(e);
    spin_unlock_irqrestore(&e->lock, flags);
}

static void e1000_rx_count_error(struct e1000 *e, unsigned int errors)
{
    e->stats.rx_errors++;
    if (errors & RX_ERROR_CRC)
        e->stats.rx_crc_errors++;
    else if (errors & RX_ERRORS)
        e->stats.rx_frame_errors++;
    else
        e->stats.rx_length_errors++;
}

/* A descriptor without a whole, good frame. One that is too long takes several descriptors, none of which
 * is used; their buffers stay where they are. */
static void e1000_rx_refuse(struct e1000 *e, u32 result)
{
    e->rx_skip = !(result & RX_END);
    if (result & RX_END)
        e1000_rx_count_error(e, result >> RX_ERRORS_SHIFT);
}

static void e1000_rx_deliver(struct e1000 *e, struct sk_buff *skb, unsigned int length)
{
    pci_unmap_single(e->pci, virt_to_bus(skb->data), RX_BUFFER, PCI_DMA_FROMDEVICE);
    __skb_put(skb, length);
    skb->protocol = eth_type_trans(skb, e->dev);
    netif_rx(skb);
}

/* All that has come in. It can't be more than the ring, as new buffers come last. */
void e1000_receive(struct e1000 *e)
{
    const u32 looked_at = RX_DONE | RX_END | RX_ERRORS << RX_ERRORS_SHIFT;
    unsigned int clean = e->rx_clean, filled = e->rx_filled, packets = 0, bytes = 0, index, length;
    u32 result;

    for (; clean != filled; clean++) {
        index = clean % RX_RING;
        result = e->rx[index].result;
        if (!(result & RX_DONE))
            break;
        barrier();                  /* the processor itself keeps loads in order */
        length = e->rx[index].length;
        if (unlikely((result & looked_at) != (RX_DONE | RX_END) || e->rx_skip ||
                     length - ETH_HLEN > RX_BUFFER - ETH_HLEN)) {
            e1000_rx_refuse(e, result);
            continue;
        }
        packets++;
        bytes += length;
        e1000_rx_deliver(e, e->rx_skb[index], length);
        e->rx_skb[index] = NULL;
    }
    if (clean == e->rx_clean)
        return;
    e->rx_clean = clean;
    e->stats.rx_packets += packets;
    e->stats.rx_bytes += bytes;
    e->dev->last_rx = jiffies;
    if (filled - clean < RX_RING - RX_BATCH)
        e1000_rx_fill(e);
}

/* A full ring, for a device that doesn't receive. */
int e1000_rx_setup(struct e1000 *e)
{
    memset(e->rx, 0, RX_RING * sizeof(*e->rx));
    e->rx_clean = e->rx_filled = 0;
    e->rx_skip = 0;
    e1000_set(e, REG_RDBAL, e->rx_bus);
    e1000_set(e, REG_RDBAH, 0);
    e1000_set(e, REG_RDLEN, RX_RING * sizeof(*e->rx));
    e1000_set(e, REG_RDH, 0);
    e1000_set(e, REG_RDT, 0);
    e1000_rx_fill(e);
    return e->rx_filled ? 0 : -ENOMEM;
}

void e1000_rx_drop(struct e1000 *e)
{
    unsigned int i;

    for (i = 0; i < RX_RING; i++) {
        if (e->rx_skb[i])
            dev_kfree_skb(e->rx_skb[i]);
        e->rx_skb[i] = NULL;
    }
}
