/* SPDX-License-Identifier: MIT
 * Terminals: which drivers there are, and what programs do with an open terminal.
 */
#include "linux-compat/src/tty.h"
#include "linux-compat/src/cold.h"
#include <linux/devfs_fs_kernel.h>

static struct tty_driver *lx_tty_drivers;
static struct file_operations lx_tty_files, lx_hung_up_files;

/* What 2.4 gives to a driver that does not say otherwise: 38400 8N1, lines with echo. */
struct termios tty_std_termios = {
    .c_iflag = ICRNL | IXON,
    .c_oflag = OPOST | ONLCR,
    .c_cflag = B38400 | CS8 | CREAD | HUPCL,
    .c_lflag = ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | IEXTEN,
    .c_cc = INIT_C_CC,
};
EXPORT_SYMBOL(tty_std_termios);

/* --- drivers --- */

static struct tty_driver *lx_tty_driver_of(kdev_t dev, int *line)
{
    struct tty_driver *d;

    for (d = lx_tty_drivers; d; d = d->next) {
        *line = (int)MINOR(dev) - d->minor_start;
        if (d->major == (int)MAJOR(dev) && *line >= 0 && *line < d->num)
            return d;
    }
    return NULL;
}

static void lx_put_by_write(struct tty_struct *tty, unsigned char c)
{
    tty->driver.write(tty, 0, &c, 1);
}

void tty_register_devfs(struct tty_driver *driver, unsigned int flags, unsigned int minor)
{
    const char *format = strchr(driver->name, '%') ? driver->name : "%s%d";
    int number = (int)minor - driver->minor_start + driver->name_base;
    char name[NIM_CHAR_NAME];

    if (format == driver->name)
        snprintf(name, sizeof(name), format, number);
    else
        snprintf(name, sizeof(name), format, driver->name, number);
    devfs_register(NULL, name, flags, driver->major, minor, S_IFCHR | S_IRUGO | S_IWUGO, &lx_tty_files, NULL);
}
EXPORT_SYMBOL(tty_register_devfs);

void tty_unregister_devfs(struct tty_driver *driver, unsigned int minor)
{
    devfs_unregister(lx_char_entry(MKDEV(driver->major, minor)));
}
EXPORT_SYMBOL(tty_unregister_devfs);

int tty_register_driver(struct tty_driver *driver)
{
    int i, major;

    if (driver->flags & TTY_DRIVER_INSTALLED)
        return 0;
    if (!driver->major) {
        major = register_chrdev(0, driver->name, &lx_tty_files);
        if (major < 0)
            return major;
        driver->major = major;
    }
    if (!driver->put_char)
        driver->put_char = lx_put_by_write;
    driver->prev = NULL;
    driver->next = lx_tty_drivers;
    if (lx_tty_drivers)
        lx_tty_drivers->prev = driver;
    lx_tty_drivers = driver;
    driver->flags |= TTY_DRIVER_INSTALLED;
    for (i = 0; i < driver->num && !(driver->flags & TTY_DRIVER_NO_DEVFS); i++)
        tty_register_devfs(driver, 0, driver->minor_start + i);
    return 0;
}
EXPORT_SYMBOL(tty_register_driver);

int tty_unregister_driver(struct tty_driver *driver)
{
    struct tty_driver *d = lx_tty_drivers;
    int i;

    while (d && d != driver)
        d = d->next;
    if (!d)
        return -ENOTTY;
    if (*driver->refcount)
        return -EBUSY;
    for (i = 0; i < driver->num; i++) {
        tty_unregister_devfs(driver, driver->minor_start + i);
        kfree(driver->termios[i]);
        kfree(driver->termios_locked[i]);
        driver->termios[i] = driver->termios_locked[i] = NULL;
    }
    if (driver->prev)
        driver->prev->next = driver->next;
    else
        lx_tty_drivers = driver->next;
    if (driver->next)
        driver->next->prev = driver->prev;
    driver->prev = driver->next = NULL;
    driver->flags &= ~TTY_DRIVER_INSTALLED;
    if (lx_char_operations(MKDEV(driver->major, 0)) == &lx_tty_files)
        unregister_chrdev(driver->major, driver->name);
    return 0;
}
EXPORT_SYMBOL(tty_unregister_driver);

