/* SPDX-License-Identifier: MIT
 * The infrared side of a serial port without a serial driver.
 */
#pragma once
#include <linux/netdevice.h>
#include <linux/spinlock.h>
#include <net/irda/irlap.h>
#define SPEED_DEFAULT 9600
#define SPEED_MAX 115200
struct irport_cb {
    struct net_device *netdev;
    struct irlap_cb *irlap;
    struct net_device_stats stats;
    struct qos_info qos;
    dongle_t *dongle;
    chipio_t io;
    iobuff_t tx_buff, rx_buff;
    __u32 flags, new_speed;
    int index, mode, tx_len;
    spinlock_t lock;
    void *priv;
    void (*change_speed)(void *priv, __u32 speed);
    void (*interrupt)(int irq, void *dev_id, struct pt_regs *regs);
};
extern struct irport_cb *irport_open(int i, unsigned int iobase, unsigned int irq);
extern int irport_close(struct irport_cb *self);
extern void irport_start(struct irport_cb *self);
extern void irport_stop(struct irport_cb *self);
extern void irport_change_speed(void *priv, __u32 speed);
extern void irport_interrupt(int irq, void *dev_id, struct pt_regs *regs);
extern int irport_hard_xmit(struct sk_buff *skb, struct net_device *dev);
extern int irport_net_open(struct net_device *dev);
extern int irport_net_close(struct net_device *dev);
