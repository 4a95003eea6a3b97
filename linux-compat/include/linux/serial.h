/* SPDX-License-Identifier: MIT
 * Serial ports: settings and counters that programs ask for.
 */
#pragma once
#include <linux/types.h>
#include <asm/page.h>
/* Since the last look. */
struct async_icount {
    __u32 cts, dsr, rng, dcd, tx, rx, frame, parity, overrun, brk, buf_overrun;
};
struct serial_struct {
    int type, line;
    unsigned int port;
    int irq, flags, xmit_fifo_size, custom_divisor, baud_base;
    unsigned short close_delay;
    char io_type, reserved_char[1];
    int hub6;
    unsigned short closing_wait, closing_wait2;
    unsigned char *iomem_base;
    unsigned short iomem_reg_shift;
    unsigned int port_high;
    int reserved[1];
};
struct serial_icounter_struct {
    int cts, dsr, rng, dcd, rx, tx, frame, overrun, parity, brk, buf_overrun, reserved[9];
};
#define ASYNC_CALLOUT_ACTIVE 0x40000000
#define ASYNC_NORMAL_ACTIVE 0x20000000
#define ASYNC_CLOSING 0x08000000
#define ASYNC_HUP_NOTIFY 0x0001
#define ASYNC_PGRP_LOCKOUT 0x0200
#define ASYNC_SESSION_LOCKOUT 0x0100
#define ASYNC_CHECK_CD 0x02000000
#define ASYNC_INITIALIZED 0x80000000
#define ASYNC_SPLIT_TERMIOS 0x0008
#define ASYNC_CALLOUT_NOHUP 0x0400
#define ASYNC_CLOSING_WAIT_NONE 65535
#define ASYNC_SAK 0x0004
#define ASYNC_SPD_HI 0x0010
#define ASYNC_SPD_MASK 0x1030
#define ASYNC_SPD_VHI 0x0020
#define ASYNC_USR_MASK 0x3430
#define ASYNC_CTS_FLOW 0x04000000
#define ASYNC_FLAGS 0x7FFF
#define SERIAL_XMIT_SIZE PAGE_SIZE
#define ASYNC_SPD_CUST 0x0030
#define PORT_16550A 4
#define PORT_CIRRUS 5
#define PORT_UNKNOWN 0
#define ASYNC_LOW_LATENCY 0x2000
#define ASYNC_SKIP_TEST 0x0040
#define ASYNC_SHARE_IRQ 0x01000000
#define ASYNC_AUTOPROBE 0x8000
#define ASYNC_AUTO_IRQ 0x0080
#define PORT_16450 2
#define PORT_16650 6
#define PORT_8250 1
#define PORT_STARTECH 9
#define SERIAL_IO_MEM 2
#define ASYNC_CLOSING_WAIT_INF 0
#define PORT_MAX 13
#define SERIAL_IO_PORT 0
extern int register_serial(struct serial_struct *req);
extern void unregister_serial(int line);
/* Programs set these: in this order. */
#define LX_MULTIPORT(n) int port##n; unsigned char mask##n, match##n
struct serial_multiport_struct {
    int irq;
    LX_MULTIPORT(1); LX_MULTIPORT(2); LX_MULTIPORT(3); LX_MULTIPORT(4);
    int port_monitor, reserved[32];
};
struct serial_uart_config { char *name; int dfl_xmit_fifo_size, flags; };

/* Kinds of UARTs that are rarer, and what setserial may say of a port */
enum lx_rarer_uarts {
    PORT_16550 = PORT_16450 + 1, PORT_16650V2 = PORT_16650 + 1, PORT_16750, PORT_16C950 = PORT_STARTECH + 1, PORT_16654,
    PORT_16850, PORT_RSA
};
#define SERIAL_IO_HUB6 (SERIAL_IO_PORT + 1)
#define UART_CLEAR_FIFO (1 << 0)
#define UART_USE_FIFO (1 << 1)
#define UART_STARTECH (1 << 2)
#define ASYNC_FOURPORT (ASYNC_HUP_NOTIFY << 1)
#define ASYNC_HARDPPS_CD (1 << 11)
#define ASYNC_BUGGY_UART (1 << 14)
#define ASYNC_SPD_SHI (1 << 12)
#define ASYNC_SPD_WARP (ASYNC_SPD_SHI | ASYNC_SPD_HI)
#define ASYNC_BOOT_AUTOCONF (ASYNC_NORMAL_ACTIVE >> 1)
#define ASYNC_INTERNAL_FLAGS (0xFFu << 24)
