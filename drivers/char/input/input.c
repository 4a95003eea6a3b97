/* SPDX-License-Identifier: MIT
 * Events of input devices (keys, axes), handed from their drivers to those who make devices for programs of them.
 */
#include <linux/module.h>
#include <linux/init.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/input.h>
#include <linux/kernel.h>
#include <linux/major.h>
#include <linux/sched.h>
#include <linux/smp_lock.h>
#include <asm/bitops.h>

#define MINORS_OF_HANDLER 32
#define HANDLERS (256 / MINORS_OF_HANDLER)
/* Ticks until a key that is held down repeats, and between repetitions */
#define REPEAT_DELAY (HZ / 4)
#define REPEAT_PERIOD (HZ / 30)

static struct input_dev *devices;
static struct input_handler *handlers, *by_minor[HANDLERS];
static int last_number;

static void tell_handlers(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
    struct input_handle *h;

    for (h = dev->handle; h; h = h->dnext)
        if (h->open)
            h->handler->event(h, type, code, value);
}

/* True if the bit had another value; it has this one now. A bit that was set is answered by -1. */
static int changes(unsigned long *bits, unsigned int bit, int value)
{
    return value ? !test_and_set_bit(bit, bits) : test_and_clear_bit(bit, bits) != 0;
}

/* Values that move by less than the axis trembles are no news, larger ones are smoothed. */
static int smoothed(int old, int value, int fuzz)
{
    int distance = abs(value - old);

    if (!fuzz || distance >= 2 * fuzz)
        return value;
    if (2 * distance < fuzz)
        return old;
    return distance < fuzz ? (3 * old + value) / 4 : (old + value) / 2;
}

static int key_event(struct input_dev *dev, unsigned int code, int value)
{
    enum { repeated = 2 };

    if (code > KEY_MAX || !test_bit(code, dev->keybit))
        return 0;
    if (value == repeated)
        return test_bit(code, dev->key);
    if (!changes(dev->key, code, value))
        return 0;
    if (test_bit(EV_REP, dev->evbit) && value) {
        dev->repeat_key = code;
        mod_timer(&dev->timer, jiffies + dev->rep[0]);
    }
    return 1;
}

static int axis_event(struct input_dev *dev, unsigned int code, int *value)
{
    if (code > ABS_MAX || !test_bit(code, dev->absbit))
        return 0;
    *value = smoothed(dev->abs[code], *value, dev->absfuzz[code]);
    if (*value == dev->abs[code])
        return 0;
    dev->abs[code] = *value;
    return 1;
}

static int to_device(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
    if (dev->event)
        dev->event(dev, type, code, value);
    return 1;
}

static int repeat_event(struct input_dev *dev, unsigned int code, int value)
{
    if (code > REP_MAX || value == dev->rep[code])
        return 0;
    dev->rep[code] = value;
    return to_device(dev, EV_REP, code, value);
}

static int is_news(struct input_dev *dev, unsigned int type, unsigned int code, int *value)
{
    switch (type) {
    case EV_KEY:
        return key_event(dev, code, *value);
    case EV_ABS:
        return axis_event(dev, code, value);
    case EV_REL:
        return code <= REL_MAX && test_bit(code, dev->relbit) && *value;
    case EV_MSC:
        return code <= MSC_MAX && test_bit(code, dev->mscbit) && to_device(dev, type, code, *value);
    case EV_LED:
        return code <= LED_MAX && test_bit(code, dev->ledbit) && changes(dev->led, code, *value) &&
               to_device(dev, type, code, *value);
    case EV_SND:
        return code <= SND_MAX && test_bit(code, dev->sndbit) && to_device(dev, type, code, *value);
    case EV_REP:
        return repeat_event(dev, code, *value);
    case EV_FF:
        return to_device(dev, type, code, *value);
    }
    return 1;
}

/* From drivers in their interrupts, and from handlers: what a device's lamps are to show comes this way, too. */
void input_event(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
    if (type <= EV_MAX && test_bit(type, dev->evbit) && is_news(dev, type, code, &value))
        tell_handlers(dev, type, code, value);
}
EXPORT_SYMBOL(input_event);

static void repeat(unsigned long data)
{
    struct input_dev *dev = (struct input_dev *)data;

    if (!test_bit(dev->repeat_key, dev->key))
        return;
    input_event(dev, EV_KEY, dev->repeat_key, 2);
    mod_timer(&dev->timer, jiffies + dev->rep[1]);
}

static void connect(struct input_handler *handler, struct input_dev *dev)
{
    struct input_handle *h = handler->connect(handler, dev);

    if (!h)
        return;
    h->dnext = dev->handle;
    dev->handle = h;
    h->hnext = handler->handle;
    handler->handle = h;
}

