/* SPDX-License-Identifier: MIT
 * The e1000's transmit ring.
 *
 * An access to a register is dear, so frames are given to the device by batches: start_xmit only fills
 * descriptors, and a tasklet, which runs when whoever sends lets softirqs through, moves the tail once. Of
 * each batch only the last descriptor is reported by the device, by writing it back to memory. A device
 * that has sent before the tasklet looks (emulators do) never interrupts for it; one that takes time is
 * asked for an interrupt from then on, and a timer watches it, so no frame stays unreleased.
 */
#include <linux/kernel.h>
#include <linux/module.h>
#include "e1000.h"

#define FRAME_MAX 1522
/* Frames under way at which the queue stops, and goes on again. */
#define TX_MOST (TX_RING - 1)
#define TX_AGAIN (TX_RING * 3 / 4)

static int tx_batch = 32;
MODULE_PARM(tx_batch, "i");
MODULE_PARM_DESC(tx_batch, "frames that are given to the device at a time, at most; 1: each by itself");

/* The device may send what is filled. */
static void e1000_tx_give(struct e1000 *e)
{
    unsigned int first = e->tx_given % TX_RING, next = e->tx_next;

    e->tx[(next - 1) % TX_RING].command |= TX_REPORT | TX_DELAY_INTERRUPT;
    e->tx_last[first] = (next - 1) % TX_RING;
    e->tx_given = next;
    e->dev->trans_start = jiffies;
    wmb();                          /* descriptors before the tail */
    e1000_set(e, REG_TDT, next % TX_RING);
}

static void e1000_tx_free(struct e1000 *e, unsigned int index)
{
    struct e1000_tx_descriptor *d = &e->tx[index];

    pci_unmap_single(e->pci, d->address, d->command & TX_LENGTH, PCI_DMA_TODEVICE);
    dev_kfree_skb_irq(e->tx_skb[index]);
    e->tx_skb[index] = NULL;
}

/* Batches whose last descriptor the device has written back. */
static void e1000_tx_reclaim(struct e1000 *e)
{
    unsigned int clean = e->tx_clean, index, last;

    while (clean != e->tx_given) {
        index = clean % TX_RING;
        last = e->tx_last[index];
        if (!(e->tx[last].status & TX_DONE))
            break;
        clean += ((last - index) % TX_RING) + 1;
        e->stats.tx_packets += clean - e->tx_clean;
        for (; e->tx_clean != clean; e->tx_clean++) {
            index = e->tx_clean % TX_RING;
            e->stats.tx_bytes += e->tx[index].command & TX_LENGTH;
            e1000_tx_free(e, index);
        }
    }
}

/* The device is still busy: it will tell when it is done, or else the timer. The watchdog of net devices
 * only looks at queues that are stopped, and ours hardly is. */
static void e1000_tx_wait(struct e1000 *e)
{
    if (!e->tx_interrupt) {
        e->tx_interrupt = 1;
        e1000_set(e, REG_IMS, INT_TX_WRITTEN_BACK);
    }
    if (!timer_pending(&e->watch_timer)) {
        e->tx_watched = e->tx_clean;
        mod_timer(&e->watch_timer, jiffies + TX_TIMEOUT);
    }
}

void e1000_tx_watch(unsigned long data)
{
    struct e1000 *e = (struct e1000 *)data;
    int hangs;

    spin_lock(&e->tx_lock);
    e1000_tx_reclaim(e);
    hangs = e->tx_clean != e->tx_given && e->tx_clean == e->tx_watched;
    if (e->tx_clean != e->tx_given && !hangs)
        e1000_tx_wait(e);
    spin_unlock(&e->tx_lock);
    if (hangs && netif_running(e->dev) && netif_carrier_ok(e->dev))
        e->dev->tx_timeout(e->dev);
}

void e1000_tx_tasklet(unsigned long data)
{
    struct e1000 *e = (struct e1000 *)data;

    spin_lock(&e->tx_lock);
    if (e->tx_given != e->tx_next)
        e1000_tx_give(e);
    e1000_tx_reclaim(e);
    if (unlikely(e->tx_clean != e->tx_given))
        e1000_tx_wait(e);
    if (unlikely(netif_queue_stopped(e->dev)) && e->tx_next - e->tx_clean <= TX_AGAIN &&
        netif_running(e->dev))
        netif_wake_queue(e->dev);
    spin_unlock(&e->tx_lock);
}

int e1000_start_xmit(struct sk_buff *skb, struct net_device *dev)
{
    struct e1000 *e = dev->priv;
    unsigned int next = e->tx_next;
    struct e1000_tx_descriptor *d = &e->tx[next % TX_RING];

    if (unlikely(skb->len > FRAME_MAX)) {
        e->stats.tx_dropped++;
        dev_kfree_skb(skb);
        return 0;
    }
    spin_lock(&e->tx_lock);
    d->address = pci_map_single(e->pci, skb->data, skb->len, PCI_DMA_TODEVICE);
    d->command = skb->len | TX_END | TX_INSERT_CRC;
    d->status = 0;
    e->tx_skb[next % TX_RING] = skb;
    e->tx_next = ++next;
    if (next - e->tx_given == 1)
        tasklet_schedule(&e->tx_tasklet);
    if (next - e->tx_given >= (unsigned int)tx_batch)
        e1000_tx_give(e);
    if (unlikely(next - e->tx_clean >= TX_MOST))
        netif_stop_queue(dev);
    spin_unlock(&e->tx_lock);
    return 0;
}

/* An empty ring, for a device that doesn't send. */
void e1000_tx_setup(struct e1000 *e)
{
    memset(e->tx, 0, TX_RING * sizeof(*e->tx));
    e->tx_next = e->tx_given = e->tx_clean = 0;
    e->tx_interrupt = 0;
    e1000_set(e, REG_TDBAL, e->tx_bus);
    e1000_set(e, REG_TDBAH, 0);
    e1000_set(e, REG_TDLEN, TX_RING * sizeof(*e->tx));
    e1000_set(e, REG_TDH, 0);
    e1000_set(e, REG_TDT, 0);
}

/* Frames that will not be sent. */
void e1000_tx_drop(struct e1000 *e)
{
    for (; e->tx_clean != e->tx_next; e->tx_clean++) {
        e->stats.tx_dropped++;
        e1000_tx_free(e, e->tx_clean % TX_RING);
    }
    e->tx_given = e->tx_next;
}
