/* SPDX-License-Identifier: MIT
 * A UART of the 8250 family and what the driver keeps of it. Registers: National Semiconductor, data sheet
 * "PC16550D Universal Asynchronous Receiver/Transmitter with FIFOs".
 */
#pragma once
#include <linux/config.h>
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/ioport.h>
#include <linux/serial.h>
#include <linux/serial_reg.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <linux/tqueue.h>
#include <linux/tty.h>
#include <linux/tty_flip.h>
#include <asm/io.h>

#define UART_PORTS 8                /* registers */
#define UART_FIFO_BYTES 16          /* "FIFO mode operation" */
#define UART_CLOCK 115200           /* 1.8432 MHz / 16: the rate with divisor 1 */
#define UART_MODEM_LINES (UART_MSR_CTS | UART_MSR_DSR | UART_MSR_RI | UART_MSR_DCD)

#define IRQ_LINES 16
#define LINES 16
#define FIRST_LINE 2                /* ttyS0 and ttyS1 are the executive's */

/* One line, ttyS<FIRST_LINE + its place in `lines`>. What the interrupt touches is kept from it by cli(). */
struct line {
    unsigned int base;              /* 0: nothing is there */
    int irq;                        /* 0: looked at every tick */
    int type, fifo, flags, divisor, clock;
    unsigned short close_delay, closing_wait; /* in hundredths of a second, as programs say it */
    unsigned int modem_seen;        /* the modem status' lines when it was read last */
    unsigned char ier, mcr, lcr;
    unsigned int ignored;           /* what of UART_LSR_* termios says to drop */
    int running;                    /* the UART is set up, its interrupt requested */
    int opens, closing, waiting;    /* files; the last one closes; opens that wait for a carrier */
    unsigned char *out;             /* SERIAL_XMIT_SIZE bytes on their way out */
    unsigned int head, tail;        /* of it; counting on, and taken modulo its size */
    unsigned char xchar;            /* goes out before all others; 0: none */
    long byte_time;                 /* jiffies that UART_FIFO_BYTES take, and one more */
    struct async_icount count;
    struct tty_struct *tty;
    wait_queue_head_t open_wait, change_wait;
    struct tq_struct wakeup;
    struct timer_list poll;
};
extern struct line lines[LINES];

static inline unsigned int uart_get(const struct line *l, unsigned int reg)
{
    return inb(l->base + reg);
}

static inline void uart_put(const struct line *l, unsigned int reg, unsigned int value)
{
    outb(value, l->base + reg);
}

static inline unsigned int line_out(const struct line *l)
{
    return l->head - l->tail;
}

/* port.c: finds what UART is at `base`; 0 where none. Then its interrupt line, where that can be found. */
extern int uart_detect(struct line *l);
extern int uart_find_irq(struct line *l);
/* Sets the UART going and stops it. Errors: -ENOMEM, -EBUSY (the interrupt line). */
extern int line_start(struct line *l);
extern void line_stop(struct line *l);
/* Speed and format as in l->tty's termios. */
extern void line_format(struct line *l);
extern void line_modem(struct line *l, unsigned int set, unsigned int clear); /* UART_MCR_* */
extern void line_transmit(struct line *l, int on);
extern int line_carrier(struct line *l);

/* ioctl.c */
extern int line_ioctl(struct tty_struct *tty, struct file *file, unsigned int command, unsigned long argument);
