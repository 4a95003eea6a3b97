/* SPDX-License-Identifier: MIT
 * Ports for joysticks, as sound cards have them, and the drivers of joysticks that look for one.
 */
#include <linux/module.h>
#include <linux/init.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/gameport.h>

static struct gameport *ports;
static struct gameport_dev *devices;
static int last_number;

/* A port without a driver is offered to each, until one takes it (by gameport_open). */
static void offer(struct gameport *port)
{
    struct gameport_dev *d;

    for (d = devices; d && !port->dev; d = d->next)
        d->connect(port, d);
}

void gameport_register_port(struct gameport *port)
{
    port->number = last_number++;
    port->next = ports;
    ports = port;
    printk(KERN_INFO "gameport%d: at port %04x\n", port->number, port->io);
    offer(port);
}
EXPORT_SYMBOL(gameport_register_port);

void gameport_unregister_port(struct gameport *port)
{
    struct gameport **link = &ports;

    while (*link && *link != port)
        link = &(*link)->next;
    if (!*link)
        return;
    *link = port->next;
    if (port->dev)
        port->dev->disconnect(port);
}
EXPORT_SYMBOL(gameport_unregister_port);

void gameport_register_device(struct gameport_dev *device)
{
    struct gameport *p;

    device->next = devices;
    devices = device;
    for (p = ports; p; p = p->next)
        if (!p->dev)
            device->connect(p, device);
}
EXPORT_SYMBOL(gameport_register_device);

void gameport_unregister_device(struct gameport_dev *device)
{
    struct gameport_dev **link = &devices;
    struct gameport *p;

    while (*link && *link != device)
        link = &(*link)->next;
    if (*link)
        *link = device->next;
    for (p = ports; p; p = p->next)
        if (p->dev == device)
            device->disconnect(p);
}
EXPORT_SYMBOL(gameport_unregister_device);

int gameport_open(struct gameport *port, struct gameport_dev *device, int mode)
{
    int error;

    if (port->dev)
        return -EBUSY;
    if (port->open)
        error = port->open(port, mode);
    else
        error = mode == GAMEPORT_MODE_RAW ? 0 : -EINVAL;
    if (!error)
        port->dev = device;
    return error;
}
EXPORT_SYMBOL(gameport_open);

void gameport_close(struct gameport *port)
{
    port->dev = NULL;
    if (port->close)
        port->close(port);
}
EXPORT_SYMBOL(gameport_close);

MODULE_DESCRIPTION("Ports for joysticks");
MODULE_LICENSE("Dual MIT/GPL");
