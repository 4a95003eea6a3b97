/* SPDX-License-Identifier: MIT
 * The RTL8139's frames. The chip wants frames to send on multiples of four, and puts what it receives into a
 * ring, so both ways copy.
 *
 * An access to a register is dear, so whether frames were sent is looked at when all four buffers are full; only
 * if the chip is still busy then, it interrupts.
 */
#include <linux/etherdevice.h>
#include <linux/kernel.h>
#include "rtl8139.h"

#define FRAME_MIN 60                /* the chip doesn't pad */
#define FRAME_MAX 1518
#define RX_ALIGN 2                  /* puts the IP header on a multiple of 16 */

/* --- transmit --- */

static void rtl_count_sent(struct rtl *r, u32 status, unsigned int length)
{
    r->stats.tx_packets++;
    r->stats.tx_bytes += length;
    r->stats.collisions += TX_STATUS_COLLISIONS(status);
    if (status & TX_STATUS_NO_HEARTBEAT)
        r->stats.tx_heartbeat_errors++;
    if (status & TX_STATUS_LATE)
        r->stats.tx_window_errors++;
    if (status & TX_STATUS_NO_CARRIER)
        r->stats.tx_carrier_errors++;
}

/* Buffers are free when the chip has sent them; one that it gave up is sent anew. */
void rtl_sent(struct rtl *r)
{
    unsigned int n;
    u32 status;

    for (; r->tx_clean != r->tx_next; r->tx_clean++) {
        n = r->tx_clean % TX_BUFFERS;
        status = rtl_getl(r, REG_TX_STATUS(n));
        if (!(status & TX_STATUS_OK))
            break;
        rtl_count_sent(r, status, r->tx_length[n]);
    }
    if (netif_queue_stopped(r->dev) && r->tx_next - r->tx_clean < TX_BUFFERS) {
        rtl_set_mask(r, r->mask & ~CAUSE_TX);
        netif_wake_queue(r->dev);
    }
}

/* After sixteen collisions the transmitter stands still until it is told to try again. */
void rtl_retry_aborted(struct rtl *r)
{
    if (r->tx_clean == r->tx_next)
        return;
    if (!(rtl_getl(r, REG_TX_STATUS(r->tx_clean % TX_BUFFERS)) & TX_STATUS_ABORTED))
        return;
    r->stats.tx_errors++;
    r->stats.tx_aborted_errors++;
    rtl_setl(r, REG_TX_CONFIG, TX_CONFIG_BURST_2048 | TX_CONFIG_GAP_NORMAL | TX_CONFIG_RETRY_ABORTED);
}

int rtl_start_xmit(struct sk_buff *skb, struct net_device *dev)
{
    struct rtl *r = dev->priv;
    unsigned int n = r->tx_next % TX_BUFFERS, length = skb->len;
    unsigned long flags;

    if (unlikely(length > FRAME_MAX)) {
        r->stats.tx_dropped++;
        dev_kfree_skb(skb);
        return 0;
    }
    memcpy(r->shared->tx[n], skb->data, length);
    if (length < FRAME_MIN) {
        memset(r->shared->tx[n] + length, 0, FRAME_MIN - length);
        length = FRAME_MIN;
    }
    spin_lock_irqsave(&r->lock, flags);
    r->tx_length[n] = length;
    r->tx_next++;
    dev->trans_start = jiffies;
    wmb();                          /* the frame before the command */
    rtl_setl(r, REG_TX_STATUS(n), TX_STATUS_THRESHOLD | length);
    if (r->tx_next - r->tx_clean == TX_BUFFERS)
        rtl_sent(r);
    if (unlikely(r->tx_next - r->tx_clean == TX_BUFFERS)) {
        netif_stop_queue(dev);
        rtl_set_mask(r, r->mask | CAUSE_TX); /* what was sent meanwhile interrupts at once */
    }
    spin_unlock_irqrestore(&r->lock, flags);
    dev_kfree_skb(skb);
    return 0;
}

/* --- receive --- */

static void rtl_deliver(struct rtl *r, const u8 *frame, unsigned int length)
{
    struct sk_buff *skb = dev_alloc_skb(length + RX_ALIGN);

    if (unlikely(!skb)) {
        r->stats.rx_dropped++;
        return;
    }
    skb->dev = r->dev;
    skb_reserve(skb, RX_ALIGN);
    memcpy(__skb_put(skb, length), frame, length);
    skb->protocol = eth_type_trans(skb, r->dev);
    netif_rx(skb);
    r->dev->last_rx = jiffies;
    r->stats.rx_packets++;
    r->stats.rx_bytes += length;
}

/* All that has come in. Returns 0 where the ring makes no sense any more. */
int rtl_receive(struct rtl *r)
{
    const u8 *at;
    unsigned int length;
    u32 header;

    while (!(rtl_getb(r, REG_COMMAND) & COMMAND_RX_EMPTY)) {
        at = r->shared->rx + r->rx_next;
        header = *(const volatile u32 *)at;
        length = RX_LENGTH(header) - CRC_LENGTH;
        if (unlikely(!(header & RX_OK) || length < ETH_HLEN || length > FRAME_MAX))
            return 0;
        if (header & RX_MULTICAST)
            r->stats.multicast++;
        rtl_deliver(r, at + RX_HEADER, length);
        /* frames begin on multiples of four */
        r->rx_next = ((r->rx_next + RX_HEADER + length + CRC_LENGTH + 3) & ~3U) % RX_RING;
        rtl_setw(r, REG_RX_READ, r->rx_next - RX_READ_BIAS);
    }
    return 1;
}
