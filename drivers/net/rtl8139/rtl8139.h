/* SPDX-License-Identifier: MIT
 * What the files of the rtl8139 driver share.
 */
#ifndef RTL8139_H
#define RTL8139_H
#include <linux/interrupt.h>
#include <linux/mii.h>
#include <linux/netdevice.h>
#include <linux/pci.h>
#include <linux/skbuff.h>
#include <linux/spinlock.h>
#include <asm/io.h>
#include "registers.h"

#define DRIVER "rtl8139"

#define TX_BUFFERS 4U
#define TX_BUFFER 1536
#define RX_RING 32768U
#define RX_BEHIND 2048              /* for the frame at the end of the ring */
#define TX_TIMEOUT (2 * HZ)

/* What the chip reads and writes. */
struct rtl_shared {
    u8 rx[RX_RING + RX_BEHIND];
    u8 tx[TX_BUFFERS][TX_BUFFER];
};

struct rtl {
    char *registers;
    struct rtl_shared *shared;
    unsigned int rx_next;           /* offset in the ring */
    /* Both run freely: clean <= next <= clean + TX_BUFFERS. */
    unsigned int tx_next;           /* to be filled */
    unsigned int tx_clean;          /* all before this one are known to be sent */
    u16 mask;                       /* what REG_MASK holds */
    u16 tx_length[TX_BUFFERS];

    struct net_device_stats stats;
    struct net_device *dev;
    struct pci_dev *pci;
    spinlock_t lock;                /* all of it; taken with interrupts off */
    dma_addr_t bus;
    u32 rx_config;                  /* what REG_RX_CONFIG holds */
    struct mii_if_info mii;
};

#define RTL_ACCESS(width, type) \
    static inline type rtl_get##width(const struct rtl *r, unsigned int reg) \
    { \
        return read##width(r->registers + reg); \
    } \
    static inline void rtl_set##width(const struct rtl *r, unsigned int reg, type value) \
    { \
        write##width(value, r->registers + reg); \
    }
RTL_ACCESS(b, u8)
RTL_ACCESS(w, u16)
RTL_ACCESS(l, u32)

/* chip.c; call with r->lock held */
extern int rtl_reset(struct rtl *r);
extern int rtl_load_address(struct rtl *r);
extern void rtl_set_address(struct rtl *r);
extern void rtl_set_multicast(struct rtl *r);
extern u32 rtl_wanted_rx_config(const struct net_device *dev);
extern void rtl_run(struct rtl *r);
extern void rtl_set_mask(struct rtl *r, u16 mask);
extern int rtl_link_is_up(struct rtl *r);


/* transfer.c; rtl_sent, rtl_retry and rtl_receive with r->lock held */
extern int rtl_start_xmit(struct sk_buff *skb, struct net_device *dev);
extern void rtl_sent(struct rtl *r);
extern void rtl_retry_aborted(struct rtl *r);
extern int rtl_receive(struct rtl *r);

/* ioctl.c */
extern int rtl_phy_read(struct net_device *dev, int phy, int reg);
extern void rtl_phy_write(struct net_device *dev, int phy, int reg, int value);
extern int rtl_ioctl(struct net_device *dev, struct ifreq *request, int command);

#endif
