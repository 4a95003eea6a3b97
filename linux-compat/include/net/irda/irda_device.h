/* SPDX-License-Identifier: MIT
 * Infrared devices, the tasks of their drivers, and dongles.
 */
#pragma once
#include <linux/netdevice.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <net/irda/irda.h>
#define IFF_SIR 0x0001
#define IFF_FIR 0x0004
#define IFF_PIO 0x0010
#define IFF_MIR 0x0002
#define IFF_DMA 0x0020
#define IFF_SHM (IFF_DMA << 1)
#define IFF_DONGLE (IFF_SHM << 1) /* has dongles to choose from */
#define IO_RECV 0x02
#define IO_XMIT 0x01
#define IFF_VFIR 0x0008
#define IO_RECV_NONE 0
typedef enum { IRDA_IRLAP, IRDA_RAW, SHARP_ASK, TV_REMOTE } INFRARED_MODE;
typedef enum {
    IRDA_TASK_INIT, IRDA_TASK_DONE, IRDA_TASK_WAIT, IRDA_TASK_WAIT1, IRDA_TASK_WAIT2, IRDA_TASK_WAIT3,
    IRDA_TASK_CHILD_INIT, IRDA_TASK_CHILD_WAIT, IRDA_TASK_CHILD_DONE
} IRDA_TASK_STATE;
struct irda_task;
typedef int (*IRDA_TASK_CALLBACK)(struct irda_task *task);
struct irda_task {
    irda_queue_t q; /* first: a task is found by its link */
    IRDA_TASK_CALLBACK finished, function;
    void *param, *instance;
    IRDA_TASK_STATE state;
    struct irda_task *parent;
    struct timer_list timer;
    magic_t magic;
};
struct dongle_reg;
typedef struct dongle_t {
    struct net_device *dev;
    struct dongle_reg *issue;
    int (*set_dtr_rts)(struct net_device *serial, int dtr, int rts);
    int (*set_mode)(struct net_device *serial, int mode);
    int (*write)(struct net_device *serial, __u8 *bytes, int count);
    int (*read)(struct net_device *serial, __u8 *bytes, int count);
    struct irda_task *reset_task, *speed_task;
    __u32 speed;
} dongle_t;
struct dongle_reg {
    irda_queue_t q;
    IRDA_DONGLE type;
    void (*open)(dongle_t *of, struct qos_info *offers);
    void (*close)(dongle_t *of);
    int (*reset)(struct irda_task *step), (*change_speed)(struct irda_task *step);
};
typedef struct {
    int cfg_base, sir_base, fir_base, mem_base, sir_ext, fir_ext, irq, irq2, dma, dma2, fifo_size, irqflags;
    int direction, enabled, suspended;
    __u32 speed, new_speed;
    int dongle_id;
} chipio_t;
typedef enum { OUTSIDE_FRAME, BEGIN_FRAME, LINK_ESCAPE, INSIDE_FRAME } IRDA_FRAME_STATE;
typedef struct {
    int state, in_frame;
    __u8 *head, *data;
    int len, truesize;
    __u16 fcs;
} iobuff_t;
static inline __u16 irda_get_mtt(const struct sk_buff *skb)
{
    const struct irda_skb_cb *cb = (const struct irda_skb_cb *)skb->cb;

    return cb->magic == LAP_MAGIC ? cb->mtt : 10000;
}
#define irda_get_next_speed(skb) \
    (((struct irda_skb_cb *)(skb)->cb)->magic == LAP_MAGIC ? ((struct irda_skb_cb *)(skb)->cb)->next_speed : (__u32)-1)
#define irda_get_next_xbofs(skb) \
    (((struct irda_skb_cb *)(skb)->cb)->magic == LAP_MAGIC ? ((struct irda_skb_cb *)(skb)->cb)->next_xbofs : -1)
extern const char *infrared_mode[];
extern int irda_device_setup(struct net_device *dev);
extern void irda_device_set_media_busy(struct net_device *dev, int status);
extern int irda_device_txqueue_empty(struct net_device *dev);
extern int irda_device_register_dongle(struct dongle_reg *dongle);
extern void irda_device_unregister_dongle(struct dongle_reg *dongle);
extern dongle_t *irda_device_dongle_init(struct net_device *dev, int type);
extern int irda_device_dongle_cleanup(dongle_t *dongle);
extern struct irda_task *irda_task_execute(void *instance, IRDA_TASK_CALLBACK function, IRDA_TASK_CALLBACK finished,
                                           struct irda_task *parent, void *param);
extern void irda_task_next_state(struct irda_task *task, IRDA_TASK_STATE state);
extern int irda_task_kick(struct irda_task *task);
extern void irda_task_delete(struct irda_task *task);
extern void setup_dma(int channel, char *buffer, int count, int mode);
