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
#include <linux/ioctl.h>
#define SPIOCSTYPE _IOW('q', 1, unsigned long)
#define SERIO_ID 0xff00UL
#define SERIO_8042 0x01000000UL
#define SERIO_TYPE 0xff000000UL
#define SERIO_PROTO 0xffUL
#define SERIO_IFORCE 0x1d
#define SERIO_MAGELLAN 0x1a
#define SERIO_SPACEBALL 0x1b
#define SERIO_SPACEORB 0x19
#define SERIO_STINGER 0x1e
#define SERIO_WARRIOR 0x18
