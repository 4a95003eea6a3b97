/* SPDX-License-Identifier: MIT
 * The PC's battery clock: time of day, alarm, and periodic interrupts, as /dev/rtc; and /proc/driver/rtc.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/ioport.h>
#include <linux/delay.h>
#include <linux/miscdevice.h>
#include <linux/poll.h>
#include <linux/proc_fs.h>
#include <linux/rtc.h>
#include <asm/io.h>
#include <asm/uaccess.h>
#include "mc146818.h"

#define RTC_CENTURY_SPLIT 70        /* two digits below it are of this century */

static spinlock_t rtc_lock = SPIN_LOCK_UNLOCKED;
static DECLARE_WAIT_QUEUE_HEAD(rtc_wait);
static struct fasync_struct *rtc_fasync_list;
static unsigned long rtc_open_count;        /* 0 or 1: who reads takes the interrupts away from others */
static unsigned long rtc_events;            /* interrupts not read yet; the low byte says of what kind */
static unsigned long rtc_epoch = 1900;

static int rate = 1024;
MODULE_PARM(rate, "i");
MODULE_PARM_DESC(rate, "periodic interrupts a second, until a program asks for others");
MODULE_DESCRIPTION("Real-time clock MC146818");
MODULE_LICENSE("Dual MIT/GPL");

static unsigned char rtc_get(unsigned char location)
{
    outb(location, RTC_INDEX);
    return inb(RTC_DATA);
}

static void rtc_put(unsigned char value, unsigned char location)
{
    outb(location, RTC_INDEX);
    outb(value, RTC_DATA);
}

/* --- digits --- */

static unsigned int from_bcd(unsigned int n)
{
    return (n >> 4) * 10 + (n & 15);
}

static unsigned int to_bcd(unsigned int n)
{
    return n / 10 << 4 | n % 10;
}

/* Hours as a clock in the mode that register B says keeps them. */
static int hours_in(unsigned char value, unsigned char mode)
{
    int pm = !(mode & RTC_B_24) && (value & RTC_PM);
    int hours = (mode & RTC_B_24) ? value : value & ~RTC_PM;

    if (!(mode & RTC_B_BINARY))
        hours = from_bcd(hours);
    if (mode & RTC_B_24)
        return hours;
    return hours % 12 + (pm ? 12 : 0);
}

static unsigned char hours_out(int hours, unsigned char mode)
{
    int twelve = hours % 12 ? hours % 12 : 12;

    if (mode & RTC_B_24)
        return (mode & RTC_B_BINARY) ? hours : to_bcd(hours);
    return ((mode & RTC_B_BINARY) ? twelve : to_bcd(twelve)) | (hours >= 12 ? RTC_PM : 0);
}

static int number_in(unsigned char location, unsigned char mode)
{
    unsigned char value = rtc_get(location);

    return (mode & RTC_B_BINARY) ? value : from_bcd(value);
}

static void number_out(int n, unsigned char location, unsigned char mode)
{
    rtc_put((mode & RTC_B_BINARY) ? n : to_bcd(n), location);
}

/* --- time and alarm --- */

static void wait_for_update(void)
{
    int usecs;

    for (usecs = 0; usecs < RTC_UPDATE_USECS && (rtc_get(RTC_A) & RTC_A_UPDATING); usecs += 10)
        udelay(10);
}

static void get_time(struct rtc_time *t)
{
    unsigned long flags;
    unsigned char mode;
    int second;

    memset(t, 0, sizeof(*t));
    spin_lock_irqsave(&rtc_lock, flags);
    mode = rtc_get(RTC_B);
    do {                            /* the same second before and after: no update came between */
        wait_for_update();
        second = number_in(RTC_SECONDS, mode);
        t->tm_sec = second;
        t->tm_min = number_in(RTC_MINUTES, mode);
        t->tm_hour = hours_in(rtc_get(RTC_HOURS), mode);
        t->tm_mday = number_in(RTC_DAY, mode);
        t->tm_mon = number_in(RTC_MONTH, mode) - 1;
        t->tm_year = number_in(RTC_YEAR, mode);
        t->tm_wday = number_in(RTC_WEEKDAY, mode) - 1;
    } while (second != number_in(RTC_SECONDS, mode));
    spin_unlock_irqrestore(&rtc_lock, flags);
    t->tm_year += rtc_epoch - 1900;
    if (t->tm_year < RTC_CENTURY_SPLIT)
        t->tm_year += 100;
}

