/* SPDX-License-Identifier: MIT
 * What the files of the e1000 driver share.
 */
#ifndef E1000_H
#define E1000_H
#include <linux/interrupt.h>
#include <linux/netdevice.h>
#include <linux/pci.h>
#include <linux/skbuff.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <asm/io.h>
#include "registers.h"

#define DRIVER "e1000"

/* Powers of two, of at least eight descriptors. */
#define TX_RING 256
#define RX_RING 128
#define RX_BUFFER 2048
#define TX_TIMEOUT (2 * HZ)

/* What a model lacks of what the 82540 has. */
#define LACKS_EERD 1
#define LACKS_THROTTLE 2            /* ITR, RADV and TADV */
#define LACKS_MDIC 4

struct e1000 {
    char *registers;

    /* Transmit, in softirqs and under dev->xmit_lock only. The three counters run freely: clean <= given <= next. */
    struct e1000_tx_descriptor *tx;
    unsigned int tx_next;           /* to be filled */
    unsigned int tx_given;          /* the device may send all before this one */
    unsigned int tx_clean;          /* all before this one are sent and freed */
    int tx_interrupt;               /* the device tells when it has sent */
    unsigned int tx_watched;        /* tx_clean when watch_timer was set */
    struct timer_list watch_timer;
    struct tasklet_struct tx_tasklet;

    /* Receive, in the interrupt handler only: clean <= filled. */
    struct e1000_rx_descriptor *rx;
    unsigned int rx_clean;          /* the next to come in */
    unsigned int rx_filled;         /* the device has buffers up to here */
    int rx_skip;                    /* within a frame that is too long */

    struct net_device_stats stats;
    struct net_device *dev;
    struct pci_dev *pci;
    spinlock_t tx_lock;             /* the transmit ring; taken with bottom halves off */
    spinlock_t lock;                /* the device as a whole: reset, filter, link; taken with interrupts off */
    struct timer_list refill_timer;
    unsigned int lacks;
    u32 filter;                     /* what RCTL holds */
    u32 multicast[MTA_WORDS];       /* what MTA holds */
    dma_addr_t tx_bus, rx_bus;
    u16 tx_last[TX_RING];           /* for the first descriptor of a batch: the index of its last one */
    struct sk_buff *tx_skb[TX_RING];
    struct sk_buff *rx_skb[RX_RING];
};

static inline u32 e1000_get(const struct e1000 *e, unsigned int reg)
{
    return readl(e->registers + reg);
}

static inline void e1000_set(const struct e1000 *e, unsigned int reg, u32 value)
{
    writel(value, e->registers + reg);
}

/* chip.c */
extern int e1000_reset(struct e1000 *e);
extern int e1000_read_eeprom(struct e1000 *e, unsigned int word, u16 *value);
extern int e1000_read_address(struct e1000 *e, u8 *address);
extern int e1000_phy_read(struct e1000 *e, unsigned int reg);
extern int e1000_phy_write(struct e1000 *e, unsigned int reg, u16 value);
extern void e1000_set_address(struct e1000 *e, const u8 *address);
extern void e1000_set_filter(struct e1000 *e);
extern void e1000_configure(struct e1000 *e, unsigned int interrupts_per_second);

/* tx.c */
extern int e1000_start_xmit(struct sk_buff *skb, struct net_device *dev);
extern void e1000_tx_tasklet(unsigned long data);
extern void e1000_tx_watch(unsigned long data);
extern void e1000_tx_setup(struct e1000 *e);
extern void e1000_tx_drop(struct e1000 *e);

/* rx.c */
extern void e1000_receive(struct e1000 *e);
extern int e1000_rx_setup(struct e1000 *e);
extern void e1000_rx_drop(struct e1000 *e);
extern void e1000_rx_retry(unsigned long data);

/* ioctl.c */
extern int e1000_ioctl(struct net_device *dev, struct ifreq *request, int command);

#endif