/* --- one terminal, however many have it open --- */

/* A line's settings outlive its terminal. */
static int lx_tty_settings(struct tty_driver *driver, int line)
{
    if (!driver->termios_locked[line]) {
        driver->termios_locked[line] = kmalloc(sizeof(struct termios), GFP_KERNEL);
        if (!driver->termios_locked[line])
            return -ENOMEM;
        memset(driver->termios_locked[line], 0, sizeof(struct termios));
    }
    if (!driver->termios[line]) {
        driver->termios[line] = kmalloc(sizeof(struct termios), GFP_KERNEL);
        if (!driver->termios[line])
            return -ENOMEM;
        *driver->termios[line] = driver->init_termios;
    }
    return 0;
}

static struct tty_struct *lx_tty_new(struct tty_driver *driver, int line, int *result)
{
    struct tty_struct *tty = kmalloc(sizeof(*tty), GFP_KERNEL);

    *result = tty ? lx_tty_settings(driver, line) : -ENOMEM;
    if (!*result) {
        memset(tty, 0, sizeof(*tty));
        tty->driver = *driver;
        tty->ldisc = lx_n_tty;
        tty->device = MKDEV(driver->major, driver->minor_start + line);
        tty->termios = driver->termios[line];
        tty->termios_locked = driver->termios_locked[line];
        tty->pgrp = -1;
        INIT_LIST_HEAD(&tty->tty_files);
        lx_tty_setup_flip(tty);
        *result = tty->ldisc.open(tty);
    }
    if (*result) {
        kfree(tty);
        return NULL;
    }
    driver->table[line] = tty;
    ++*driver->refcount;
    return tty;
}

/* The last one closes. A new terminal of this line may come up while this one goes. */
static void lx_tty_end(struct tty_driver *driver, struct tty_struct *tty)
{
    int line = (int)MINOR(tty->device) - driver->minor_start;

    set_bit(TTY_CLOSING, &tty->flags);
    driver->table[line] = NULL;
    if (driver->flags & TTY_DRIVER_RESET_TERMIOS)
        driver->termios[line] = NULL;
    if (tty->ldisc.close)
        tty->ldisc.close(tty);
    run_task_queue(&tq_timer);      /* nothing of it may be left there */
    flush_scheduled_tasks();
    if (driver->flags & TTY_DRIVER_RESET_TERMIOS)
        kfree(tty->termios);
    --*driver->refcount;
    kfree(tty);
}

static int lx_tty_release(struct inode *inode, struct file *file)
{
    struct tty_struct *tty = file->private_data;
    struct tty_driver *driver;
    int line;

    (void)inode;
    if (tty->driver.close)
        tty->driver.close(tty, file);
    list_del(&file->f_list);
    if (file->f_flags & FASYNC)
        fasync_helper(-1, file, 0, &tty->fasync);
    driver = lx_tty_driver_of(tty->device, &line);
    if (--tty->count == 0 && driver)
        lx_tty_end(driver, tty);
    return 0;
}

/* A line that was open when its driver failed is opened again as it was: nobody waits for a carrier. As in Linux, a
 * driver's close follows its open even where that failed. */
static int lx_tty_open_once(struct inode *inode, struct file *file)
{
    unsigned int flags = file->f_flags;
    struct tty_struct *tty;
    struct tty_driver *driver;
    int line, result = 0;

    driver = lx_tty_driver_of(inode->i_rdev, &line);
    if (!driver)
        return -ENODEV;
    tty = driver->table[line];
    if (!tty)
        tty = lx_tty_new(driver, line, &result);
    if (!tty)
        return result;
    tty->count++;
    file->private_data = tty;
    list_add(&file->f_list, &tty->tty_files);
    if (((struct lx_file *)file)->again)
        file->f_flags |= O_NONBLOCK;
    result = tty->driver.open ? tty->driver.open(tty, file) : -ENODEV;
    file->f_flags = flags;
    if (result)
        lx_tty_release(inode, file);
    return result;
}