static int days_in(int month, int year)
{
    static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    return days[month] + (month == 1 && !(year % 4) && (year % 100 || !(year % 400)));
}

static int set_time(const struct rtc_time *t)
{
    int year = t->tm_year + 1900, digits = year - rtc_epoch;
    unsigned char mode, divider;
    unsigned long flags;

    if (year < 1970 || t->tm_mon < 0 || t->tm_mon > 11 || t->tm_mday < 1 || t->tm_mday > days_in(t->tm_mon, year) ||
        t->tm_hour < 0 || t->tm_hour > 23 || t->tm_min < 0 || t->tm_min > 59 || t->tm_sec < 0 || t->tm_sec > 59)
        return -EINVAL;
    if (digits >= 100)
        digits -= 100;
    if (digits < 0 || digits >= (rtc_epoch == 1900 && year >= 2000 ? RTC_CENTURY_SPLIT : 100))
        return -EINVAL;
    spin_lock_irqsave(&rtc_lock, flags);
    mode = rtc_get(RTC_B);
    divider = rtc_get(RTC_A);
    rtc_put(mode | RTC_B_SET, RTC_B);
    number_out(t->tm_sec, RTC_SECONDS, mode);
    number_out(t->tm_min, RTC_MINUTES, mode);
    rtc_put(hours_out(t->tm_hour, mode), RTC_HOURS);
    number_out(t->tm_mday, RTC_DAY, mode);
    number_out(t->tm_mon + 1, RTC_MONTH, mode);
    number_out(digits, RTC_YEAR, mode);
    rtc_put((divider & ~RTC_A_DIVIDER) | RTC_A_DIVIDER_32K, RTC_A);
    rtc_put(mode & ~RTC_B_SET, RTC_B);
    spin_unlock_irqrestore(&rtc_lock, flags);
    return 0;
}

static int alarm_in(unsigned char location, unsigned char mode)
{
    unsigned char value = rtc_get(location);

    if (value >= RTC_ALWAYS)
        return -1;
    return (mode & RTC_B_BINARY) ? value : from_bcd(value);
}

static void get_alarm(struct rtc_time *t)
{
    unsigned long flags;
    unsigned char mode, hours;

    memset(t, 0, sizeof(*t));
    spin_lock_irqsave(&rtc_lock, flags);
    mode = rtc_get(RTC_B);
    t->tm_sec = alarm_in(RTC_SECONDS_ALARM, mode);
    t->tm_min = alarm_in(RTC_MINUTES_ALARM, mode);
    hours = rtc_get(RTC_HOURS_ALARM);
    t->tm_hour = hours >= RTC_ALWAYS ? -1 : hours_in(hours, mode);
    spin_unlock_irqrestore(&rtc_lock, flags);
}

/* What is no time of day matches always. */
static void set_alarm(const struct rtc_time *t)
{
    unsigned long flags;
    unsigned char mode;

    spin_lock_irqsave(&rtc_lock, flags);
    mode = rtc_get(RTC_B);
    if (t->tm_sec >= 0 && t->tm_sec < 60)
        number_out(t->tm_sec, RTC_SECONDS_ALARM, mode);
    else
        rtc_put(RTC_ALWAYS, RTC_SECONDS_ALARM);
    if (t->tm_min >= 0 && t->tm_min < 60)
        number_out(t->tm_min, RTC_MINUTES_ALARM, mode);
    else
        rtc_put(RTC_ALWAYS, RTC_MINUTES_ALARM);
    rtc_put(t->tm_hour >= 0 && t->tm_hour < 24 ? hours_out(t->tm_hour, mode) : RTC_ALWAYS, RTC_HOURS_ALARM);
    spin_unlock_irqrestore(&rtc_lock, flags);
}

