/* SPDX-License-Identifier: MIT
 * Parallel ports shared by several drivers (IEEE 1284). The modules parport and parport_pc export what is declared here.
 */
#pragma once
#include <linux/config.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/wait.h>
#include <asm/ptrace.h>
#include <asm/semaphore.h>
#include <asm/system.h>

/* --- numbers, by the alphabet --- */

#define IEEE1284_ADDR (1 << 13)
#define IEEE1284_DATA 0
#define IEEE1284_DEVICEID (1 << 2)
#define IEEE1284_EXT_LINK (1 << 14)
#define IEEE1284_MODE_BECP (1 << 9)
#define IEEE1284_MODE_BYTE (1 << 0)
#define IEEE1284_MODE_COMPAT (1 << 8)
#define IEEE1284_MODE_ECP (1 << 4)
#define IEEE1284_MODE_ECPRLE (IEEE1284_MODE_ECP | 1 << 5)
#define IEEE1284_MODE_ECPSWE (1 << 10)
#define IEEE1284_MODE_EPP (1 << 6)
#define IEEE1284_MODE_EPPSL (1 << 11)
#define IEEE1284_MODE_EPPSWE (1 << 12)
#define IEEE1284_MODE_NIBBLE 0
#define PARPORT_CONTROL_AUTOFD 0x02
#define PARPORT_CONTROL_DIRECTION 0x20
#define PARPORT_CONTROL_INIT 0x04
#define PARPORT_CONTROL_INTEN 0x10
#define PARPORT_CONTROL_SELECT 0x08
#define PARPORT_CONTROL_STROBE 0x01
#define PARPORT_DEV_EXCL (1 << 1)
#define PARPORT_DEV_LURK (1 << 0)
#define PARPORT_DEV_TRAN 0
#define PARPORT_DISABLE (-2)
#define PARPORT_DMA_AUTO (-2)
#define PARPORT_DMA_NOFIFO (-3)
#define PARPORT_DMA_NONE (-1)
#define PARPORT_EPP_FAST (1 << 0)
#define PARPORT_FLAG_EXCL (1 << 1)
#define PARPORT_INACTIVITY_O_NONBLOCK 1
#define PARPORT_IOHI_AUTO (-1)
#define PARPORT_IRQ_AUTO (-2)
#define PARPORT_IRQ_NONE (-1)
#define PARPORT_IRQ_PROBEONLY (-3)
#define PARPORT_MAX 16
#define PARPORT_MODE_DMA (1 << 5)
#define PARPORT_MODE_ECP (1 << 3)
#define PARPORT_MODE_EPP (1 << 2)
#define PARPORT_MODE_PCSPP (1 << 0)
#define PARPORT_MODE_SAFEININT (1 << 6)
#define PARPORT_MODE_TRISTATE (1 << 1)
#define PARPORT_STATUS_ACK 0x40
#define PARPORT_STATUS_BUSY 0x80
#define PARPORT_STATUS_ERROR 0x08
#define PARPORT_STATUS_PAPEROUT 0x20
#define PARPORT_STATUS_SELECT 0x10
#define PARPORT_W91284PIC (1 << 1)

struct parport;
struct pardevice;
struct module;

/* --- IEEE 1284 --- */

/* Classes that a peripheral's identification names, and how far a transfer has come */
typedef enum {
    PARPORT_CLASS_LEGACY, PARPORT_CLASS_PRINTER, PARPORT_CLASS_MODEM, PARPORT_CLASS_NET, PARPORT_CLASS_HDC,
    PARPORT_CLASS_PCMCIA, PARPORT_CLASS_MEDIA, PARPORT_CLASS_FDC, PARPORT_CLASS_PORTS, PARPORT_CLASS_SCANNER,
    PARPORT_CLASS_DIGCAM, PARPORT_CLASS_OTHER, PARPORT_CLASS_UNSPEC, PARPORT_CLASS_SCSIADAPTER
} parport_device_class;
enum ieee1284_phase {
    IEEE1284_PH_FWD_DATA, IEEE1284_PH_FWD_IDLE, IEEE1284_PH_TERMINATE, IEEE1284_PH_NEGOTIATION,
    IEEE1284_PH_HBUSY_DNA, IEEE1284_PH_REV_IDLE, IEEE1284_PH_HBUSY_DAVAIL, IEEE1284_PH_REV_DATA,
    IEEE1284_PH_ECP_SETUP, IEEE1284_PH_ECP_FWD_TO_REV, IEEE1284_PH_ECP_REV_TO_FWD
};
struct parport_device_info {
    const char *class_name, *mfr, *model, *cmdset, *description;
    parport_device_class class;
};
struct ieee1284_info {
    struct semaphore irq;
    volatile enum ieee1284_phase phase;
    int mode;
};

