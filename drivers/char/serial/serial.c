/* SPDX-License-Identifier: MIT
 * Serial ports with a UART of the 8250 family, as terminals /dev/ttyS2 and up.
 */
#include "uart.h"
#include <linux/init.h>
#include <linux/major.h>
#include <linux/pci.h>
#include <asm/uaccess.h>

#define MINOR_OF_TTYS0 64           /* devices.txt */
#define TICKS(hundredths) ((long)(hundredths) * HZ / 100)

struct line lines[LINES];

static int io[2] = { 0x3e8, 0x2e8 };
static int irq[2];
MODULE_PARM(io, "1-2i");
MODULE_PARM_DESC(io, "ports of ttyS2 and ttyS3; 0: none");
MODULE_PARM(irq, "1-2i");
MODULE_PARM_DESC(irq, "their interrupt lines; 0: found out, and where that fails the port is polled");
MODULE_DESCRIPTION("Serial ports with an 8250, 16450, 16550 or 16550A");
MODULE_LICENSE("Dual MIT/GPL");

static struct tty_driver driver;
static int uses;
static struct tty_struct *terminals[LINES];
static struct termios *settings[LINES], *locked[LINES];
static unsigned char *fetched;      /* what write() has fetched of a program's memory */
static DECLARE_MUTEX(fetched_lock);

static struct line *line_of(struct tty_struct *tty)
{
    return tty->driver_data;
}

/* --- output --- */

static int room(struct line *l)
{
    return l->out ? (int)(SERIAL_XMIT_SIZE - 1 - line_out(l)) : 0;
}

/* With interrupts off */
static void go(struct line *l)
{
    if (l->running && line_out(l) && !l->tty->stopped && !l->tty->hw_stopped)
        line_transmit(l, 1);
}

static void flush_chars(struct tty_struct *tty)
{
    unsigned long flags;

    save_flags(flags);
    cli();
    go(line_of(tty));
    restore_flags(flags);
}

static int put_bytes(struct line *l, const unsigned char *from, int count)
{
    unsigned long flags;
    int i;

    save_flags(flags);
    cli();
    count = min(count, room(l));
    for (i = 0; i < count; i++)
        l->out[l->head++ % SERIAL_XMIT_SIZE] = from[i];
    go(l);
    restore_flags(flags);
    return count;
}

/* No more of a program's memory is fetched than there is room for. */
static int write(struct tty_struct *tty, int from_user, const unsigned char *from, int count)
{
    struct line *l = line_of(tty);
    int done = 0, n;

    if (!from_user)
        return put_bytes(l, from, count);
    down(&fetched_lock);
    while (done < count && room(l) > 0) {
        n = min(count - done, room(l));
        n -= copy_from_user(fetched, from + done, n);
        if (n <= 0) {
            done = done ? done : -EFAULT;
            break;
        }
        n = put_bytes(l, fetched, n);
        done += n;
        if (!n)
            break;
    }
    up(&fetched_lock);
    return done;
}

static void put_char(struct tty_struct *tty, unsigned char c)
{
    struct line *l = line_of(tty);
    unsigned long flags;

    save_flags(flags);
    cli();
    if (room(l) > 0)
        l->out[l->head++ % SERIAL_XMIT_SIZE] = c;
    restore_flags(flags);
}

static int write_room(struct tty_struct *tty)
{
    return room(line_of(tty));
}

static int chars_in_buffer(struct tty_struct *tty)
{
    return line_out(line_of(tty));
}

static void wake_writers(void *data)
{
    struct line *l = data;
    struct tty_struct *tty = l->tty;

    if (!tty)
        return;
    if (test_bit(TTY_DO_WRITE_WAKEUP, &tty->flags) && tty->ldisc.write_wakeup)
        tty->ldisc.write_wakeup(tty);
    wake_up_interruptible(&tty->write_wait);
}

static void flush_buffer(struct tty_struct *tty)
{
    struct line *l = line_of(tty);
    unsigned long flags;

    save_flags(flags);
    cli();
    l->tail = l->head;
    restore_flags(flags);
    wake_writers(l);
}

static void send_xchar(struct tty_struct *tty, char c)
{
    struct line *l = line_of(tty);
    unsigned long flags;

    save_flags(flags);
    cli();
    l->xchar = c;
    if (c && l->running)
        line_transmit(l, 1);
    restore_flags(flags);
}

static void stop(struct tty_struct *tty)
{
    unsigned long flags;

    save_flags(flags);
    cli();
    if (line_of(tty)->running)
        line_transmit(line_of(tty), 0);
    restore_flags(flags);
}

static void wait_until_sent(struct tty_struct *tty, int timeout)
{
    struct line *l = line_of(tty);
    unsigned long end = jiffies + timeout;

    while (l->running && !(uart_get(l, UART_LSR) & UART_LSR_TEMT) && !signal_pending(current)) {
        set_current_state(TASK_INTERRUPTIBLE);
        schedule_timeout(1);
        if (timeout && time_after(jiffies, end))
            break;
    }
    set_current_state(TASK_RUNNING);
}

