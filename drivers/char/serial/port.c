/* SPDX-License-Identifier: MIT
 * The UART itself: which one it is, its interrupts, speed and format.
 */
#include "uart.h"
#include <linux/delay.h>

#define PASSES 64                   /* of an interrupt, before others have their turn */
#define BURST 256                   /* bytes that one pass takes at most */
#define WAKEUP_ROOM 256             /* writers are woken when less is left */

/* --- what is there --- */

/* "Scratch Register", "Interrupt enable": bits that can be written, and four that cannot. */
static int uart_registers_answer(struct line *l)
{
    unsigned int before = uart_get(l, UART_IER), none, all;

    uart_put(l, UART_IER, 0);
    none = uart_get(l, UART_IER);
    uart_put(l, UART_IER, 0x0F);
    all = uart_get(l, UART_IER);
    uart_put(l, UART_IER, before);
    return (none & 0x0F) == 0 && all == 0x0F;
}

/* "Modem control register", bit 4: RTS and OUT2 come back as CTS and DCD. */
static int uart_loops(struct line *l)
{
    unsigned int before = uart_get(l, UART_MCR), lines_now;

    uart_put(l, UART_MCR, UART_MCR_LOOP | UART_MCR_OUT2 | UART_MCR_RTS);
    lines_now = uart_get(l, UART_MSR) & UART_MODEM_LINES;
    uart_put(l, UART_MCR, before);
    return lines_now == (UART_MSR_DCD | UART_MSR_CTS);
}

/* "FIFO control register": only chips whose FIFOs work show both bits of the interrupt identification. */
static int uart_kind(struct line *l)
{
    unsigned int fifo, scratch;

    uart_put(l, UART_FCR, UART_FCR_ENABLE_FIFO);
    fifo = uart_get(l, UART_IIR) >> 6;
    uart_put(l, UART_FCR, 0);
    if (fifo == 3)
        return PORT_16550A;
    uart_put(l, UART_SCR, 0xA5);
    scratch = uart_get(l, UART_SCR);
    uart_put(l, UART_SCR, 0x5A);
    return scratch == 0xA5 && uart_get(l, UART_SCR) == 0x5A ? PORT_16450 : PORT_8250;
}

int uart_detect(struct line *l)
{
    if (!uart_registers_answer(l) || !uart_loops(l))
        return 0;
    uart_put(l, UART_LCR, 0);
    uart_put(l, UART_IER, 0);
    l->type = uart_kind(l);
    l->fifo = l->type == PORT_16550A ? UART_FIFO_BYTES : 1;
    return 1;
}

/* An empty holding register interrupts as soon as it may. */
int uart_find_irq(struct line *l)
{
    unsigned long tried = probe_irq_on();
    int irq;

    uart_put(l, UART_MCR, UART_MCR_DTR | UART_MCR_RTS | UART_MCR_OUT2);
    uart_put(l, UART_IER, UART_IER_THRI);
    udelay(200);
    irq = probe_irq_off(tried);
    uart_put(l, UART_IER, 0);
    uart_put(l, UART_MCR, 0);
    uart_get(l, UART_IIR);
    return irq > 0 ? irq : 0;
}

/* --- interrupts --- */

static char flag_of(struct line *l, unsigned int status)
{
    if (status & UART_LSR_BI) {
        l->count.brk++;
        return TTY_BREAK;
    }
    if (status & UART_LSR_PE) {
        l->count.parity++;
        return TTY_PARITY;
    }
    if (status & UART_LSR_FE) {
        l->count.frame++;
        return TTY_FRAME;
    }
    return TTY_NORMAL;
}

/* The terminal's buffer full: it is emptied at once, or the rest is dropped. */
static void keep(struct line *l, unsigned char c, char flag)
{
    if (l->tty->flip.count >= TTY_FLIPBUF_SIZE)
        l->tty->flip.tqueue.routine(l->tty);
    if (l->tty->flip.count >= TTY_FLIPBUF_SIZE)
        l->count.buf_overrun++;
    tty_insert_flip_char(l->tty, c, flag);
}

static void receive(struct line *l)
{
    unsigned int status, n;

    for (n = 0; n < BURST && ((status = uart_get(l, UART_LSR)) & (UART_LSR_DR | UART_LSR_BI)); n++) {
        unsigned char c = uart_get(l, UART_RX);

        l->count.rx++;
        if (!l->tty)
            continue;
        if (status & UART_LSR_OE) {
            l->count.overrun++;
            keep(l, 0, TTY_OVERRUN);
        }
        if (!(status & l->ignored))
            keep(l, c, flag_of(l, status));
    }
    if (n && l->tty)
        tty_flip_buffer_push(l->tty);
}

