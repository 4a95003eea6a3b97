/* SPDX-License-Identifier: MIT
 * The PCnet's receive ring: frames go up in the buffers they came in, and new buffers follow by batches.
 */
#include <linux/etherdevice.h>
#include <linux/kernel.h>
#include "pcnet32.h"

#define RX_BATCH 16                 /* buffers to be missing before new ones are given */
#define RX_ALIGN 2                  /* puts the IP header on a multiple of 16 */
#define RETRY (HZ / 10)

/* New buffers, as long as there is memory. */
static void pcnet_rx_fill(struct pcnet *p)
{
    unsigned int filled = p->rx_filled, end = p->rx_clean + RX_RING;
    struct pcnet_descriptor *d;
    struct sk_buff *skb;

    for (; filled != end; filled++) {
        skb = p->rx_skb[filled % RX_RING];
        if (!skb) {                 /* one whose frame was bad is still there */
            skb = dev_alloc_skb(RX_BUFFER + RX_ALIGN);
            if (!skb)
                break;
            skb_reserve(skb, RX_ALIGN);
            skb->dev = p->dev;
            p->rx_skb[filled % RX_RING] = skb;
        }
        d = &p->shared->rx[filled % RX_RING];
        d->address = pci_map_single(p->pci, skb->data, RX_BUFFER, PCI_DMA_FROMDEVICE);
        d->result = 0;
        wmb();                      /* all else before the owner */
        d->status = OWNED | BUFFER_LENGTH(RX_BUFFER);
    }
    p->rx_filled = filled;
    if (filled - p->rx_clean < RX_BATCH)
        mod_timer(&p->refill_timer, jiffies + RETRY);
}

/* Without any buffer the controller would never interrupt again. */
void pcnet_rx_retry(unsigned long data)
{
    struct pcnet *p = (struct pcnet *)data;
    unsigned long flags;

    spin_lock_irqsave(&p->lock, flags);
    if (netif_running(p->dev))
        pcnet_rx_fill(p);
    spin_unlock_irqrestore(&p->lock, flags);
}

/* A descriptor without a whole, good frame; its buffer stays where it is. A frame that is too long takes several
 * descriptors and counts once, with the last. */
static void pcnet_rx_refuse(struct pcnet *p, u32 status)
{
    if (!(status & LAST))
        return;
    p->stats.rx_errors++;
    if (status & RX_CRC)
        p->stats.rx_crc_errors++;
    if (status & RX_FRAMING)
        p->stats.rx_frame_errors++;
    if (status & RX_OVERFLOW)
        p->stats.rx_fifo_errors++;
    if (!(status & FAILED))
        p->stats.rx_length_errors++;
}

static void pcnet_rx_deliver(struct pcnet *p, struct sk_buff *skb, unsigned int length)
{
    pci_unmap_single(p->pci, virt_to_bus(skb->data), RX_BUFFER, PCI_DMA_FROMDEVICE);
    __skb_put(skb, length);
    skb->protocol = eth_type_trans(skb, p->dev);
    netif_rx(skb);
}

/* All that has come in. It can't be more than the ring, as new buffers come last. */
void pcnet_receive(struct pcnet *p)
{
    const u32 looked_at = FIRST | LAST | FAILED;
    unsigned int clean = p->rx_clean, filled = p->rx_filled, packets = 0, bytes = 0, index, length;
    u32 status;

    for (; clean != filled; clean++) {
        index = clean % RX_RING;
        status = p->shared->rx[index].status;
        if (status & OWNED)
            break;
        barrier();                  /* the processor itself keeps loads in order */
        length = RX_LENGTH(p->shared->rx[index].result) - CRC_LENGTH;
        if (unlikely((status & looked_at) != (FIRST | LAST) || length - ETH_HLEN > RX_BUFFER - ETH_HLEN)) {
            pcnet_rx_refuse(p, status);
            continue;
        }
        packets++;
        bytes += length;
        if (status & RX_MULTICAST)
            p->stats.multicast++;
        pcnet_rx_deliver(p, p->rx_skb[index], length);
        p->rx_skb[index] = NULL;
    }
    if (clean == p->rx_clean)
        return;
    p->rx_clean = clean;
    p->stats.rx_packets += packets;
    p->stats.rx_bytes += bytes;
    p->dev->last_rx = jiffies;
    if (filled - clean <= RX_RING - RX_BATCH)
        pcnet_rx_fill(p);
}

/* A full ring, for a controller that doesn't run. */
int pcnet_rx_setup(struct pcnet *p)
{
    memset(p->shared->rx, 0, sizeof(p->shared->rx));
    p->rx_clean = p->rx_filled = 0;
    pcnet_rx_fill(p);
    return p->rx_filled ? 0 : -ENOMEM;
}

void pcnet_rx_drop(struct pcnet *p)
{
    unsigned int i;

    for (i = 0; i < RX_RING; i++) {
        if (p->rx_skb[i])
            dev_kfree_skb(p->rx_skb[i]);
        p->rx_skb[i] = NULL;
    }
}
