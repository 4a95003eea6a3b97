/* SPDX-License-Identifier: MIT
 * The way of packets between driver and executive: rings in shared memory, no crossing per packet.
 */
#include "linux-compat/src/net.h"
#include <net/pkt_sched.h>

/* Slots kept free in the receive ring before it is flushed early. */
#define LX_RX_RESERVE 8

/* --- receive --- */

/* Free what the executive has copied. */
void lx_net_reclaim(struct lx_netdev *lx)
{
    while (lx->rx_clean != lx->rings.rx_tail && lx->rx_clean != lx->rings.rx_head) {
        struct sk_buff *skb = lx->rx_skb[lx->rx_clean % NIM_NET_RING];

        lx->rx_clean++;
        kfree_skb(skb);
    }
}

/* The index of a slot to fill, or -1. */
static int lx_rx_room(struct lx_netdev *lx)
{
    lx_net_reclaim(lx);
    if (lx->rings.rx_head - lx->rx_clean < NIM_NET_RING - LX_RX_RESERVE)
        return 1;
    nim_net_flush(lx->handle);
    lx_net_reclaim(lx);
    return lx->rings.rx_head - lx->rx_clean < NIM_NET_RING;
}

static int lx_rx_post(struct lx_netdev *lx, struct sk_buff *skb)
{
    unsigned char *start = skb->mac.raw >= skb->head && skb->mac.raw <= skb->data ? skb->mac.raw : skb->data;
    nim_u32 head = lx->rings.rx_head;
    struct nim_net_descriptor *d = &lx->rings.rx[head % NIM_NET_RING];

    if (skb->tail - start > NIM_NET_MAX_FRAME || !lx_rx_room(lx))
        return 0;
    d->address = (nim_u32)start;
    d->length = skb->tail - start;
    lx->rx_skb[head % NIM_NET_RING] = skb;
    barrier();
    lx->rings.rx_head = head + 1;
    return 1;
}

/* From the frame's link-layer header on, which eth_type_trans had pulled. */
int netif_rx(struct sk_buff *skb)
{
    struct lx_netdev *lx = skb->dev->lx;
    unsigned long flags;
    int posted = 0;

    if (unlikely(skb_is_nonlinear(skb)) && skb_linearize(skb, GFP_ATOMIC) < 0)
        goto drop;
    if (likely(lx && lx->up)) {
        flags = lx_lock();
        posted = lx_rx_post(lx, skb);
        if (!posted)
            lx->rx_lost++;
        lx_unlock(flags);
    }
    if (unlikely(!posted))
        goto drop;
    if (unlikely(current->lx_thread && !in_interrupt()))
        nim_net_flush(lx->handle);
    return NET_RX_SUCCESS;
drop:
    kfree_skb(skb);
    return NET_RX_DROP;
}
EXPORT_SYMBOL(netif_rx);

int netif_receive_skb(struct sk_buff *skb)
{
    return netif_rx(skb);
}
EXPORT_SYMBOL(netif_receive_skb);

/* --- transmit --- */

static struct sk_buff *lx_tx_next(struct lx_netdev *lx)
{
    struct sk_buff *skb = lx->tx_refused;
    nim_u32 tail = lx->rings.tx_tail;

    if (unlikely(skb)) {
        lx->tx_refused = NULL;
        return skb;
    }
    if (tail == lx->rings.tx_head)
        return NULL;
    skb = lx_tx_skb(lx, tail % NIM_NET_RING);
    if (skb)
        lx->rings.tx_tail = tail + 1;
    return skb;
}

/* Hand frames to the driver while it takes them. Call with bottom halves off. */
void lx_net_send(struct lx_netdev *lx)
{
    struct net_device *dev = lx->dev;
    struct sk_buff *skb;

    if (unlikely(!lx->up)) {
        lx_net_drop_queued(lx);
        return;
    }
    while (!netif_queue_stopped(dev) && netif_device_present(dev) && (skb = lx_tx_next(lx)) != NULL) {
        if (likely(dev->hard_start_xmit(skb, dev) == 0))
            continue;
        lx->tx_refused = skb;
        mod_timer(&lx->tx_retry, jiffies + 1);
        break;
    }
}

