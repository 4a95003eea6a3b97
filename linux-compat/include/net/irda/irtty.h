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
    magic_t magic;
    struct net_device *netdev;
    struct irlap_cb *irlap;
    struct net_device_stats stats;
    struct tty_struct *tty;
    struct qos_info qos;
    dongle_t *dongle;
    chipio_t io;
    iobuff_t tx_buff, rx_buff;
    struct irda_task *task;
    __u32 flags, new_speed;
    INFRARED_MODE mode;
};