/* --- input and modem lines --- */

/* The other end is asked to pause by what it has agreed to. */
static void throttle(struct tty_struct *tty)
{
    if (I_IXOFF(tty))
        send_xchar(tty, STOP_CHAR(tty));
    if (C_CRTSCTS(tty))
        line_modem(line_of(tty), 0, UART_MCR_RTS);
}

static void unthrottle(struct tty_struct *tty)
{
    if (I_IXOFF(tty))
        send_xchar(tty, START_CHAR(tty));
    if (C_CRTSCTS(tty))
        line_modem(line_of(tty), UART_MCR_RTS, 0);
}

static void break_ctl(struct tty_struct *tty, int on)
{
    struct line *l = line_of(tty);
    unsigned long flags;

    if (!l->running)
        return;
    save_flags(flags);
    cli();
    l->lcr = on ? l->lcr | UART_LCR_SBC : l->lcr & ~UART_LCR_SBC;
    uart_put(l, UART_LCR, l->lcr);
    restore_flags(flags);
}

/* No speed is how a program hangs up. */
static void set_termios(struct tty_struct *tty, struct termios *before)
{
    struct line *l = line_of(tty);

    if (!l->running)
        return;
    line_format(l);
    if ((before->c_cflag & CBAUD) && !C_BAUD(tty))
        line_modem(l, 0, UART_MCR_DTR | UART_MCR_RTS);
    if (!(before->c_cflag & CBAUD) && C_BAUD(tty))
        line_modem(l, UART_MCR_DTR | UART_MCR_RTS, 0);
    if ((before->c_cflag & CRTSCTS) && !C_CRTSCTS(tty)) {
        tty->hw_stopped = 0;
        flush_chars(tty);
    }
    if (!(before->c_cflag & CLOCAL) && C_CLOCAL(tty))
        wake_up_interruptible(&l->open_wait);
}

/* --- open and close --- */

static int may_go_on(struct line *l, struct tty_struct *tty)
{
    return (tty->termios->c_cflag & CLOCAL) || (l->running && line_carrier(l));
}

/* Until the modem has a carrier, or nobody wants to know. */
static int wait_for_carrier(struct line *l, struct tty_struct *tty, struct file *file)
{
    DECLARE_WAITQUEUE(wait, current);
    int result = 0;

    if ((file->f_flags & O_NONBLOCK) || may_go_on(l, tty))
        return 0;
    add_wait_queue(&l->open_wait, &wait);
    l->waiting++;
    for (;;) {
        set_current_state(TASK_INTERRUPTIBLE);
        if (l->running && C_BAUD(tty))
            line_modem(l, UART_MCR_DTR | UART_MCR_RTS, 0);
        if (tty_hung_up_p(file) || !l->running || signal_pending(current))
            result = -ERESTARTSYS;
        if (result || (!l->closing && may_go_on(l, tty)))
            break;
        schedule();
    }
    set_current_state(TASK_RUNNING);
    remove_wait_queue(&l->open_wait, &wait);
    l->waiting--;
    return result;
}

static int open(struct tty_struct *tty, struct file *file)
{
    struct line *l = &lines[MINOR(tty->device) - driver.minor_start];
    int result;

    MOD_INC_USE_COUNT; /* close follows in any case */
    l->opens++;
    tty->driver_data = l;
    if (!l->base)
        return -ENODEV;
    if (l->closing) {
        interruptible_sleep_on(&l->open_wait);
        return -ERESTARTSYS;
    }
    l->tty = tty;
    tty->low_latency = (l->flags & ASYNC_LOW_LATENCY) != 0;
    result = line_start(l);
    return result ? result : wait_for_carrier(l, tty, file);
}

static void last_close(struct line *l, struct tty_struct *tty)
{
    l->closing = 1;
    tty->closing = 1;
    if (l->running && l->closing_wait != ASYNC_CLOSING_WAIT_NONE)
        tty_wait_until_sent(tty, TICKS(l->closing_wait));
    line_stop(l);
    if (tty->ldisc.flush_buffer)
        tty->ldisc.flush_buffer(tty);
    tty->closing = 0;
    l->tty = NULL;
    l->closing = 0;
    wake_up_interruptible(&l->open_wait);
}

static void close(struct tty_struct *tty, struct file *file)
{
    struct line *l = line_of(tty);

    (void)file;
    if (l->opens == 1 && l->tty == tty)
        last_close(l, tty);
    l->opens--;
    MOD_DEC_USE_COUNT;
}

static void hangup(struct tty_struct *tty)
{
    struct line *l = line_of(tty);

    line_stop(l);
    wake_up_interruptible(&l->open_wait);
}

/* --- what is there --- */

