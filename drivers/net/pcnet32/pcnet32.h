/* SPDX-License-Identifier: MIT
 * What the files of the pcnet32 driver share.
 */
#ifndef PCNET32_H
#define PCNET32_H
#include <linux/interrupt.h>
#include <linux/mii.h>
#include <linux/netdevice.h>
#include <linux/pci.h>
#include <linux/skbuff.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <asm/io.h>
#include "registers.h"

#define DRIVER "pcnet32"

#define TX_ORDER 7
#define RX_ORDER 6
#define TX_RING (1U << TX_ORDER)
#define RX_RING (1U << RX_ORDER)
#define RX_BUFFER 1536
#define WATCH_INTERVAL HZ

/* What the controller reads and writes; on a multiple of 16. */
struct pcnet_shared {
    struct pcnet_descriptor tx[TX_RING], rx[RX_RING];
    struct pcnet_init init;
};

struct pcnet {
    struct pcnet_shared *shared;
    long io;

    /* Transmit, in softirqs and under dev->xmit_lock only. The three counters run freely: clean <= given <= next. */
    unsigned int tx_next;           /* to be filled */
    unsigned int tx_given;          /* the controller was told of all before this one */
    unsigned int tx_clean;          /* all before this one are sent and freed */
    unsigned int tx_watched;        /* where tx_clean would be if nothing had been sent since the last look */
    int tx_interrupt;               /* the controller tells when it has sent */
    struct tasklet_struct tx_tasklet;

    /* Receive, in the interrupt handler only: clean <= filled. */
    unsigned int rx_clean;          /* the next to come in */
    unsigned int rx_filled;         /* the controller has buffers up to here */

    struct net_device_stats stats;
    struct net_device *dev;
    struct pci_dev *pci;
    spinlock_t tx_lock;             /* the transmit ring; taken with bottom halves off */
    spinlock_t lock;                /* the controller as a whole, and RAP; taken with interrupts off, after tx_lock */
    struct timer_list watch_timer;
    struct timer_list refill_timer;
    struct mii_if_info mii;         /* mii.dev is NULL where there is no PHY */
    unsigned int part;
    int full_duplex;                /* where there is no PHY */
    u16 missed;                     /* CSR112 as last seen */
    dma_addr_t bus;
    struct sk_buff *tx_skb[TX_RING];
    struct sk_buff *rx_skb[RX_RING];
};

/* RAP always comes back to 0, so that CSR0 is one access away. */
static inline u32 pcnet_csr0(const struct pcnet *p)
{
    return inl(p->io + PORT_RDP);
}

static inline void pcnet_set_csr0(const struct pcnet *p, u32 value)
{
    outl(value, p->io + PORT_RDP);
}

/* chip.c; call with p->lock held */
extern u16 pcnet_get(struct pcnet *p, unsigned int port, unsigned int index);
extern void pcnet_set(struct pcnet *p, unsigned int port, unsigned int index, u16 value);
#define pcnet_csr(p, csr) pcnet_get(p, PORT_RDP, csr)
#define pcnet_set_csr(p, csr, value) pcnet_set(p, PORT_RDP, csr, value)
#define pcnet_bcr(p, bcr) pcnet_get(p, PORT_BDP, bcr)
#define pcnet_set_bcr(p, bcr, value) pcnet_set(p, PORT_BDP, bcr, value)
extern int pcnet_reset(struct pcnet *p);
extern int pcnet_identify(struct pcnet *p);
extern int pcnet_run(struct pcnet *p);
extern int pcnet_set_filter(struct pcnet *p);
extern void pcnet_set_duplex(struct pcnet *p);
extern int pcnet_link_is_up(struct pcnet *p);

/* main.c */
extern int pcnet_phy_read(struct net_device *dev, int phy, int reg);
extern void pcnet_phy_write(struct net_device *dev, int phy, int reg, int value);

/* tx.c */
extern int pcnet_start_xmit(struct sk_buff *skb, struct net_device *dev);
extern void pcnet_tx_tasklet(unsigned long data);
extern int pcnet_tx_hangs(struct pcnet *p);
extern void pcnet_tx_setup(struct pcnet *p);
extern void pcnet_tx_drop(struct pcnet *p);

/* rx.c */
extern void pcnet_receive(struct pcnet *p);
extern int pcnet_rx_setup(struct pcnet *p);
extern void pcnet_rx_drop(struct pcnet *p);
extern void pcnet_rx_retry(unsigned long data);

/* ioctl.c */
extern int pcnet_ioctl(struct net_device *dev, struct ifreq *request, int command);

#endif