/* --- ports --- */

struct ax_parport_state { unsigned int ctr, ecr, dcsr; };
struct pc_parport_state { unsigned int ctr, ecr; };
/* What is put back when a device gets the port again */
struct parport_state {
    union {
        struct pc_parport_state pc;
        struct ax_parport_state ax;
        void *misc;
    } u;
};

/* What a driver of ports offers. All of it may be called with the port claimed only. */
struct parport_operations {
    /* the three registers */
    unsigned char (*read_data)(struct parport *port);
    void (*write_data)(struct parport *port, unsigned char value);
    unsigned char (*read_control)(struct parport *port);
    void (*write_control)(struct parport *port, unsigned char value);
    unsigned char (*frob_control)(struct parport *port, unsigned char mask, unsigned char value);
    unsigned char (*read_status)(struct parport *port);
    /* interrupts, direction, state */
    void (*disable_irq)(struct parport *port);
    void (*enable_irq)(struct parport *port);
    void (*data_reverse)(struct parport *port);
    void (*data_forward)(struct parport *port);
    void (*init_state)(struct pardevice *device, struct parport_state *state);
    void (*restore_state)(struct parport *port, struct parport_state *state);
    void (*save_state)(struct parport *port, struct parport_state *state);
    void (*dec_use_count)(void);
    void (*inc_use_count)(void);
    /* whole blocks, by mode: bytes that were moved */
    size_t (*compat_write_data)(struct parport *port, const void *from, size_t length, int flags);
    size_t (*nibble_read_data)(struct parport *port, void *to, size_t length, int flags);
    size_t (*byte_read_data)(struct parport *port, void *to, size_t length, int flags);
    size_t (*ecp_read_data)(struct parport *port, void *to, size_t length, int flags);
    size_t (*ecp_write_addr)(struct parport *port, const void *from, size_t length, int flags);
    size_t (*ecp_write_data)(struct parport *port, const void *from, size_t length, int flags);
    size_t (*epp_read_addr)(struct parport *port, void *to, size_t length, int flags);
    size_t (*epp_read_data)(struct parport *port, void *to, size_t length, int flags);
    size_t (*epp_write_addr)(struct parport *port, const void *from, size_t length, int flags);
    size_t (*epp_write_data)(struct parport *port, const void *from, size_t length, int flags);
};

struct parport {
    unsigned long base, base_hi;
    unsigned int size, modes, flags;
    const char *name;
    int irq, dma, number, portnum, muxport, muxsel, daisy, spintime;
    struct parport_operations *ops;
    void *private_data, *sysctl_table;
    struct parport *next, *physport;
    struct pardevice *devices, *cad, *waithead, *waittail; /* cad: whose it is now */
    spinlock_t waitlist_lock, pardevice_lock;
    rwlock_t cad_lock;
    atomic_t ref_count;
    struct ieee1284_info ieee1284;
    struct parport_device_info probe_info[5];
};

struct pardevice {
    const char *name;
    struct parport *port;
    int daisy;
    unsigned int flags;
    void *private, *sysctl_table;
    int (*preempt)(void *private);
    void (*wakeup)(void *private);
    void (*irq_func)(int irq, void *private, struct pt_regs *regs);
    struct pardevice *prev, *next, *waitprev, *waitnext;
    struct parport_state *state;
    wait_queue_head_t wait_q;
    unsigned long time, timeslice, waiting;
    volatile long timeout;
};

struct parport_driver {
    const char *name;
    void (*attach)(struct parport *port);
    void (*detach)(struct parport *port);
    struct parport_driver *next;
};

/* Of ports */
extern struct parport *parport_register_port(unsigned long base, int irq, int dma, struct parport_operations *operations);
extern void parport_announce_port(struct parport *port);
extern void parport_unregister_port(struct parport *port);
extern struct parport *parport_get_port(struct parport *port);
extern void parport_put_port(struct parport *port);
extern struct parport *parport_enumerate(void);
extern struct parport *parport_find_base(unsigned long base);
extern struct parport *parport_find_number(int number);
extern int parport_parse_irqs(int count, const char *texts[], int values[]);
extern int parport_parse_dmas(int count, const char *texts[], int values[]);
/* Of devices: who wants a port claims it, and gives it back soon. */
extern int parport_register_driver(struct parport_driver *driver);
extern void parport_unregister_driver(struct parport_driver *driver);
extern struct pardevice *parport_register_device(struct parport *port, const char *name, int (*preempt)(void *),
                                                 void (*wakeup)(void *), void (*irq)(int, void *, struct pt_regs *),
                                                 int flags, void *private);
