/* SPDX-License-Identifier: MIT
 * Parallel ports shared by several drivers (IEEE 1284). There are none: a call fails the domain.
 */
#pragma once
#include <linux/types.h>
#include <linux/wait.h>
#include <linux/spinlock.h>
#include <asm/semaphore.h>
struct pt_regs;
struct parport;
struct pardevice;
#define PARPORT_MODE_TRISTATE (1<<1)
#define IEEE1284_MODE_COMPAT (1<<8)
#define PARPORT_IRQ_NONE -1
#define PARPORT_MODE_ECP (1<<3)
#define PARPORT_MODE_EPP (1<<2)
#define IEEE1284_MODE_ECP (1<<4)
#define IEEE1284_MODE_NIBBLE 0
#define PARPORT_CONTROL_INIT 0x4
#define PARPORT_CONTROL_SELECT 0x8
#define PARPORT_DEV_EXCL (1<<1)
#define PARPORT_DMA_NONE -1
#define IEEE1284_MODE_EPP (1<<6)
#define PARPORT_CONTROL_STROBE 0x1
#define PARPORT_MAX 16
#define PARPORT_MODE_PCSPP (1<<0)
#define PARPORT_STATUS_BUSY 0x80
#define IEEE1284_ADDR (1<<13)
#define IEEE1284_DEVICEID (1<<2)
#define IEEE1284_MODE_BYTE (1<<0)
#define IEEE1284_MODE_ECPRLE (IEEE1284_MODE_ECP | (1<<5))
#define IEEE1284_MODE_ECPSWE (1<<10)
#define IEEE1284_MODE_EPPSWE (1<<12)
#define PARPORT_CONTROL_AUTOFD 0x2
#define PARPORT_FLAG_EXCL (1<<1)
#define PARPORT_MODE_SAFEININT (1<<6)
#define PARPORT_STATUS_ACK 0x40
#define PARPORT_STATUS_ERROR 0x8
#define PARPORT_STATUS_PAPEROUT 0x20
#define PARPORT_STATUS_SELECT 0x10
#define IEEE1284_EXT_LINK (1<<14)
#define IEEE1284_MODE_BECP (1<<9)
#define IEEE1284_MODE_EPPSL (1<<11)
#define PARPORT_DMA_AUTO -2
#define PARPORT_EPP_FAST (1<<0)
#define PARPORT_INACTIVITY_O_NONBLOCK 1
#define PARPORT_IRQ_AUTO -2
#define PARPORT_W91284PIC (1<<1)
#define PARPORT_DISABLE -2
typedef enum { PARPORT_CLASS_LEGACY, PARPORT_CLASS_PRINTER, PARPORT_CLASS_MODEM, PARPORT_CLASS_NET } parport_device_class;
struct parport_operations {
    void (*write_data)(struct parport *port, unsigned char value);
    unsigned char (*read_data)(struct parport *port);
    void (*write_control)(struct parport *port, unsigned char value);
    unsigned char (*read_control)(struct parport *port);
    unsigned char (*frob_control)(struct parport *port, unsigned char mask, unsigned char value);
    unsigned char (*read_status)(struct parport *port);
    void (*enable_irq)(struct parport *port);
    void (*disable_irq)(struct parport *port);
    void (*data_forward)(struct parport *port);
    void (*data_reverse)(struct parport *port);
};
struct parport {
    unsigned long base, base_hi;
    unsigned int size;
    const char *name;
    unsigned int modes;
    int irq, dma, muxport, portnum;
    struct parport *physport, *next;
    struct pardevice *devices, *cad;
    int daisy, muxsel;
    unsigned int flags;
    struct parport_operations *ops;
    void *private_data;
    int number;
};
struct pardevice {
    const char *name;
    struct parport *port;
    int daisy;
    int (*preempt)(void *handle);
    void (*wakeup)(void *handle);
    void *private;
    void (*irq_func)(int irq, void *handle, struct pt_regs *regs);
    unsigned int flags;
    struct pardevice *next, *prev;
};
struct parport_driver {
    const char *name;
    void (*attach)(struct parport *port);
    void (*detach)(struct parport *port);
    struct parport_driver *next;
};
#define parport_write_data(p, x) (p)->ops->write_data((p), (x))
#define parport_read_data(p) (p)->ops->read_data(p)
#define parport_write_control(p, x) (p)->ops->write_control((p), (x))
#define parport_read_control(p) (p)->ops->read_control(p)
#define parport_frob_control(p, m, v) (p)->ops->frob_control((p), (m), (v))
#define parport_read_status(p) (p)->ops->read_status(p)
#define parport_enable_irq(p) (p)->ops->enable_irq(p)
#define parport_disable_irq(p) (p)->ops->disable_irq(p)
#define parport_data_forward(p) (p)->ops->data_forward(p)
#define parport_data_reverse(p) (p)->ops->data_reverse(p)
extern int parport_register_driver(struct parport_driver *driver);
extern void parport_unregister_driver(struct parport_driver *driver);
extern struct parport *parport_enumerate(void);
extern struct pardevice *parport_register_device(struct parport *port, const char *name, int (*pf)(void *),
                                                 void (*kf)(void *), void (*irq_func)(int, void *, struct pt_regs *),
                                                 int flags, void *handle);
extern void parport_unregister_device(struct pardevice *dev);
extern int parport_claim(struct pardevice *dev);
extern int parport_claim_or_block(struct pardevice *dev);
extern void parport_release(struct pardevice *dev);