static void transmit(struct line *l)
{
    int n = l->fifo;

    if (l->xchar) {
        uart_put(l, UART_TX, l->xchar);
        l->xchar = 0;
        l->count.tx++;
        return;
    }
    if (l->tty->stopped || l->tty->hw_stopped || !line_out(l)) {
        line_transmit(l, 0);
        return;
    }
    for (; n && line_out(l); n--, l->count.tx++)
        uart_put(l, UART_TX, l->out[l->tail++ % SERIAL_XMIT_SIZE]);
    if (line_out(l) < WAKEUP_ROOM) {
        queue_task(&l->wakeup, &tq_immediate);
        mark_bh(IMMEDIATE_BH);
    }
    if (!line_out(l))
        line_transmit(l, 0);
}

static void carrier_changed(struct line *l, int up)
{
    l->count.dcd++;
    if (up)
        wake_up_interruptible(&l->open_wait);
    else if (!C_CLOCAL(l->tty))
        tty_hangup(l->tty);
}

static void modem_changed(struct line *l)
{
    unsigned int status = uart_get(l, UART_MSR);

    l->modem_seen = status;
    if (!(status & UART_MSR_ANY_DELTA))
        return;
    l->count.cts += (status & UART_MSR_DCTS) != 0;
    l->count.dsr += (status & UART_MSR_DDSR) != 0;
    l->count.rng += (status & UART_MSR_TERI) != 0;
    if (l->tty && (status & UART_MSR_DDCD))
        carrier_changed(l, status & UART_MSR_DCD);
    if (l->tty && (status & UART_MSR_DCTS) && C_CRTSCTS(l->tty)) {
        l->tty->hw_stopped = !(status & UART_MSR_CTS);
        line_transmit(l, !l->tty->hw_stopped);
    }
    wake_up_interruptible(&l->change_wait);
}

static int serve(struct line *l)
{
    if (!l->running || (uart_get(l, UART_IIR) & UART_IIR_NO_INT))
        return 0;
    receive(l);
    modem_changed(l);
    if (l->tty && (uart_get(l, UART_LSR) & UART_LSR_THRE) && (l->ier & UART_IER_THRI))
        transmit(l);
    return 1;
}

/* ISA's lines are told by edges: all that share one must be quiet before it can be raised again. */
static void interrupted(int irq, void *dev_id, struct pt_regs *regs)
{
    unsigned int pass, i, served = 1;

    (void)dev_id, (void)regs;
    for (pass = 0; served && pass < PASSES; pass++) {
        served = 0;
        for (i = 0; i < LINES; i++)
            if (lines[i].irq == irq)
                served += serve(&lines[i]);
    }
}

/* A line without an interrupt */
static void polled(unsigned long data)
{
    struct line *l = (struct line *)data;
    unsigned int pass;
    unsigned long flags;

    save_flags(flags);
    cli();
    for (pass = 0; pass < PASSES && serve(l); pass++)
        ;
    restore_flags(flags);
    mod_timer(&l->poll, jiffies + 1);
}

/* --- going and standing --- */

void line_transmit(struct line *l, int on)
{
    unsigned char wanted = on ? l->ier | UART_IER_THRI : l->ier & ~UART_IER_THRI;

    if (wanted == l->ier)
        return;
    l->ier = wanted;
    uart_put(l, UART_IER, wanted);
}

void line_modem(struct line *l, unsigned int set, unsigned int clear)
{
    unsigned long flags;

    save_flags(flags);
    cli();
    l->mcr = (l->mcr & ~clear) | set;
    uart_put(l, UART_MCR, l->mcr);
    restore_flags(flags);
}

int line_carrier(struct line *l)
{
    return (uart_get(l, UART_MSR) & UART_MSR_DCD) != 0;
}

static int take_irq(struct line *l)
{
    if (l->irq)
        return request_irq(l->irq, interrupted, SA_SHIRQ, "serial", l);
    init_timer(&l->poll);
    l->poll.function = polled;
    l->poll.data = (unsigned long)l;
    mod_timer(&l->poll, jiffies + 1);
    return 0;
}