/* --- interrupts --- */

static void rtc_interrupt(int irq, void *device, struct pt_regs *regs)
{
    unsigned char cause;

    spin_lock(&rtc_lock);
    cause = rtc_get(RTC_C);
    if (cause & RTC_C_REQUEST)
        rtc_events = ((rtc_events & ~0xFFUL) + 0x100) | cause;
    spin_unlock(&rtc_lock);
    if (!(cause & RTC_C_REQUEST))
        return;
    wake_up_interruptible(&rtc_wait);
    kill_fasync(&rtc_fasync_list, SIGIO, POLL_IN);
}

static void switch_interrupts(unsigned char which, int on)
{
    unsigned long flags;
    unsigned char mode;

    spin_lock_irqsave(&rtc_lock, flags);
    mode = rtc_get(RTC_B);
    rtc_put(on ? mode | which : mode & ~which, RTC_B);
    rtc_get(RTC_C);                 /* what came before is not meant */
    rtc_events = 0;
    spin_unlock_irqrestore(&rtc_lock, flags);
}

/* A power of two from 2 to 8192. */
static int set_rate(unsigned long hertz)
{
    unsigned long flags;
    unsigned char code = 1;

    if (hertz < RTC_RATE_SLOWEST || hertz > RTC_RATE_FASTEST || (hertz & (hertz - 1)))
        return -EINVAL;
    while ((RTC_BASE_RATE >> (code - 1)) > hertz)
        code++;
    spin_lock_irqsave(&rtc_lock, flags);
    rtc_put((rtc_get(RTC_A) & ~RTC_A_RATE) | code, RTC_A);
    spin_unlock_irqrestore(&rtc_lock, flags);
    rate = hertz;
    return 0;
}

/* --- the file --- */

static int rtc_open(struct inode *inode, struct file *file)
{
    if (test_and_set_bit(0, &rtc_open_count))
        return -EBUSY;
    rtc_events = 0;
    return 0;
}

static int rtc_fasync(int fd, struct file *file, int on)
{
    return fasync_helper(fd, file, on, &rtc_fasync_list);
}

static int rtc_release(struct inode *inode, struct file *file)
{
    switch_interrupts(RTC_INTERRUPTS, 0);
    clear_bit(0, &rtc_open_count);
    return 0;
}

static unsigned long take_events(void)
{
    unsigned long flags, events;

    spin_lock_irqsave(&rtc_lock, flags);
    events = rtc_events;
    rtc_events = 0;
    spin_unlock_irqrestore(&rtc_lock, flags);
    return events;
}

/* A long that says how many interrupts came since the last one that was read, and of what kind; waits for one. */
static ssize_t rtc_read(struct file *file, char *to, size_t count, loff_t *position)
{
    DECLARE_WAITQUEUE(wait, current);
    unsigned long events = 0;
    int error = 0;

    if (count < sizeof(events))
        return -EINVAL;
    add_wait_queue(&rtc_wait, &wait);
    for (;;) {
        set_current_state(TASK_INTERRUPTIBLE);
        events = take_events();
        if (events)
            break;
        error = -EAGAIN;
        if (file->f_flags & O_NONBLOCK)
            break;
        error = -ERESTARTSYS;
        if (signal_pending(current))
            break;
        schedule();
    }
    set_current_state(TASK_RUNNING);
    remove_wait_queue(&rtc_wait, &wait);
    if (!events)
        return error;
    if (put_user(events, (unsigned long *)to))
        return -EFAULT;
    return sizeof(events);
}

static unsigned int rtc_poll(struct file *file, poll_table *table)
{
    poll_wait(file, &rtc_wait, table);
    return rtc_events ? POLLIN | POLLRDNORM : 0;
}

