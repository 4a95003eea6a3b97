/* SPDX-License-Identifier: MIT
 * Transfers by IEEE 1284's compatibility mode, which is what every printer knows; other modes are not offered.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/errno.h>
#include <linux/delay.h>
#include <linux/sched.h>
#include <linux/parport.h>

#define STEP_USECS 5
#define QUICK_USECS 100             /* looked for so long without sleeping */

void parport_ieee1284_wakeup(struct parport *port)
{
    up(&port->physport->ieee1284.irq);
}
EXPORT_SYMBOL(parport_ieee1284_wakeup);

void parport_ieee1284_interrupt(int irq, void *port, struct pt_regs *regs)
{
    parport_ieee1284_wakeup(port);
}
EXPORT_SYMBOL(parport_ieee1284_interrupt);

/* 0: the status lines are as wanted; 1: they are not in time. */
int parport_poll_peripheral(struct parport *port, unsigned char mask, unsigned char value, int microseconds)
{
    int waited;

    for (waited = 0; waited <= microseconds; waited += STEP_USECS) {
        if ((port->ops->read_status(port) & mask) == value)
            return 0;
        if (signal_pending(current))
            return -EINTR;
        udelay(STEP_USECS);
    }
    return 1;
}
EXPORT_SYMBOL(parport_poll_peripheral);

/* Until the port's interrupt, or a time; 1: it did not come. */
int parport_wait_event(struct parport *port, long timeout)
{
    unsigned long end = jiffies + timeout;

    while (down_trylock(&port->physport->ieee1284.irq)) {
        if (signal_pending(current))
            return -EINTR;
        if (time_after_eq(jiffies, end))
            return 1;
        set_current_state(TASK_INTERRUPTIBLE);
        schedule_timeout(1);
    }
    return 0;
}
EXPORT_SYMBOL(parport_wait_event);

/* The same, and sleeps as long as the device's timeout says. */
int parport_wait_peripheral(struct parport *port, unsigned char mask, unsigned char value)
{
    struct pardevice *dev = port->cad;
    unsigned long end = jiffies + (dev ? dev->timeout : 1);
    int result = parport_poll_peripheral(port, mask, value, QUICK_USECS);

    while (result == 1 && time_before(jiffies, end)) {
        set_current_state(TASK_INTERRUPTIBLE);
        schedule_timeout(1);
        result = parport_poll_peripheral(port, mask, value, STEP_USECS);
    }
    return result;
}
EXPORT_SYMBOL(parport_wait_peripheral);

/* IEEE 1284, "Compatibility mode": data stand 0.5 us before, while and after the strobe. */
size_t parport_ieee1284_write_compat(struct parport *port, const void *from, size_t length, int flags)
{
    const unsigned char *bytes = from;
    size_t done;

    port->ops->data_forward(port);
    for (done = 0; done < length; done++) {
        /* lines as at the connector: busy is bit 7 turned round, so 1 is ready */
        if (parport_wait_peripheral(port, PARPORT_STATUS_BUSY | PARPORT_STATUS_ERROR,
                                    PARPORT_STATUS_BUSY | PARPORT_STATUS_ERROR))
            break;
        port->ops->write_data(port, bytes[done]);
        udelay(1);
        port->ops->frob_control(port, PARPORT_CONTROL_STROBE, PARPORT_CONTROL_STROBE);
        udelay(1);
        port->ops->frob_control(port, PARPORT_CONTROL_STROBE, 0);
        udelay(1);
    }
    return done;
}
EXPORT_SYMBOL(parport_ieee1284_write_compat);

/* 0: the mode is on; 1: the device does not know it. */
int parport_negotiate(struct parport *port, int mode)
{
    return mode == IEEE1284_MODE_COMPAT ? 0 : 1;
}
EXPORT_SYMBOL(parport_negotiate);

ssize_t parport_write(struct parport *port, const void *from, size_t length)
{
    return port->ops->compat_write_data(port, from, length, 0);
}
EXPORT_SYMBOL(parport_write);

/* Nothing comes back in compatibility mode. */
ssize_t parport_read(struct parport *port, void *to, size_t length)
{
    return -EOPNOTSUPP;
}
EXPORT_SYMBOL(parport_read);