static void leave_handler(struct input_handle *h)
{
    struct input_handle **link = &h->handler->handle;

    while (*link && *link != h)
        link = &(*link)->hnext;
    if (*link)
        *link = h->hnext;
}

static void leave_device(struct input_handle *h)
{
    struct input_handle **link = &h->dev->handle;

    while (*link && *link != h)
        link = &(*link)->dnext;
    if (*link)
        *link = h->dnext;
}

/* `dev` stays the driver's. What it can do stands in its fields already. */
void input_register_device(struct input_dev *dev)
{
    struct input_handler *handler;

    init_timer(&dev->timer);
    dev->timer.data = (unsigned long)dev;
    dev->timer.function = repeat;
    if (!dev->rep[0])
        dev->rep[0] = REPEAT_DELAY;
    if (!dev->rep[1])
        dev->rep[1] = REPEAT_PERIOD;
    dev->number = last_number++;
    dev->next = devices;
    devices = dev;
    for (handler = handlers; handler; handler = handler->next)
        connect(handler, dev);
}
EXPORT_SYMBOL(input_register_device);

void input_unregister_device(struct input_dev *dev)
{
    struct input_dev **link = &devices;
    struct input_handle *h;

    del_timer_sync(&dev->timer);
    while ((h = dev->handle)) {
        leave_handler(h);
        dev->handle = h->dnext;
        h->handler->disconnect(h);
    }
    while (*link && *link != dev)
        link = &(*link)->next;
    if (*link)
        *link = dev->next;
}
EXPORT_SYMBOL(input_unregister_device);

void input_register_handler(struct input_handler *handler)
{
    struct input_dev *dev;

    if (handler->fops)
        by_minor[handler->minor / MINORS_OF_HANDLER] = handler;
    handler->next = handlers;
    handlers = handler;
    for (dev = devices; dev; dev = dev->next)
        connect(handler, dev);
}
EXPORT_SYMBOL(input_register_handler);

void input_unregister_handler(struct input_handler *handler)
{
    struct input_handler **link = &handlers;
    struct input_handle *h;

    while ((h = handler->handle)) {
        leave_device(h);
        handler->handle = h->hnext;
        handler->disconnect(h);
    }
    while (*link && *link != handler)
        link = &(*link)->next;
    if (*link)
        *link = handler->next;
    if (handler->fops)
        by_minor[handler->minor / MINORS_OF_HANDLER] = NULL;
}
EXPORT_SYMBOL(input_unregister_handler);

/* The device's driver counts how often it is opened. */
int input_open_device(struct input_handle *handle)
{
    handle->open++;
    return handle->dev->open ? handle->dev->open(handle->dev) : 0;
}
EXPORT_SYMBOL(input_open_device);

void input_close_device(struct input_handle *handle)
{
    if (handle->dev->close)
        handle->dev->close(handle->dev);
    handle->open--;
}
EXPORT_SYMBOL(input_close_device);

/* A file becomes the handler's to which its minor number belongs. */
static int input_open(struct inode *inode, struct file *file)
{
    unsigned int group = MINOR(inode->i_rdev) / MINORS_OF_HANDLER;
    struct file_operations *fops;

    if (group >= HANDLERS || !by_minor[group] || !(fops = fops_get(by_minor[group]->fops)))
        return -ENODEV;
    file->f_op = fops;
    return fops->open ? fops->open(inode, file) : 0;
}

static struct file_operations input_fops = {
    owner: THIS_MODULE,
    open: input_open,
};

devfs_handle_t input_register_minor(char *name, int minor, int minor_base)
{
    char path[24] = "input/";

    snprintf(path + 6, sizeof(path) - 6, name, minor);
    return devfs_register(NULL, path, DEVFS_FL_DEFAULT, INPUT_MAJOR, minor + minor_base, S_IFCHR | S_IRUGO | S_IWUSR,
                          &input_fops, NULL);
}
EXPORT_SYMBOL(input_register_minor);

void input_unregister_minor(devfs_handle_t handle)
{
    devfs_unregister(handle);
}
EXPORT_SYMBOL(input_unregister_minor);

static int __init input_init(void)
{
    return register_chrdev(INPUT_MAJOR, "input", &input_fops) ? -EBUSY : 0;
}

static void __exit input_exit(void)
{
    unregister_chrdev(INPUT_MAJOR, "input");
}

module_init(input_init);
module_exit(input_exit);

MODULE_DESCRIPTION("Events of input devices");
MODULE_LICENSE("Dual MIT/GPL");