static int give_time(void (*get)(struct rtc_time *), unsigned long to)
{
    struct rtc_time t;

    get(&t);
    return copy_to_user((void *)to, &t, sizeof(t)) ? -EFAULT : 0;
}

static int rtc_ioctl(struct inode *inode, struct file *file, unsigned int request, unsigned long argument)
{
    struct rtc_time t;

    switch (request) {
    case RTC_AIE_ON:
    case RTC_AIE_OFF:
        switch_interrupts(RTC_ALARM, request == RTC_AIE_ON);
        return 0;
    case RTC_UIE_ON:
    case RTC_UIE_OFF:
        switch_interrupts(RTC_UPDATE_ENDED, request == RTC_UIE_ON);
        return 0;
    case RTC_PIE_ON:
    case RTC_PIE_OFF:
        switch_interrupts(RTC_PERIODIC, request == RTC_PIE_ON);
        return 0;
    case RTC_RD_TIME:
        return give_time(get_time, argument);
    case RTC_ALM_READ:
        return give_time(get_alarm, argument);
    case RTC_SET_TIME:
    case RTC_ALM_SET:
        if (copy_from_user(&t, (void *)argument, sizeof(t)))
            return -EFAULT;
        if (request == RTC_SET_TIME)
            return capable(CAP_SYS_TIME) ? set_time(&t) : -EACCES;
        set_alarm(&t);
        return 0;
    case RTC_IRQP_READ:
        return put_user((unsigned long)rate, (unsigned long *)argument);
    case RTC_IRQP_SET:
        return set_rate(argument);
    case RTC_EPOCH_READ:
        return put_user(rtc_epoch, (unsigned long *)argument);
    case RTC_EPOCH_SET:
        if (argument < 1900)
            return -EINVAL;
        rtc_epoch = argument;
        return 0;
    }
    return -ENOTTY;
}

static struct file_operations rtc_operations = {
    owner: THIS_MODULE,
    llseek: no_llseek,
    open: rtc_open,
    release: rtc_release,
    read: rtc_read,
    poll: rtc_poll,
    ioctl: rtc_ioctl,
    fasync: rtc_fasync,
};

static struct miscdevice rtc_device = { RTC_MINOR, "rtc", &rtc_operations };

/* /proc/driver/rtc: the whole text each time */
static int rtc_info(char *page, char **start, off_t offset, int count)
{
    struct rtc_time t;

    get_time(&t);
    return sprintf(page, "time       %04d-%02d-%02d %02d:%02d:%02d\nrate       %d Hz\nopen       %s\n", t.tm_year + 1900,
                   t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, rate, rtc_open_count ? "yes" : "no");
}

static int __init rtc_init(void)
{
    int error;

    if (!request_region(RTC_PORTS, 2, "rtc"))
        return -EBUSY;
    error = set_rate(rate);
    if (error) {
        printk(KERN_ERR "rtc: rate %d is no power of two from %d to %d\n", rate, RTC_RATE_SLOWEST, RTC_RATE_FASTEST);
        goto no_rate;
    }
    switch_interrupts(RTC_INTERRUPTS, 0);
    error = request_irq(RTC_LINE, rtc_interrupt, SA_INTERRUPT, "rtc", NULL);
    if (error)
        goto no_rate;
    error = misc_register(&rtc_device);
    if (!error) {
        create_proc_info_entry("driver/rtc", 0, NULL, rtc_info); /* without it the clock is as good */
        return 0;
    }
    free_irq(RTC_LINE, NULL);
no_rate:
    release_region(RTC_PORTS, 2);
    return error;
}

static void __exit rtc_exit(void)
{
    remove_proc_entry("driver/rtc", NULL);
    misc_deregister(&rtc_device);
    switch_interrupts(RTC_INTERRUPTS, 0);
    free_irq(RTC_LINE, NULL);
    release_region(RTC_PORTS, 2);
}

module_init(rtc_init);
module_exit(rtc_exit);