/* Whatever was there before: reading clears it. */
static void uart_clear(struct line *l)
{
    if (l->fifo > 1) {
        uart_put(l, UART_FCR, UART_FCR_ENABLE_FIFO | UART_FCR_CLEAR_RCVR | UART_FCR_CLEAR_XMIT);
        uart_put(l, UART_FCR, UART_FCR_ENABLE_FIFO | UART_FCR_TRIGGER_8);
    }
    uart_get(l, UART_LSR);
    uart_get(l, UART_RX);
    uart_get(l, UART_IIR);
    uart_get(l, UART_MSR);
}

int line_start(struct line *l)
{
    int result;

    if (l->running)
        return 0;
    l->out = (unsigned char *)get_free_page(GFP_KERNEL);
    if (!l->out)
        return -ENOMEM;
    l->head = l->tail = 0;
    l->xchar = 0;
    uart_clear(l);
    result = take_irq(l);
    if (result) {
        free_page((unsigned long)l->out);
        return result;
    }
    l->running = 1;
    l->modem_seen = uart_get(l, UART_MSR);
    l->ier = UART_IER_RDI | UART_IER_RLSI | UART_IER_MSI;
    l->mcr = UART_MCR_OUT2; /* without it a PC's port interrupts nobody */
    line_format(l);
    uart_put(l, UART_IER, l->ier);
    line_modem(l, C_BAUD(l->tty) ? UART_MCR_DTR | UART_MCR_RTS : 0, 0);
    return 0;
}

void line_stop(struct line *l)
{
    unsigned long flags;

    if (!l->running)
        return;
    save_flags(flags);
    cli();
    l->running = 0;
    l->ier = 0;
    uart_put(l, UART_IER, 0);
    restore_flags(flags);
    if (l->irq)
        free_irq(l->irq, l);
    else
        del_timer_sync(&l->poll);
    if (!l->tty || C_HUPCL(l->tty))
        l->mcr &= ~(UART_MCR_DTR | UART_MCR_RTS);
    l->mcr &= ~UART_MCR_OUT2;
    uart_put(l, UART_MCR, l->mcr);
    uart_put(l, UART_LCR, l->lcr & ~UART_LCR_SBC);
    if (l->fifo > 1)
        uart_put(l, UART_FCR, 0);
    free_page((unsigned long)l->out);
    l->out = NULL;
    wake_up_interruptible(&l->change_wait);
}

/* --- speed and format --- */

static unsigned int divisor_of(struct line *l)
{
    int baud = tty_get_baud_rate(l->tty);

    if (baud == 38400 && (l->flags & ASYNC_SPD_MASK) == ASYNC_SPD_CUST && l->divisor > 0)
        return l->divisor;
    if (baud == 134)
        return l->clock * 2 / 269; /* 134.5 */
    return baud && baud <= l->clock ? l->clock / baud : 0;
}

static unsigned int format_of(const struct termios *t)
{
    unsigned int lcr = UART_LCR_WLEN5 + ((t->c_cflag & CSIZE) / CS6);

    if (t->c_cflag & CSTOPB)
        lcr |= UART_LCR_STOP;
    if (t->c_cflag & PARENB)
        lcr |= UART_LCR_PARITY | (t->c_cflag & PARODD ? 0 : UART_LCR_EPAR) | (t->c_cflag & CMSPAR ? UART_LCR_SPAR : 0);
    return lcr;
}

static unsigned int ignored_of(const struct termios *t)
{
    unsigned int ignored = t->c_cflag & CREAD ? 0 : UART_LSR_DR;

    if (t->c_iflag & IGNPAR)
        ignored |= UART_LSR_PE | UART_LSR_FE;
    if (t->c_iflag & IGNBRK)
        ignored |= UART_LSR_BI;
    return ignored;
}

void line_format(struct line *l)
{
    unsigned int divisor = divisor_of(l);
    unsigned long flags;

    if (!divisor && tty_get_baud_rate(l->tty))
        divisor = l->clock / 9600; /* it cannot be had */
    save_flags(flags);
    cli();
    l->lcr = (l->lcr & UART_LCR_SBC) | format_of(l->tty->termios);
    l->ignored = ignored_of(l->tty->termios);
    if (divisor) {
        uart_put(l, UART_LCR, l->lcr | UART_LCR_DLAB);
        uart_put(l, UART_DLL, divisor & 0xFF);
        uart_put(l, UART_DLM, divisor >> 8);
    }
    uart_put(l, UART_LCR, l->lcr);
    restore_flags(flags);
    /* ten bits each, at clock / divisor bits in a second */
    l->byte_time = (UART_FIFO_BYTES * 10L * HZ * (divisor ? divisor : 1)) / l->clock + 2;
}