extern void parport_unregister_device(struct pardevice *dev);
extern int parport_claim(struct pardevice *dev);
extern int parport_claim_or_block(struct pardevice *dev);
extern void parport_release(struct pardevice *dev);
extern long parport_set_timeout(struct pardevice *dev, long jiffies_until);
/* Transfers */
extern ssize_t parport_read(struct parport *port, void *to, size_t length);
extern ssize_t parport_write(struct parport *port, const void *from, size_t length);
extern int parport_negotiate(struct parport *port, int mode);
extern int parport_wait_event(struct parport *port, long timeout);
extern int parport_wait_peripheral(struct parport *port, unsigned char mask, unsigned char value);
extern int parport_poll_peripheral(struct parport *port, unsigned char mask, unsigned char value, int microseconds);
extern void parport_ieee1284_interrupt(int irq, void *port, struct pt_regs *regs);
extern void parport_ieee1284_wakeup(struct parport *port);
#define LX_1284_WRITE(name) extern size_t parport_ieee1284_##name(struct parport *, const void *, size_t, int)
#define LX_1284_READ(name) extern size_t parport_ieee1284_##name(struct parport *, void *, size_t, int)
LX_1284_READ(ecp_read_data);
LX_1284_READ(epp_read_addr);
LX_1284_READ(epp_read_data);
LX_1284_READ(read_byte);
LX_1284_READ(read_nibble);
LX_1284_WRITE(ecp_write_addr);
LX_1284_WRITE(ecp_write_data);
LX_1284_WRITE(epp_write_addr);
LX_1284_WRITE(epp_write_data);
LX_1284_WRITE(write_compat);
/* Several devices in a chain, and entries below /proc */
extern struct pardevice *parport_open(int device, const char *name, int (*preempt)(void *), void (*wakeup)(void *),
                                      void (*irq)(int, void *, struct pt_regs *), int flags, void *private);
extern void parport_close(struct pardevice *dev);
extern ssize_t parport_device_id(int device, char *to, size_t length);
extern int parport_device_num(int port, int mux, int daisy);
extern int parport_find_device(const char *maker, const char *model, int from);
extern int parport_find_class(parport_device_class class, int from);
extern int parport_daisy_init(struct parport *port);
extern void parport_daisy_fini(struct parport *port);
extern int parport_daisy_select(struct parport *port, int daisy, int mode);
extern void parport_daisy_deselect_all(struct parport *port);
extern int parport_device_coords(int device, int *port, int *mux, int *daisy);
extern int parport_proc_register(struct parport *port);
extern int parport_proc_unregister(struct parport *port);
extern int parport_device_proc_register(struct pardevice *dev);
extern int parport_device_proc_unregister(struct pardevice *dev);
extern int parport_default_proc_register(void);
extern int parport_default_proc_unregister(void);

/* Its interrupt belongs to the device that has the port. */
static inline void parport_generic_irq(int irq, struct parport *port, struct pt_regs *regs)
{
    struct pardevice *owner = port->cad;

    parport_ieee1284_interrupt(irq, port, regs);
    if (owner && owner->irq_func)
        owner->irq_func(irq, owner->private, regs);
}

/* To others for a moment, where a slice of time is over and someone waits: 0, or what claiming says */
static inline int parport_yield_blocking(struct pardevice *dev)
{
    if (!dev->port->waithead || time_before(jiffies, dev->time + dev->timeslice))
        return 0;
    parport_release(dev);
    return parport_claim_or_block(dev);
}
static inline int parport_yield(struct pardevice *dev)
{
    if (!dev->port->waithead || time_before(jiffies, dev->time + dev->timeslice))
        return 0;
    parport_release(dev);
    return parport_claim(dev);
}

#define LX_PORT_CALL(p, operation) ((p)->ops->operation)
#define parport_data_forward(p) LX_PORT_CALL(p, data_forward)(p)
#define parport_data_reverse(p) LX_PORT_CALL(p, data_reverse)(p)
#define parport_disable_irq(p) LX_PORT_CALL(p, disable_irq)(p)
#define parport_enable_irq(p) LX_PORT_CALL(p, enable_irq)(p)
#define parport_frob_control(p, m, v) LX_PORT_CALL(p, frob_control)((p), (m), (v))
#define parport_read_control(p) LX_PORT_CALL(p, read_control)(p)
#define parport_read_data(p) LX_PORT_CALL(p, read_data)(p)
#define parport_read_status(p) LX_PORT_CALL(p, read_status)(p)
#define parport_write_control(p, x) LX_PORT_CALL(p, write_control)((p), (x))
#define parport_write_data(p, x) LX_PORT_CALL(p, write_data)((p), (x))
