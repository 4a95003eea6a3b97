/* SPDX-License-Identifier: MIT
 * What serial drivers keep of a port, and of boards with many.
 */
#pragma once
#include <linux/config.h>
#include <linux/circ_buf.h>
#include <linux/serial.h>
#include <linux/spinlock.h>
#include <linux/termios.h>
#include <linux/tqueue.h>
#include <linux/wait.h>
struct pci_dev;
struct tty_struct;
struct async_struct;
struct pci_board;
#define SPCI_FL_BASE0 0x0000
#define SPCI_FL_BASE1 0x0001
#define SPCI_FL_BASE2 0x0002
#define SPCI_FL_BASE_TABLE 0x0100
#define SPCI_FL_REGION_SZ_CAP 0x0800
#define SSTATE_MAGIC 0x5302
#define SPCI_FL_BASE_MASK 7
#define SPCI_FL_IRQRESOURCE 0x80
#define SPCI_FL_GET_BASE(x) ((x) & SPCI_FL_BASE_MASK)
#define SPCI_FL_GET_IRQBASE(x) (((x) >> 4) & SPCI_FL_BASE_MASK)
#define CONFIGURED_SERIAL_PORT(info) ((info)->io_type == SERIAL_IO_MEM || (info)->port != 0)
struct serial_state {
    int baud_base, count, custom_divisor, flags, hub6, io_type, irq, line, magic, revision, type, xmit_fifo_size;
    u16 iomem_reg_shift;
    u8 *iomem_base;
    unsigned long port;
    unsigned short close_delay, closing_wait;
    struct async_icount icount;
    struct async_struct *info;
    struct pci_dev *dev;
    struct termios callout_termios, normal_termios;
};
struct async_struct {
    int ACR, IER, LCR, MCR, blocked_open, close_delay, flags, hub6, ignore_status_mask, io_type, line, magic,
        quot, read_status_mask, timeout, x_char, xmit_fifo_size;
    long pgrp, session;
    spinlock_t irq_spinlock;
    u16 iomem_reg_shift;
    u8 *iomem_base;
    unsigned long event, last_active, port;
    unsigned short closing_wait;
    struct async_struct *next_port, *prev_port;
    struct circ_buf xmit;
    struct serial_state *state;
    struct tq_struct tqueue;
    struct tty_struct *tty;
    wait_queue_head_t open_wait, close_wait, delta_msr_wait;
    struct fasync_struct *fasync_list;
};
struct rs_multiport_struct {
    int port1, port2, port3, port4, port_monitor;
    unsigned char mask1, mask2, mask3, mask4, match1, match2, match3, match4;
};
/* Switches a board on (1) and off; 0, or an error that drops it. */
typedef int lx_board_switch(struct pci_dev *found, struct pci_board *kind, int on);
extern lx_board_switch pci_siig10x_fn, pci_siig20x_fn;
/* A kind of board: how many ports, where, how fast. Drivers list theirs without names, so in this order. */
struct pci_board {
    int flags, num_ports;
    int base_baud;
    int uart_offset, reg_shift;
    lx_board_switch *init_fn;
    int first_uart_offset;
};
/* One that was found */
struct pci_board_inst {
    struct pci_dev *dev;
    struct pci_board board;
};

enum { SERIAL_MAGIC = SSTATE_MAGIC - 1, RS_EVENT_WRITE_WAKEUP = 0 };
#define SPCI_FL_IRQ_TABLE (SPCI_FL_BASE_TABLE << 1)
/* The fast port of I-O DATA's RSA cards: registers below those of its UART */
#define SERIAL_RSA_BAUD_BASE (BASE_BAUD * 8)
#define SERIAL_RSA_BAUD_BASE_LO BASE_BAUD
#define ALPHA_KLUDGE_MCR 0
