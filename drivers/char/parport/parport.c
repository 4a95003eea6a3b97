/* SPDX-License-Identifier: MIT
 * Parallel ports, and who may use each at the moment.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/errno.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/parport.h>

#define TIMESLICE (HZ / 5)          /* a device may keep a port for so long before it must let others */
#define DEFAULT_TIMEOUT (10 * HZ)

static struct parport *ports;
static struct parport_driver *drivers;

/* --- ports and drivers of devices --- */

struct parport *parport_register_port(unsigned long base, int irq, int dma, struct parport_operations *operations)
{
    struct parport *port = kmalloc(sizeof(*port), GFP_KERNEL), **link = &ports;
    char *name = kmalloc(16, GFP_KERNEL);

    if (!port || !name) {
        kfree(port);
        kfree(name);
        return NULL;
    }
    memset(port, 0, sizeof(*port));
    port->base = base;
    port->irq = irq;
    port->dma = dma;
    port->muxport = port->daisy = -1;
    port->ops = operations;
    port->physport = port;
    port->ieee1284.mode = IEEE1284_MODE_COMPAT;
    port->ieee1284.phase = IEEE1284_PH_FWD_IDLE;
    sema_init(&port->ieee1284.irq, 0);
    spin_lock_init(&port->waitlist_lock);
    spin_lock_init(&port->pardevice_lock);
    atomic_set(&port->ref_count, 1);
    while (*link) {
        port->number = port->portnum = (*link)->number + 1;
        link = &(*link)->next;
    }
    sprintf(name, "parport%d", port->number);
    port->name = name;
    *link = port;
    return port;
}
EXPORT_SYMBOL(parport_register_port);

void parport_announce_port(struct parport *port)
{
    struct parport_driver *d;

    for (d = drivers; d; d = d->next)
        d->attach(port);
}
EXPORT_SYMBOL(parport_announce_port);

struct parport *parport_get_port(struct parport *port)
{
    atomic_inc(&port->ref_count);
    return port;
}
EXPORT_SYMBOL(parport_get_port);

void parport_put_port(struct parport *port)
{
    if (!atomic_dec_and_test(&port->ref_count))
        return;
    kfree(port->name);
    kfree(port);
}
EXPORT_SYMBOL(parport_put_port);

void parport_unregister_port(struct parport *port)
{
    struct parport **link = &ports;
    struct parport_driver *d;

    for (d = drivers; d; d = d->next)
        d->detach(port);
    while (*link && *link != port)
        link = &(*link)->next;
    if (*link)
        *link = port->next;
    parport_put_port(port);
}
EXPORT_SYMBOL(parport_unregister_port);

struct parport *parport_enumerate(void)
{
    return ports;
}
EXPORT_SYMBOL(parport_enumerate);

struct parport *parport_find_number(int number)
{
    struct parport *p = ports;

    while (p && p->number != number)
        p = p->next;
    return p ? parport_get_port(p) : NULL;
}
EXPORT_SYMBOL(parport_find_number);

struct parport *parport_find_base(unsigned long base)
{
    struct parport *p = ports;

    while (p && p->base != base)
        p = p->next;
    return p ? parport_get_port(p) : NULL;
}
EXPORT_SYMBOL(parport_find_base);

int parport_register_driver(struct parport_driver *driver)
{
    struct parport *p;

    driver->next = drivers;
    drivers = driver;
    for (p = ports; p; p = p->next)
        driver->attach(p);
    return 0;
}
EXPORT_SYMBOL(parport_register_driver);

void parport_unregister_driver(struct parport_driver *driver)
{
    struct parport_driver **link = &drivers;
    struct parport *p;

    while (*link && *link != driver)
        link = &(*link)->next;
    if (!*link)
        return;
    *link = driver->next;
    for (p = ports; p; p = p->next)
        driver->detach(p);
}
EXPORT_SYMBOL(parport_unregister_driver);

/* --- devices --- */

