/* SPDX-License-Identifier: MIT
 * A device that holds what is written to it until it is read, and answers what the program devcalls asks of the
 * interface of character devices.
 */
#include <linux/module.h>
#include <linux/init.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/timer.h>
#include <linux/devfs_fs_kernel.h>
#include <linux/miscdevice.h>
#include <linux/poll.h>
#include <asm/uaccess.h>
#include "chardev.h"

static char *only;                  /* the one check that the program shall make */
MODULE_PARM(only, "s");

static int major;
static devfs_handle_t folder, entry;
static char buffer[CHARDEV_ROOM];
static unsigned int filled;
static int opens, syncs;
static DECLARE_WAIT_QUEUE_HEAD(readers);
static DECLARE_WAIT_QUEUE_HEAD(writers);
static struct fasync_struct *listeners;
static struct timer_list later;

static void put_later(unsigned long unused)
{
    if (filled < CHARDEV_ROOM)
        buffer[filled++] = '!';
    wake_up_interruptible(&readers);
}

static int chardev_open(struct inode *inode, struct file *file)
{
    if (MINOR(inode->i_rdev) != 7)
        return -ENXIO;
    opens++;
    file->private_data = &buffer;
    return 0;
}

static int chardev_fasync(int fd, struct file *file, int on)
{
    int result = fasync_helper(fd, file, on, &listeners);

    return result < 0 ? result : 0;
}

static int chardev_release(struct inode *inode, struct file *file)
{
    opens--;
    return 0;
}

static ssize_t chardev_read(struct file *file, char *to, size_t count, loff_t *position)
{
    size_t n;

    if (position != &file->f_pos || file->private_data != &buffer)
        return -ESPIPE;
    if (!filled && (file->f_flags & O_NONBLOCK))
        return -EAGAIN;
    if (wait_event_interruptible(readers, filled))
        return -ERESTARTSYS;
    n = min(count, (size_t)filled);
    if (copy_to_user(to, buffer, n))
        return -EFAULT;
    filled -= n;
    memmove(buffer, buffer + n, filled);
    *position += n;
    wake_up_interruptible(&writers);
    return n;
}

static ssize_t chardev_write(struct file *file, const char *from, size_t count, loff_t *position)
{
    size_t n;

    if (filled == CHARDEV_ROOM && (file->f_flags & O_NONBLOCK))
        return -EAGAIN;
    if (wait_event_interruptible(writers, filled < CHARDEV_ROOM))
        return -ERESTARTSYS;
    n = min(count, (size_t)(CHARDEV_ROOM - filled));
    if (copy_from_user(buffer + filled, from, n))
        return -EFAULT;
    filled += n;
    *position += n;
    wake_up_interruptible(&readers);
    return n;
}

static unsigned int chardev_poll(struct file *file, poll_table *table)
{
    poll_wait(file, &readers, table);
    poll_wait(file, &writers, table);
    return (filled ? POLLIN | POLLRDNORM : 0) | (filled < CHARDEV_ROOM ? POLLOUT | POLLWRNORM : 0);
}

static loff_t chardev_llseek(struct file *file, loff_t offset, int origin)
{
    if (origin == 2)
        return -ESPIPE;
    file->f_pos = origin ? file->f_pos + offset : offset;
    return file->f_pos;
}

static int chardev_fsync(struct file *file, struct dentry *dentry, int datasync)
{
    syncs++;
    return dentry->d_inode == file->f_dentry->d_inode ? 0 : -EIO;
}

static int copy_there_and_back(unsigned long argument)
{
    static char middle[2 * CHARDEV_ROOM];
    struct chardev_copy c;

    if (copy_from_user(&c, (void *)argument, sizeof(c)))
        return -EFAULT;
    if (c.bytes > sizeof(middle))
        return -EINVAL;
    c.missed_from = copy_from_user(middle, c.from, c.bytes);
    c.missed_to = copy_to_user(c.to, middle, c.bytes);
    return copy_to_user((void *)argument, &c, sizeof(c)) ? -EFAULT : 0;
}

static long thread_missed;
static DECLARE_COMPLETION(thread_done);

static int thread_puts(void *address)
{
    mm_segment_t before = get_fs();
    int value = 1;

    set_fs(USER_DS);
    thread_missed = copy_to_user(address, &value, sizeof(value));
    set_fs(before);
    complete_and_exit(&thread_done, 0);
    return 0;
}

static int own_memory(void)
{
    mm_segment_t before = get_fs();
    char from[8] = "kernel", to[8] = "";
    int missed;

    set_fs(KERNEL_DS);
    missed = copy_from_user(to, from, sizeof(to));
    set_fs(before);
    if (strcmp(to, "kernel"))
        return -EIO;
    return missed + copy_from_user(to, from, sizeof(to));
}

