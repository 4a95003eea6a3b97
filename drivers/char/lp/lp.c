/* SPDX-License-Identifier: MIT
 * Printers at parallel ports, as /dev/lp0 and so on.
 */
#include <linux/module.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/fs.h>
#include <linux/delay.h>
#include <linux/major.h>
#include <linux/devfs_fs_kernel.h>
#include <linux/parport.h>
#include <linux/lp.h>
#include <asm/uaccess.h>

#define PRINTERS 4
#define CHUNK 4096
#define SELECTED_TIMEOUT (10 * HZ)

static struct printer {
    struct pardevice *dev;
    devfs_handle_t entry;
    unsigned long open;             /* bit 0 */
    unsigned int flags;             /* LP_ABORT, LP_ABORTOPEN, LP_CAREFUL */
    long timeout;
    char *buffer;
    struct semaphore writing;
} printers[PRINTERS];
static devfs_handle_t folder;

static struct printer *printer_of(const struct inode *inode)
{
    unsigned int minor = MINOR(inode->i_rdev);

    return minor < PRINTERS && printers[minor].dev ? &printers[minor] : NULL;
}

/* What keeps the printer from printing: 0, or an error. */
static int trouble(struct printer *p)
{
    struct parport *port = p->dev->port;
    unsigned char status = port->ops->read_status(port);

    if (status & PARPORT_STATUS_PAPEROUT)
        return -ENOSPC;
    if (!(status & PARPORT_STATUS_SELECT))
        return -EIO;                /* off line */
    if (!(status & PARPORT_STATUS_ERROR))
        return -EIO;
    return 0;
}

static int status_of(struct printer *p)
{
    struct parport *port = p->dev->port;
    int status = parport_claim_or_block(p->dev);

    if (status < 0)
        return status;
    status = port->ops->read_status(port);
    parport_release(p->dev);
    return status;
}

static int reset(struct printer *p)
{
    struct parport *port = p->dev->port;
    int error = parport_claim_or_block(p->dev);

    if (error < 0)
        return error;
    port->ops->write_control(port, PARPORT_CONTROL_SELECT);
    udelay(50);
    port->ops->write_control(port, PARPORT_CONTROL_SELECT | PARPORT_CONTROL_INIT);
    parport_release(p->dev);
    return 0;
}

/* --- the file --- */

static int lp_open(struct inode *inode, struct file *file)
{
    struct printer *p = printer_of(inode);
    int error = 0;

    if (!p)
        return -ENXIO;
    if (test_and_set_bit(0, &p->open))
        return -EBUSY;
    if ((p->flags & LP_ABORTOPEN) && !(file->f_flags & O_NONBLOCK)) {
        error = parport_claim_or_block(p->dev);
        if (error >= 0) {
            error = trouble(p);
            parport_release(p->dev);
        }
    }
    if (!error)
        p->buffer = kmalloc(CHUNK, GFP_KERNEL);
    if (!error && !p->buffer)
        error = -ENOMEM;
    if (error)
        clear_bit(0, &p->open);
    else
        file->private_data = p;
    return error;
}

static int lp_release(struct inode *inode, struct file *file)
{
    struct printer *p = file->private_data;

    kfree(p->buffer);
    p->buffer = NULL;
    clear_bit(0, &p->open);
    return 0;
}

/* Prints the buffer; returns the bytes of it that were, or an error before the first. */
static ssize_t print(struct printer *p, size_t count, int wait)
{
    struct parport *port = p->dev->port;
    size_t done = 0;
    int error = 0;

    parport_set_timeout(p->dev, wait ? p->timeout : 1);
    parport_negotiate(port, IEEE1284_MODE_COMPAT);
    while (done < count) {
        ssize_t n = parport_write(port, p->buffer + done, count - done);

        if (n > 0)
            done += n;
        if (done == count)
            break;
        error = trouble(p);
        if (signal_pending(current))
            error = -EINTR;
        else if (!wait)
            error = -EAGAIN;
        else if (!error && !n)
            error = -EIO;           /* busy for so long */
        if (error && (error == -EINTR || !wait || (p->flags & LP_ABORT) || error == -EIO))
            break;
        parport_yield_blocking(p->dev);
    }
    return done ? (ssize_t)done : error;
}

