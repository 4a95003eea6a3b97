/* SPDX-License-Identifier: MIT
 * What programs ask of a serial line beyond its terminal: modem lines, counters, settings.
 */
#include "uart.h"
#include <asm/uaccess.h>

/* --- modem lines --- */

static unsigned int modem_lines(struct line *l)
{
    unsigned int in = uart_get(l, UART_MSR), lines_now = 0;

    if (l->mcr & UART_MCR_DTR)
        lines_now |= TIOCM_DTR;
    if (l->mcr & UART_MCR_RTS)
        lines_now |= TIOCM_RTS;
    if (l->mcr & UART_MCR_OUT1)
        lines_now |= TIOCM_OUT1;
    if (in & UART_MSR_CTS)
        lines_now |= TIOCM_CTS;
    if (in & UART_MSR_DSR)
        lines_now |= TIOCM_DSR;
    if (in & UART_MSR_RI)
        lines_now |= TIOCM_RI;
    if (in & UART_MSR_DCD)
        lines_now |= TIOCM_CD;
    return lines_now;
}

static unsigned int control_of(unsigned int bits)
{
    return (bits & TIOCM_DTR ? UART_MCR_DTR : 0) | (bits & TIOCM_RTS ? UART_MCR_RTS : 0) |
           (bits & TIOCM_OUT1 ? UART_MCR_OUT1 : 0) | (bits & TIOCM_LOOP ? UART_MCR_LOOP : 0);
}

static int set_modem_lines(struct line *l, unsigned int command, unsigned long argument)
{
    const unsigned int all = UART_MCR_DTR | UART_MCR_RTS | UART_MCR_OUT1 | UART_MCR_LOOP;
    unsigned int bits;

    if (get_user(bits, (unsigned int *)argument))
        return -EFAULT;
    bits = control_of(bits);
    if (command == TIOCMBIC)
        line_modem(l, 0, bits);
    else
        line_modem(l, bits, command == TIOCMSET ? all : 0);
    return 0;
}

/* Until one of these lines changes */
static int wait_for_change(struct line *l, unsigned long which)
{
    struct async_icount before = l->count, now;
    DECLARE_WAITQUEUE(wait, current);
    int result = -EIO;

    add_wait_queue(&l->change_wait, &wait);
    for (;;) {
        set_current_state(TASK_INTERRUPTIBLE);
        now = l->count;
        if (!l->running)
            break;
        result = 0;
        if (((which & TIOCM_RNG) && now.rng != before.rng) || ((which & TIOCM_DSR) && now.dsr != before.dsr) ||
            ((which & TIOCM_CD) && now.dcd != before.dcd) || ((which & TIOCM_CTS) && now.cts != before.cts))
            break;
        result = -ERESTARTSYS;
        if (signal_pending(current))
            break;
        schedule();
        result = -EIO;
    }
    set_current_state(TASK_RUNNING);
    remove_wait_queue(&l->change_wait, &wait);
    return result;
}

static int tell_counts(struct line *l, unsigned long to)
{
    struct async_icount now;
    struct serial_icounter_struct told;
    unsigned long flags;

    save_flags(flags);
    cli();
    now = l->count;
    restore_flags(flags);
    memset(&told, 0, sizeof(told));
    told.cts = now.cts;
    told.dsr = now.dsr;
    told.rng = now.rng;
    told.dcd = now.dcd;
    told.rx = now.rx;
    told.tx = now.tx;
    told.frame = now.frame;
    told.overrun = now.overrun;
    told.parity = now.parity;
    told.brk = now.brk;
    told.buf_overrun = now.buf_overrun;
    return copy_to_user((void *)to, &told, sizeof(told)) ? -EFAULT : 0;
}

/* --- settings --- */

static int tell_settings(struct line *l, unsigned long to)
{
    struct serial_struct s;

    memset(&s, 0, sizeof(s));
    s.type = l->type;
    s.line = l - lines + FIRST_LINE;
    s.port = l->base;
    s.irq = l->irq;
    s.flags = l->flags;
    s.xmit_fifo_size = l->fifo;
    s.custom_divisor = l->divisor;
    s.baud_base = l->clock;
    s.close_delay = l->close_delay;
    s.closing_wait = l->closing_wait;
    s.io_type = SERIAL_IO_PORT;
    return copy_to_user((void *)to, &s, sizeof(s)) ? -EFAULT : 0;
}

/* Where the line is cannot be set; its interrupt line can, and is tried at once. */
static int take_settings(struct line *l, unsigned long from)
{
    struct serial_struct s;
    int before = l->irq, result = 0;

    if (copy_from_user(&s, (void *)from, sizeof(s)))
        return -EFAULT;
    if (s.port != l->base || s.type != l->type || s.irq < 0 || s.irq >= IRQ_LINES || s.baud_base < 9600 ||
        s.custom_divisor < 0 || s.custom_divisor > 0xFFFF)
        return -EINVAL;
    if (s.irq != l->irq) {
        if (l->opens > 1)
            return -EBUSY;
        line_stop(l);
        l->irq = s.irq;
        result = line_start(l);
        if (result) {
            l->irq = before;
            line_start(l);
            return result;
        }
    }
    l->flags = s.flags & ASYNC_FLAGS;
    l->divisor = s.custom_divisor;
    l->clock = s.baud_base;
    l->close_delay = s.close_delay;
    l->closing_wait = s.closing_wait;
    l->tty->low_latency = (l->flags & ASYNC_LOW_LATENCY) != 0;
    line_format(l);
    return 0;
}

static int tell_emptiness(struct line *l, unsigned long to)
{
    int empty = !line_out(l) && (uart_get(l, UART_LSR) & UART_LSR_TEMT);

    return put_user(empty ? TIOCSER_TEMT : 0, (int *)to);
}

int line_ioctl(struct tty_struct *tty, struct file *file, unsigned int command, unsigned long argument)
{
    struct line *l = tty->driver_data;

    (void)file;
    switch (command) {
    case TIOCGSERIAL:
        return tell_settings(l, argument);
    case TIOCSSERIAL:
        return take_settings(l, argument);
    case TIOCMGET:
    case TIOCMSET:
    case TIOCMBIS:
    case TIOCMBIC:
    case TIOCMIWAIT:
    case TIOCSERGETLSR:
        break;
    case TIOCGICOUNT:
        return tell_counts(l, argument);
    default:
        return -ENOIOCTLCMD;
    }
    if (!l->running)
        return -EIO;
    if (command == TIOCMGET)
        return put_user(modem_lines(l), (unsigned int *)argument);
    if (command == TIOCMIWAIT)
        return wait_for_change(l, argument);
    if (command == TIOCSERGETLSR)
        return tell_emptiness(l, argument);
    return set_modem_lines(l, command, argument);
}
