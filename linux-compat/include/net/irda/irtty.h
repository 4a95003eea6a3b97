/* SPDX-License-Identifier: MIT
 * Infrared over a terminal.
 */
#pragma once
#include <linux/if.h>
#include <linux/netdevice.h>
#include <linux/termios.h>
#include <linux/ioctl.h>
#include <net/irda/irlap.h>
#define IRTTY_IOC_MAGIC 'e'
#define IRTTY_IOCTDONGLE _IO(IRTTY_IOC_MAGIC, 1)
#define IRTTY_IOCGET _IOR(IRTTY_IOC_MAGIC, 2, struct irtty_info)
struct irtty_info {
    char name[6];
};
struct irtty_cb {
    irda_queue_t q;
    struct tty_struct *tty;
    struct net_device *netdev;
    dongle_t *dongle;
    struct irda_task *task;
    struct irlap_cb *irlap;
    INFRARED_MODE mode;
    __u32 new_speed, flags;
    iobuff_t rx_buff, tx_buff;
    chipio_t io;
    struct qos_info qos;
    struct net_device_stats stats;
    magic_t magic;
};