static int listener_count(void)
{
    struct fasync_struct *f;
    int n = 0;

    for (f = listeners; f; f = f->fa_next)
        n++;
    return n;
}

static int chardev_ioctl(struct inode *inode, struct file *file, unsigned int request, unsigned long argument)
{
    char text[16], name[32];
    long length;

    switch (request) {
    case CHARDEV_PEEK:
        return put_user(0x12345678, (int *)argument);
    case CHARDEV_COPY:
        return copy_there_and_back(argument);
    case CHARDEV_KERNEL:
        return __copy_to_user((void *)&syncs, &opens, sizeof(opens));
    case CHARDEV_TEXT:
        length = strnlen_user((char *)argument, sizeof(text));
        if (length > 0 && strncpy_from_user(text, (char *)argument, sizeof(text)) != min(length - 1, (long)sizeof(text)))
            return -EIO;
        return length ? length : strncpy_from_user(text, (char *)argument, sizeof(text));
    case CHARDEV_PID:
        return current->pid;
    case CHARDEV_THREAD:
        if (kernel_thread(thread_puts, (void *)argument, 0) < 0)
            return -ENOMEM;
        wait_for_completion(&thread_done);
        return thread_missed;
    case CHARDEV_OWN:
        return own_memory();
    case CHARDEV_CLEAR:
        return clear_user((void *)argument, CHARDEV_ROOM);
    case CHARDEV_FLAGS:
        return file->f_flags;
    case CHARDEV_SLEEP:
        set_current_state(TASK_UNINTERRUPTIBLE);
        schedule_timeout(argument);
        return signal_pending(current);
    case CHARDEV_OPENS:
        return opens;
    case CHARDEV_LISTENERS:
        return listener_count();
    case CHARDEV_SYNCED:
        return syncs;
    case CHARDEV_RESTART:
        return -ERESTARTSYS;
    case CHARDEV_PUT_LATER:
        mod_timer(&later, jiffies + argument);
        return 0;
    case CHARDEV_RANGE:
        return verify_area(VERIFY_WRITE, (void *)argument, CHARDEV_ROOM);
    case CHARDEV_ONLY:
        memset(name, 0, sizeof(name));
        if (only)
            strncpy(name, only, sizeof(name) - 1);
        return copy_to_user((void *)argument, name, sizeof(name)) ? -EFAULT : 0;
    case CHARDEV_USED:
        return atomic_read(&THIS_MODULE->uc.usecount);
    }
    return maps_ioctl(request, argument);
}

static struct file_operations operations = {
    owner: THIS_MODULE,
    open: chardev_open,
    release: chardev_release,
    read: chardev_read,
    write: chardev_write,
    llseek: chardev_llseek,
    poll: chardev_poll,
    ioctl: chardev_ioctl,
    mmap: chardev_mmap,
    fsync: chardev_fsync,
    fasync: chardev_fasync,
};

/* --- a misc device that gives the address of its number, and can do nothing else --- */

static ssize_t plain_read(struct file *file, char *to, size_t count, loff_t *position)
{
    char minor = MINOR(file->f_dentry->d_inode->i_rdev);

    if (*position || !count)
        return 0;
    *position = 1;
    return put_user(minor, to) ? -EFAULT : 1;
}

static struct file_operations plain_operations = { owner: THIS_MODULE, read: plain_read, llseek: no_llseek };
static struct miscdevice plain = { MISC_DYNAMIC_MINOR, "plain", &plain_operations };
static struct miscdevice taken = { 200, "taken", &plain_operations };
static struct miscdevice refused = { 200, "refused", &plain_operations };

static int __init chardev_init(void)
{
    init_timer(&later);
    later.function = put_later;
    major = register_chrdev(0, "chardev", &operations);
    if (major <= 0)
        return major;
    if (register_chrdev(major, "other", &plain_operations) != -EBUSY)
        return -EIO;
    folder = devfs_mk_dir(NULL, "test", NULL);
    entry = devfs_register(folder, "chardev", DEVFS_FL_NONE, major, 7, S_IFCHR | S_IRUGO | S_IWUGO, &operations, NULL);
    devfs_register(folder, "nobody", DEVFS_FL_NONE, major, 8, S_IFCHR | S_IRUGO | S_IWUGO, &operations, NULL);
    if (misc_register(&plain) || misc_register(&taken))
        return -EIO;
    return misc_register(&refused) == -EBUSY ? maps_init() ? : procs_init() : -EIO;
}

static void __exit chardev_exit(void)
{
    procs_exit();
    maps_exit();
    del_timer_sync(&later);
    misc_deregister(&taken);
    misc_deregister(&plain);
    devfs_unregister(entry);
    devfs_unregister(folder);
    unregister_chrdev(major, "chardev");
}

module_init(chardev_init);
module_exit(chardev_exit);
MODULE_LICENSE("Dual MIT/GPL");
