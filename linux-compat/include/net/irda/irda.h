/* SPDX-License-Identifier: MIT
 * Common words of the infrared stack. It is not there: a call fails the domain.
 */
#pragma once
#include <linux/config.h>
#include <linux/skbuff.h>
#include <linux/kernel.h>
#include <linux/if.h>
#include <linux/irda.h>
#include <net/irda/qos.h>
#include <net/irda/irqueue.h>
typedef __u32 magic_t;
#ifndef TRUE
#define TRUE 1
#define FALSE 0
#endif
#define IRDA_MIN(a, b) ((a) < (b) ? (a) : (b))
#define IRDA_DEBUG(n, args...) do { } while (0)
#define ASSERT(expr, func) do { if (!(expr)) { printk(KERN_WARNING "%s: %s\n", __FILE__, #expr); func } } while (0)
#define WARNING(args...) printk(KERN_WARNING args)
#define MESSAGE(args...) printk(KERN_INFO args)
#define ERROR(args...) printk(KERN_ERR args)
#define MSECS_TO_JIFFIES(ms) ((ms) * HZ / 1000)
#define NOTIFY_MAX_NAME 16
#define IRLAN_MAGIC 0x754
#define LAP_MAGIC 0x1357
#define TTP_TSAP_MAGIC 0x4345
#define LMP_LAP_MAGIC 0x3432
#define IAS_ATTRIB_MAGIC 0x45232
#define IAS_MAGIC 0x007
#define IAS_OBJECT_MAGIC 0x34234
#define LMP_LSAP_MAGIC 0x69333
#define SMALL 5
#define IRTTY_MAGIC 0x2357
/* In a packet's control block. */
struct irda_skb_cb {
    magic_t magic;
    __u32 next_speed;
    __u16 mtt, xbofs, next_xbofs;
    void *context;
    void (*destructor)(struct sk_buff *skb);
    __u16 xbofs_delay;
    __u8 line;
};