/* -ERESTARTSYS without a signal: the line was hung up or closed meanwhile. */
static int lx_tty_open(struct inode *inode, struct file *file)
{
    int result;

    while ((result = lx_tty_open_once(inode, file)) == -ERESTARTSYS && !signal_pending(current)) {
        file->f_op = &lx_tty_files;
        schedule();
    }
    return result;
}

/* --- its files --- */

static ssize_t lx_tty_read(struct file *file, char *to, size_t count, loff_t *position)
{
    struct tty_struct *tty = file->private_data;

    (void)position;
    if (test_bit(TTY_IO_ERROR, &tty->flags) || !tty->ldisc.read)
        return -EIO;
    return tty->ldisc.read(tty, file, (unsigned char *)to, count);
}

/* In pieces, so that a discipline may copy one as a whole; for those that send frames a piece is the whole. */
static ssize_t lx_tty_pieces(struct tty_struct *tty, struct file *file, const unsigned char *from, size_t count)
{
    size_t done = 0, piece = test_bit(TTY_NO_WRITE_SPLIT, &tty->flags) ? count : PAGE_SIZE;
    ssize_t n = 0;

    do {
        n = tty->ldisc.write(tty, file, from + done, min(count - done, piece));
        if (n > 0)
            done += n;
    } while (n > 0 && done < count && !signal_pending(current));
    return done ? (ssize_t)done : n;
}

static ssize_t lx_tty_write(struct file *file, const char *from, size_t count, loff_t *position)
{
    struct tty_struct *tty = file->private_data;
    ssize_t n;

    (void)position;
    if (test_bit(TTY_IO_ERROR, &tty->flags) || !tty->ldisc.write)
        return -EIO;
    if (down_interruptible(&tty->atomic_write))
        return -ERESTARTSYS;
    n = lx_tty_pieces(tty, file, (const unsigned char *)from, count);
    up(&tty->atomic_write);
    return n;
}

static unsigned int lx_tty_poll(struct file *file, struct poll_table_struct *table)
{
    struct tty_struct *tty = file->private_data;

    return tty->ldisc.poll ? tty->ldisc.poll(tty, file, table) : 0;
}

static int lx_tty_fasync(int fd, struct file *file, int on)
{
    struct tty_struct *tty = file->private_data;
    int result = fasync_helper(fd, file, on, &tty->fasync);

    return result < 0 ? result : 0;
}

static struct file_operations lx_tty_files = {
    .open = lx_tty_open,
    .release = lx_tty_release,
    .read = lx_tty_read,
    .write = lx_tty_write,
    .poll = lx_tty_poll,
    .ioctl = lx_tty_ioctl,
    .fasync = lx_tty_fasync,
    .llseek = no_llseek,
};

/* --- and those of a line that was hung up: the end of what comes in, an error for what goes out --- */

static ssize_t lx_hung_up_read(struct file *file, char *to, size_t count, loff_t *position)
{
    (void)file, (void)to, (void)count, (void)position;
    return 0;
}

static ssize_t lx_hung_up_write(struct file *file, const char *from, size_t count, loff_t *position)
{
    (void)file, (void)from, (void)count, (void)position;
    return -EIO;
}

static unsigned int lx_hung_up_poll(struct file *file, struct poll_table_struct *table)
{
    (void)file, (void)table;
    return POLLIN | POLLOUT | POLLERR | POLLHUP | POLLRDNORM | POLLWRNORM;
}

static int lx_hung_up_ioctl(struct inode *inode, struct file *file, unsigned int command, unsigned long argument)
{
    (void)inode, (void)file, (void)command, (void)argument;
    return -EIO;
}

static struct file_operations lx_hung_up_files = {
    .release = lx_tty_release,
    .read = lx_hung_up_read,
    .write = lx_hung_up_write,
    .poll = lx_hung_up_poll,
    .ioctl = lx_hung_up_ioctl,
    .llseek = no_llseek,
};

void lx_tty_file_lost(struct file *file)
{
    file->f_op = &lx_hung_up_files;
}

int tty_hung_up_p(struct file *file)
{
    return file && file->f_op == &lx_hung_up_files;
}
EXPORT_SYMBOL(tty_hung_up_p);
