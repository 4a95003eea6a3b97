/* SPDX-License-Identifier: MIT
 * Serial ports of keyboards and mice. The module serio exports what is declared here.
 */
#pragma once
#include <linux/types.h>
struct serio_dev;
#define SERIO_RS232 0x02000000UL
struct serio {
    int number;
    unsigned long type;
    void *driver, *private;
    struct serio *next;
    struct serio_dev *dev;
    int (*open)(struct serio *);
    int (*write)(struct serio *,unsigned char);
    void (*close)(struct serio *);
};
struct serio_dev {
    struct serio_dev *next;
    void (*connect)(struct serio *,struct serio_dev * dev);
    void (*disconnect)(struct serio *);
    void (*interrupt)(struct serio *,unsigned char,unsigned int);
};
extern void serio_close(struct serio *serio);
extern int serio_open(struct serio *serio,struct serio_dev *dev);
extern void serio_register_device(struct serio_dev *dev);
extern void serio_unregister_device(struct serio_dev *dev);
extern void serio_register_port(struct serio *serio);
extern void serio_unregister_port(struct serio *serio);
extern void serio_rescan(struct serio *serio);
static inline int serio_write(struct serio *serio, unsigned char data) { return serio->write(serio, data); }