struct pardevice *parport_register_device(struct parport *port, const char *name, int (*preempt)(void *),
                                          void (*wakeup)(void *), void (*irq)(int, void *, struct pt_regs *), int flags,
                                          void *private)
{
    struct pardevice *dev;

    if ((flags & PARPORT_DEV_LURK) && (!preempt || !wakeup)) {
        printk(KERN_ERR "%s: %s waits for the port, but gives no functions for that\n", port->name, name);
        return NULL;
    }
    if (port->devices && ((flags & PARPORT_DEV_EXCL) || (port->flags & PARPORT_FLAG_EXCL)))
        return NULL;
    dev = kmalloc(sizeof(*dev) + sizeof(*dev->state), GFP_KERNEL);
    if (!dev)
        return NULL;
    memset(dev, 0, sizeof(*dev) + sizeof(*dev->state));
    dev->state = (struct parport_state *)(dev + 1);
    dev->name = name;
    dev->port = port;
    dev->daisy = -1;
    dev->flags = flags;
    dev->private = private;
    dev->preempt = preempt;
    dev->wakeup = wakeup;
    dev->irq_func = irq;
    dev->timeslice = TIMESLICE;
    dev->timeout = DEFAULT_TIMEOUT;
    init_waitqueue_head(&dev->wait_q);
    port->ops->init_state(dev, dev->state);
    dev->next = port->devices;
    port->devices = dev;
    if (flags & PARPORT_DEV_EXCL)
        port->flags |= PARPORT_FLAG_EXCL;
    parport_get_port(port);
    return dev;
}
EXPORT_SYMBOL(parport_register_device);

/* Those who wait for the port are linked in the order in which they came. */
static void stop_waiting(struct pardevice *dev)
{
    struct pardevice **link;

    for (link = &dev->port->waithead; *link; link = &(*link)->waitnext)
        if (*link == dev) {
            *link = dev->waitnext;
            break;
        }
    dev->waitnext = NULL;
}

static void wait_in_line(struct pardevice *dev)
{
    struct pardevice **link = &dev->port->waithead;

    while (*link && *link != dev)
        link = &(*link)->waitnext;
    *link = dev;
}

void parport_unregister_device(struct pardevice *dev)
{
    struct parport *port = dev->port;
    struct pardevice **link;

    if (port->cad == dev)
        parport_release(dev);
    stop_waiting(dev);
    for (link = &port->devices; *link != dev; link = &(*link)->next)
        ;
    *link = dev->next;
    if (dev->flags & PARPORT_DEV_EXCL)
        port->flags &= ~PARPORT_FLAG_EXCL;
    kfree(dev);
    parport_put_port(port);
}
EXPORT_SYMBOL(parport_unregister_device);

/* --- claiming --- */

int parport_claim(struct pardevice *dev)
{
    struct parport *port = dev->port;
    struct pardevice *owner = port->cad;
    unsigned long flags;

    if (owner == dev)
        return 0;
    if (owner && (!owner->preempt || owner->preempt(owner->private))) {
        spin_lock_irqsave(&port->waitlist_lock, flags);
        if ((dev->flags & PARPORT_DEV_LURK) || waitqueue_active(&dev->wait_q))
            wait_in_line(dev);
        spin_unlock_irqrestore(&port->waitlist_lock, flags);
        return -EAGAIN;
    }
    if (owner)
        port->ops->save_state(port, owner->state);
    spin_lock_irqsave(&port->waitlist_lock, flags);
    stop_waiting(dev);
    spin_unlock_irqrestore(&port->waitlist_lock, flags);
    port->cad = dev;
    dev->time = jiffies;
    port->ops->restore_state(port, dev->state);
    return 0;
}
EXPORT_SYMBOL(parport_claim);

/* Returns 1 where it had to wait. */
int parport_claim_or_block(struct pardevice *dev)
{
    DECLARE_WAITQUEUE(wait, current);
    int waited = 0, error = 0;

    add_wait_queue(&dev->wait_q, &wait);
    for (;;) {
        set_current_state(TASK_INTERRUPTIBLE);
        if (!parport_claim(dev))
            break;
        if (signal_pending(current)) {
            error = -EINTR;
            break;
        }
        schedule();
        waited = 1;
    }
    set_current_state(TASK_RUNNING);
    remove_wait_queue(&dev->wait_q, &wait);
    return error ? error : waited;
}
EXPORT_SYMBOL(parport_claim_or_block);

void parport_release(struct pardevice *dev)
{
    struct parport *port = dev->port;
    struct pardevice *next;

    if (port->cad != dev) {
        printk(KERN_WARNING "%s: %s gives back a port that it does not have\n", port->name, dev->name);
        return;
    }
    port->ops->save_state(port, dev->state);
    port->cad = NULL;
    next = port->waithead;
    if (!next)
        return;
    if (waitqueue_active(&next->wait_q))
        wake_up_interruptible(&next->wait_q);
    else if (next->wakeup)
        next->wakeup(next->private);
}
EXPORT_SYMBOL(parport_release);

long parport_set_timeout(struct pardevice *dev, long timeout)
{
    long before = dev->timeout;

    dev->timeout = timeout;
    return before;
}
EXPORT_SYMBOL(parport_set_timeout);

MODULE_DESCRIPTION("Parallel ports");
MODULE_LICENSE("Dual MIT/GPL");