/* Frames that came too late: their slots go back unsent. */
void lx_net_drop_queued(struct lx_netdev *lx)
{
    struct sk_buff *skb;

    while ((skb = lx_tx_next(lx)) != NULL) {
        lx->tx_lost++;
        kfree_skb(skb);
    }
}

void lx_net_retry(unsigned long cookie)
{
    lx_net_send((struct lx_netdev *)cookie);
}

int qdisc_restart(struct net_device *dev)
{
    if (dev->lx)
        lx_net_send(dev->lx);
    return 0;
}
EXPORT_SYMBOL(qdisc_restart);

nim_result_t lx_up_net_transmit(nim_u32 cookie)
{
    struct lx_netdev *lx = (struct lx_netdev *)cookie;

    local_bh_disable();
    lx_net_reclaim(lx);
    lx_net_send(lx);
    local_bh_enable();
    lx_net_poll_interrupt(lx->dev->irq);
    return 0;
}

/* --- waking a queue: the softirq goes on with what is in the ring --- */

static struct net_device *lx_waking;

static void lx_net_tx_softirq(void)
{
    unsigned long flags = lx_lock();
    struct net_device *dev = lx_waking;

    lx_waking = NULL;
    lx_unlock(flags);
    while (dev) {
        struct net_device *next = dev->next_sched;

        clear_bit(__LINK_STATE_SCHED, &dev->state);
        if (dev->lx && dev->lx->up) {
            lx_net_send(dev->lx);
            if (current->lx_thread && dev->lx->rings.tx_wanted && !netif_queue_stopped(dev))
                nim_net_wake(dev->lx->handle);
        }
        dev = next;
    }
}

void lx_netif_schedule(struct net_device *dev)
{
    unsigned long flags;

    if (!dev->lx || test_and_set_bit(__LINK_STATE_SCHED, &dev->state))
        return;
    flags = lx_lock();
    dev->next_sched = lx_waking;
    lx_waking = dev;
    lx_unlock(flags);
    raise_softirq(NET_TX_SOFTIRQ);
}
EXPORT_SYMBOL(lx_netif_schedule);

/* --- drivers that poll --- */

static LIST_HEAD(lx_polled);
#define LX_POLL_BUDGET 300

void __netif_rx_schedule(struct net_device *dev)
{
    unsigned long flags = lx_lock();

    list_add_tail(&dev->poll_list, &lx_polled);
    if (dev->quota < 0)
        dev->quota += dev->weight;
    else
        dev->quota = dev->weight;
    lx_unlock(flags);
    raise_softirq(NET_RX_SOFTIRQ);
}
EXPORT_SYMBOL(__netif_rx_schedule);

void netif_rx_complete(struct net_device *dev)
{
    unsigned long flags = lx_lock();

    list_del(&dev->poll_list);
    clear_bit(__LINK_STATE_RX_SCHED, &dev->state);
    lx_unlock(flags);
}
EXPORT_SYMBOL(netif_rx_complete);

static void lx_net_rx_softirq(void)
{
    int budget = LX_POLL_BUDGET;

    while (!list_empty(&lx_polled)) {
        struct net_device *dev = list_entry(lx_polled.next, struct net_device, poll_list);

        if (budget <= 0) {
            raise_softirq(NET_RX_SOFTIRQ);
            return;
        }
        if (dev->quota <= 0 || dev->poll(dev, &budget)) {
            unsigned long flags = lx_lock();

            list_move_tail(&dev->poll_list, &lx_polled);
            dev->quota = dev->weight;
            lx_unlock(flags);
        }
    }
}

void lx_net_setup(void)
{
    lx_softirq_handler(NET_TX_SOFTIRQ, lx_net_tx_softirq);
    lx_softirq_handler(NET_RX_SOFTIRQ, lx_net_rx_softirq);
}