static int add_line(struct line *l, unsigned int base, int its_irq)
{
    if (!request_region(base, UART_PORTS, "serial"))
        return -EBUSY;
    l->base = base;
    if (!uart_detect(l)) {
        release_region(base, UART_PORTS);
        l->base = 0;
        return -ENODEV;
    }
    l->irq = its_irq ? its_irq : uart_find_irq(l);
    l->clock = UART_CLOCK;
    l->close_delay = 50;
    l->closing_wait = 3000;
    init_waitqueue_head(&l->open_wait);
    init_waitqueue_head(&l->change_wait);
    INIT_TQUEUE(&l->wakeup, wake_writers, l);
    tty_register_devfs(&driver, 0, driver.minor_start + (l - lines));
    printk(KERN_INFO "ttyS%d: %s at %#x, %s %d\n", (int)(l - lines) + FIRST_LINE,
           l->type == PORT_16550A ? "16550A" : l->type == PORT_16450 ? "16450" : "8250", base,
           l->irq ? "interrupt" : "polled; interrupt", l->irq);
    return 0;
}

static void drop_line(struct line *l)
{
    if (!l->base)
        return;
    release_region(l->base, UART_PORTS);
    l->base = 0;
}

static int free_line(void)
{
    int i;

    for (i = ARRAY_SIZE(io); i < LINES && lines[i].base; i++)
        ;
    return i;
}

/* The UARTs of a card lie side by side, in one range of ports or in several. */
static int probe_range(struct pci_dev *dev, int bar)
{
    unsigned long base = pci_resource_start(dev, bar), end = base + pci_resource_len(dev, bar);
    int i, found = 0;

    for (; base + UART_PORTS <= end && (i = free_line()) < LINES; base += UART_PORTS)
        found += add_line(&lines[i], base, dev->irq) == 0;
    return found;
}

static int probe(struct pci_dev *dev, const struct pci_device_id *id)
{
    int bar, found = 0;

    (void)id;
    if (pci_enable_device(dev))
        return -ENODEV;
    for (bar = 0; bar < 6; bar++)
        if (pci_resource_flags(dev, bar) & IORESOURCE_IO)
            found += probe_range(dev, bar);
    return found ? 0 : -ENODEV;
}

static struct pci_device_id cards[] __devinitdata = {
    { 0x1b36, 0x0002, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 },
    { 0x1b36, 0x0003, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 },
    { 0x1b36, 0x0004, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 },
    { 0 },
};
MODULE_DEVICE_TABLE(pci, cards);
static struct pci_driver pci_serial = { .name = "serial", .id_table = cards, .probe = probe };

static struct tty_driver driver = {
    .magic = TTY_DRIVER_MAGIC,
    .driver_name = "serial",
    .name = "ttyS",
    .name_base = FIRST_LINE,
    .major = TTY_MAJOR,
    .minor_start = MINOR_OF_TTYS0 + FIRST_LINE,
    .num = LINES,
    .type = TTY_DRIVER_TYPE_SERIAL,
    .subtype = SERIAL_TYPE_NORMAL,
    .flags = TTY_DRIVER_REAL_RAW | TTY_DRIVER_NO_DEVFS,
    .refcount = &uses,
    .table = terminals,
    .termios = settings,
    .termios_locked = locked,
    .open = open,
    .close = close,
    .write = write,
    .put_char = put_char,
    .flush_chars = flush_chars,
    .write_room = write_room,
    .chars_in_buffer = chars_in_buffer,
    .flush_buffer = flush_buffer,
    .ioctl = line_ioctl,
    .set_termios = set_termios,
    .throttle = throttle,
    .unthrottle = unthrottle,
    .stop = stop,
    .start = flush_chars,
    .hangup = hangup,
    .break_ctl = break_ctl,
    .wait_until_sent = wait_until_sent,
    .send_xchar = send_xchar,
};

static int __init serial_init(void)
{
    unsigned int i, found = 0;
    int result;

    fetched = (unsigned char *)get_free_page(GFP_KERNEL);
    if (!fetched)
        return -ENOMEM;
    driver.init_termios = tty_std_termios;
    driver.init_termios.c_cflag = B9600 | CS8 | CREAD | HUPCL;
    result = tty_register_driver(&driver);
    if (result) {
        free_page((unsigned long)fetched);
        return result;
    }
    for (i = 0; i < ARRAY_SIZE(io); i++)
        if (io[i])
            add_line(&lines[i], io[i], irq[i]);
    pci_register_driver(&pci_serial);
    for (i = 0; i < LINES; i++)
        found += lines[i].base != 0;
    if (found)
        return 0;
    pci_unregister_driver(&pci_serial);
    tty_unregister_driver(&driver);
    free_page((unsigned long)fetched);
    return -ENODEV;
}

static void __exit serial_exit(void)
{
    int i;

    pci_unregister_driver(&pci_serial);
    tty_unregister_driver(&driver);
    for (i = 0; i < LINES; i++)
        drop_line(&lines[i]);
    free_page((unsigned long)fetched);
}

module_init(serial_init);
module_exit(serial_exit);
