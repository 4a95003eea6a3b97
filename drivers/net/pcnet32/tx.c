/* SPDX-License-Identifier: MIT
 * The PCnet's transmit ring.
 *
 * A frame that is filled in may be sent at once: the controller looks by itself now and then. It is told to by
 * batches, from a tasklet that runs when whoever sends lets softirqs through. A controller that has sent before
 * the tasklet looks (emulators do) never interrupts for it; one that takes time does from then on.
 */
#include <linux/kernel.h>
#include <linux/module.h>
#include "pcnet32.h"

#define FRAME_MAX 1518
#define TX_AGAIN (TX_RING * 3 / 4)

static int tx_batch = 32;
MODULE_PARM(tx_batch, "i");
MODULE_PARM_DESC(tx_batch, "frames of which the controller is told at a time, at most; 1: each by itself");

static void pcnet_tx_give(struct pcnet *p)
{
    unsigned long flags;

    p->tx_given = p->tx_next;
    p->dev->trans_start = jiffies;
    spin_lock_irqsave(&p->lock, flags);
    wmb();                          /* descriptors before the demand */
    pcnet_set_csr0(p, CSR0_ENABLE | CSR0_TX_DEMAND);
    spin_unlock_irqrestore(&p->lock, flags);
}

static void pcnet_tx_count_error(struct pcnet *p, u32 result)
{
    p->stats.tx_errors++;
    if (result & TX_UNDERFLOW)
        p->stats.tx_fifo_errors++;
    if (result & TX_LATE)
        p->stats.tx_window_errors++;
    if (result & TX_NO_CARRIER)
        p->stats.tx_carrier_errors++;
    if (result & TX_ABORTED)
        p->stats.tx_aborted_errors++;
}

static void pcnet_tx_free(struct pcnet *p, unsigned int index)
{
    struct sk_buff *skb = p->tx_skb[index];

    pci_unmap_single(p->pci, p->shared->tx[index].address, skb->len, PCI_DMA_TODEVICE);
    dev_kfree_skb_irq(skb);
    p->tx_skb[index] = NULL;
}

/* Frames that the controller has given back. */
static void pcnet_tx_reclaim(struct pcnet *p)
{
    unsigned int index;
    u32 status;

    for (; p->tx_clean != p->tx_given; p->tx_clean++) {
        index = p->tx_clean % TX_RING;
        status = p->shared->tx[index].status;
        if (status & OWNED)
            break;
        if (status & FAILED) {
            pcnet_tx_count_error(p, p->shared->tx[index].result);
        } else {
            p->stats.tx_packets++;
            p->stats.tx_bytes += p->tx_skb[index]->len;
        }
        if (status & TX_RETRIED_ONCE)
            p->stats.collisions++;
        else if (status & TX_RETRIED)
            p->stats.collisions += TX_RETRIES(p->shared->tx[index].result);
        pcnet_tx_free(p, index);
    }
}

/* A cause that is still set interrupts at once; one that was cleared has scheduled the tasklet. */
static void pcnet_tx_wait(struct pcnet *p)
{
    unsigned long flags;

    p->tx_interrupt = 1;
    spin_lock_irqsave(&p->lock, flags);
    pcnet_set_csr(p, CSR_MASK, (CSR0_CAUSES & ~(CSR0_RX | CSR0_TX)) | MASK_NO_TX_STOP);
    spin_unlock_irqrestore(&p->lock, flags);
}

/* Whether nothing was sent since the last call, though there was something then. */
int pcnet_tx_hangs(struct pcnet *p)
{
    int hangs;

    spin_lock(&p->tx_lock);
    pcnet_tx_reclaim(p);
    hangs = p->tx_clean == p->tx_watched;
    p->tx_watched = p->tx_clean == p->tx_given ? p->tx_clean - 1 : p->tx_clean;
    spin_unlock(&p->tx_lock);
    if (netif_queue_stopped(p->dev))
        tasklet_schedule(&p->tx_tasklet);
    return hangs;
}

void pcnet_tx_tasklet(unsigned long data)
{
    struct pcnet *p = (struct pcnet *)data;

    spin_lock(&p->tx_lock);
    if (p->tx_given != p->tx_next)
        pcnet_tx_give(p);
    pcnet_tx_reclaim(p);
    if (unlikely(p->tx_clean != p->tx_given && !p->tx_interrupt))
        pcnet_tx_wait(p);
    if (unlikely(netif_queue_stopped(p->dev)) && p->tx_next - p->tx_clean <= TX_AGAIN && netif_running(p->dev))
        netif_wake_queue(p->dev);
    spin_unlock(&p->tx_lock);
}

int pcnet_start_xmit(struct sk_buff *skb, struct net_device *dev)
{
    struct pcnet *p = dev->priv;
    unsigned int next = p->tx_next;
    struct pcnet_descriptor *d = &p->shared->tx[next % TX_RING];

    if (unlikely(skb->len > FRAME_MAX)) {
        p->stats.tx_dropped++;
        dev_kfree_skb(skb);
        return 0;
    }
    spin_lock(&p->tx_lock);
    p->tx_skb[next % TX_RING] = skb;
    d->address = pci_map_single(p->pci, skb->data, skb->len, PCI_DMA_TODEVICE);
    d->result = 0;
    wmb();                          /* all else before the owner */
    d->status = OWNED | FIRST | LAST | BUFFER_LENGTH(skb->len);
    p->tx_next = ++next;
    if (next - p->tx_given == 1)
        tasklet_schedule(&p->tx_tasklet);
    if (next - p->tx_given >= (unsigned int)tx_batch)
        pcnet_tx_give(p);
    if (unlikely(next - p->tx_clean >= TX_RING))
        netif_stop_queue(dev);
    spin_unlock(&p->tx_lock);
    return 0;
}

/* An empty ring, for a controller that doesn't run. */
void pcnet_tx_setup(struct pcnet *p)
{
    memset(p->shared->tx, 0, sizeof(p->shared->tx));
    p->tx_next = p->tx_given = p->tx_clean = 0;
    p->tx_watched = p->tx_clean - 1;
    p->tx_interrupt = 0;
}

/* Frames that will not be sent. */
void pcnet_tx_drop(struct pcnet *p)
{
    for (; p->tx_clean != p->tx_next; p->tx_clean++) {
        p->stats.tx_dropped++;
        pcnet_tx_free(p, p->tx_clean % TX_RING);
    }
    p->tx_given = p->tx_next;
}
