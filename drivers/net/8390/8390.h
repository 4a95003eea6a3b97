/* SPDX-License-Identifier: MIT
 * What a card's driver and the module 8390 share: 2.4's struct ei_device, whose layout is the interface
 * between two modules that are compiled apart.
 */
#ifndef ALCOVE_8390_H
#define ALCOVE_8390_H
#include <linux/netdevice.h>
#include <linux/skbuff.h>
#include <linux/spinlock.h>

/* What the chip writes in front of a received frame. */
struct e8390_pkt_hdr {
    unsigned char status, next;
    unsigned short count;           /* with these four bytes */
};

struct ei_device {
    const char *name;
    /* How this card reaches the chip's memory. */
    void (*reset_8390)(struct net_device *dev);
    void (*get_8390_hdr)(struct net_device *dev, struct e8390_pkt_hdr *header, int page);
    void (*block_output)(struct net_device *dev, int count, const unsigned char *from, int page);
    void (*block_input)(struct net_device *dev, int count, struct sk_buff *to, int offset);
    unsigned char mcfilter[8];
    unsigned open : 1, word16 : 1, bigendian : 1, txing : 1, irqlock : 1, dmaing : 1;
    unsigned char tx_start_page, rx_start_page, stop_page, current_page, interface_num, txqueue;
    short tx1, tx2, lasttx;
    unsigned char reg0, reg5, saved_irq;
    struct net_device_stats stat;
    u32 *reg_offset;
    spinlock_t page_lock;
    unsigned long priv;
};

extern int ethdev_init(struct net_device *dev);
extern void NS8390_init(struct net_device *dev, int start);
extern int ei_open(struct net_device *dev);
extern int ei_close(struct net_device *dev);
extern void ei_interrupt(int irq, void *dev_id, struct pt_regs *regs);

#endif
