/* SPDX-License-Identifier: MIT
 * Printers: what the driver lp keeps of each, and its ioctls.
 */
#pragma once
#include <linux/types.h>
#include <linux/wait.h>
#include <asm/semaphore.h>

/* Bits of the status register (IEEE 1284, table A.3), and of a port's state */
#define LP_PACK 0x40
#define LP_PBUSY 0x80
#define LP_PERRORP 0x08
#define LP_POUTPA 0x20
#define LP_PSELECD 0x10
#define LP_ABORT (1 << 2)
#define LP_ABORTOPEN (1 << 6)
#define LP_BUSY_BIT_POS 1
#define LP_BUSY (1 << LP_BUSY_BIT_POS)
#define LP_CAREFUL (1 << 7)
#define LP_ERR (1 << 3)
#define LP_EXIST (1 << 0)
#define LP_NOPA (1 << 4)
#define LP_OFFL (1 << 5)
#define LP_SELEC LP_OFFL
#define LP_INIT_CHAR 1000
#define LP_INIT_TIME 2
#define LP_INIT_WAIT 1
#define LP_TIMEOUT_INTERRUPT (60 * HZ)
#define LP_TIMEOUT_POLLED (10 * HZ)
#define LP_NO 8
#define LP_BUFFER_SIZE PAGE_SIZE
#define LP_DELAY 50
#define LP_PARPORT_UNSPEC -4
#define LP_PARPORT_AUTO -3
#define LP_PARPORT_OFF -2
#define LP_PARPORT_NONE -1

#define LX_LPIOC(number) (0x0600 + 0x##number)
#define LPABORT LX_LPIOC(04)
#define LPABORTOPEN LX_LPIOC(0a)
#define LPCAREFUL LX_LPIOC(09)
#define LPCHAR LX_LPIOC(01)
#define LPGETFLAGS LX_LPIOC(0e)
#define LPGETIRQ LX_LPIOC(06)
#define LPGETSTATS LX_LPIOC(0d)
#define LPGETSTATUS LX_LPIOC(0b)
#define LPRESET LX_LPIOC(0c)
#define LPSETIRQ LX_LPIOC(05)
#define LPSETTIMEOUT LX_LPIOC(0f)
#define LPTIME LX_LPIOC(02)
#define LPWAIT LX_LPIOC(08)

struct pardevice;
struct lp_stats { unsigned long chars, sleeps; unsigned int maxrun, maxwait, meanwait, mdev; };
struct lp_struct {
    struct pardevice *dev;
    unsigned long flags, bits, lastcall;
    unsigned int chars, time, wait, last_error, best_mode, current_mode, irq_missed;
    long timeout;
    char *lp_buffer;
    struct semaphore port_mutex;
    wait_queue_head_t waitq, dataq;
    unsigned int irq_detected : 1, polling : 1;
    struct lp_stats stats;
};
/* Of the table lp_table, which the driver has */
#define LX_LP(minor, member) (lp_table[minor].member)
#define LP_BASE(minor) LX_LP(minor, dev->port->base)
#define LP_CHAR(minor) LX_LP(minor, chars)
#define LP_F(minor) LX_LP(minor, flags)
#define LP_IRQ(minor) LX_LP(minor, dev->port->irq)
#define LP_STAT(minor) LX_LP(minor, stats)
#define LP_TIME(minor) LX_LP(minor, time)
#define LP_WAIT(minor) LX_LP(minor, wait)
#define LP_PAUTOLF 0x02
#define LP_PINITP 0x04
#define LP_PINTEN 0x10
#define LP_PSELECP 0x08
#define LP_PSTROBE 0x01