static ssize_t lp_write(struct file *file, const char *from, size_t count, loff_t *position)
{
    struct printer *p = file->private_data;
    size_t done = 0, part;
    ssize_t n = 0;

    if (down_interruptible(&p->writing))
        return -EINTR;
    while (done < count) {
        part = min(count - done, (size_t)CHUNK);
        n = -EFAULT;
        if (copy_from_user(p->buffer, from + done, part))
            break;
        n = parport_claim_or_block(p->dev);
        if (n < 0)
            break;
        n = print(p, part, !(file->f_flags & O_NONBLOCK));
        parport_release(p->dev);
        if (n < 0)
            break;
        done += n;
        if ((size_t)n < part)
            break;
    }
    up(&p->writing);
    return done ? (ssize_t)done : n;
}

static void set_flag(struct printer *p, unsigned int flag, unsigned long on)
{
    p->flags = on ? p->flags | flag : p->flags & ~flag;
}

static int lp_ioctl(struct inode *inode, struct file *file, unsigned int request, unsigned long argument)
{
    struct printer *p = file->private_data;
    int value;

    switch (request) {
    case LPTIME:
        p->timeout = max(1L, (long)(argument * HZ / 100));
        return 0;
    case LPCHAR:                    /* how long to look before it sleeps: that is the port's affair */
    case LPWAIT:
        return 0;
    case LPABORT:
        set_flag(p, LP_ABORT, argument);
        return 0;
    case LPABORTOPEN:
        set_flag(p, LP_ABORTOPEN, argument);
        return 0;
    case LPCAREFUL:
        set_flag(p, LP_CAREFUL, argument);
        return 0;
    case LPSETIRQ:
        return -EINVAL;
    case LPGETIRQ:
        return put_user(p->dev->port->irq, (int *)argument);
    case LPGETSTATUS:
        value = status_of(p);
        return value < 0 ? value : put_user(value, (int *)argument);
    case LPGETFLAGS:
        return put_user((int)(p->flags | LP_EXIST), (int *)argument);
    case LPRESET:
        return reset(p);
    }
    return -EINVAL;
}

static struct file_operations lp_operations = {
    owner: THIS_MODULE,
    llseek: no_llseek,
    open: lp_open,
    release: lp_release,
    write: lp_write,
    ioctl: lp_ioctl,
};

/* --- ports that come and go --- */

static void lp_attach(struct parport *port)
{
    char name[8];
    int i;

    for (i = 0; i < PRINTERS && printers[i].dev; i++)
        ;
    if (i == PRINTERS)
        return;
    printers[i].dev = parport_register_device(port, "lp", NULL, NULL, NULL, 0, &printers[i]);
    if (!printers[i].dev)
        return;
    init_MUTEX(&printers[i].writing);
    printers[i].timeout = SELECTED_TIMEOUT;
    printers[i].flags = 0;
    reset(&printers[i]);
    sprintf(name, "%d", i);
    printers[i].entry = devfs_register(folder, name, DEVFS_FL_NONE, LP_MAJOR, i, S_IFCHR | S_IRUSR | S_IWUSR,
                                       &lp_operations, NULL);
    printk(KERN_INFO "lp%d: using %s (%s)\n", i, port->name, port->irq < 0 ? "polling" : "interrupt-driven");
}

static void forget(struct printer *p)
{
    devfs_unregister(p->entry);
    parport_unregister_device(p->dev);
    p->dev = NULL;
}

static void lp_detach(struct parport *port)
{
    int i;

    for (i = 0; i < PRINTERS; i++)
        if (printers[i].dev && printers[i].dev->port == port)
            forget(&printers[i]);
}

static struct parport_driver lp_driver = { "lp", lp_attach, lp_detach };

static int __init lp_init(void)
{
    int error = devfs_register_chrdev(LP_MAJOR, "lp", &lp_operations);

    if (error < 0)
        return error;
    folder = devfs_mk_dir(NULL, "printers", NULL);
    error = parport_register_driver(&lp_driver);
    if (!error && printers[0].dev)
        return 0;
    parport_unregister_driver(&lp_driver);
    devfs_unregister(folder);
    devfs_unregister_chrdev(LP_MAJOR, "lp");
    return error ? error : -ENODEV;
}

static void __exit lp_exit(void)
{
    parport_unregister_driver(&lp_driver);
    devfs_unregister(folder);
    devfs_unregister_chrdev(LP_MAJOR, "lp");
}

module_init(lp_init);
module_exit(lp_exit);
MODULE_DESCRIPTION("Printers at parallel ports");
MODULE_LICENSE("Dual MIT/GPL");
