/* SPDX-License-Identifier: MIT
 * What the module generic_serial does for serial drivers.
 */
#pragma once
#include <linux/config.h>
#include <linux/serial.h>
#include <linux/tty.h>
#include <linux/wait.h>
struct gs_port;
#define GS_ACTIVE (1 << 21)
#define GS_RX_INTEN (1 << 22)
#define GS_TX_INTEN (1 << 23)
#define GS_TYPE_NORMAL 1
#define GS_TYPE_CALLOUT 2
struct real_driver {
    int (*chars_in_buffer)(void *);
    int (*get_CD)(void *);
    int (*set_real_termios)(void *);
    void (*close)(void *);
    void (*disable_rx_interrupts)(void *);
    void (*disable_tx_interrupts)(void *);
    void (*enable_rx_interrupts)(void *);
    void (*enable_tx_interrupts)(void *);
    void (*getserial)(void *,struct serial_struct * sp);
    void (*hungup)(void *);
    void (*shutdown_port)(void *);
};
struct gs_port {
    int baud, baud_base, blocked_open, close_delay, count, custom_divisor, event, flags, magic, wakeup_chars,
        xmit_cnt, xmit_head, xmit_tail;
    long pgrp, session;
    unsigned char *xmit_buf;
    unsigned short closing_wait;
    wait_queue_head_t close_wait, open_wait;
    struct real_driver *rd;
    struct termios callout_termios, normal_termios;
    struct tty_struct *tty;
    struct semaphore port_write_sem;
};
extern int gs_block_til_ready(void *port,struct file *filp);
extern int gs_chars_in_buffer(struct tty_struct *tty);
extern void gs_close(struct tty_struct *tty,struct file *filp);
extern void gs_flush_buffer(struct tty_struct *tty);
extern void gs_flush_chars(struct tty_struct *tty);
extern int gs_getserial(struct gs_port *port,struct serial_struct *sp);
extern void gs_got_break(struct gs_port *port);
extern void gs_hangup(struct tty_struct *tty);
extern int gs_init_port(struct gs_port *port);
extern void gs_put_char(struct tty_struct *tty,unsigned char ch);
extern void gs_set_termios(struct tty_struct *tty,struct termios *old_termios);
extern int gs_setserial(struct gs_port *port,struct serial_struct *sp);
extern void gs_start(struct tty_struct *tty);
extern void gs_stop(struct tty_struct *tty);
extern int gs_write(struct tty_struct *tty,int from_user,const unsigned char *buf,int count);
extern int gs_write_room(struct tty_struct *tty);
