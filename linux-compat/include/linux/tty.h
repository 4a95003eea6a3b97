/* SPDX-License-Identifier: MIT
 * Terminals, as serial drivers and line disciplines see them.
 */
#pragma once
#include <linux/config.h>
#include <linux/fs.h>
#include <linux/major.h>
#include <linux/termios.h>
#include <linux/tqueue.h>
#include <linux/tty_driver.h>
#include <linux/tty_ldisc.h>
#include <asm/system.h>
#define TTY_DO_WRITE_WAKEUP 5
#define TTY_FLIPBUF_SIZE 512
#define TTY_IO_ERROR 1
#define TTY_BREAK 1
#define TTY_FRAME 2
#define TTY_PARITY 3
#define TTY_OVERRUN 4
#define TTY_THROTTLED 0
#define MAX_NR_CONSOLES 63
#define TTY_NORMAL 0
#define N_TTY_BUF_SIZE 4096
#define TTY_DONT_FLIP 8
#define TTY_OTHER_CLOSED 2
#define __DISABLED_CHAR '\0'
#define NR_PTYS 256
#define TTY_NO_WRITE_SPLIT 17
#define TTY_PTY_LOCK 16
#define VIDEO_TYPE_VLFB 0x23
#define TTY_PUSH 6
#define TTY_CLOSING 7
#define TTY_HW_COOK_OUT 14
#define TTY_HW_COOK_IN 15
/* Received characters, two buffers in turn. */
struct tty_flip_buffer {
    int buf_num, count; /* which is filled, by how much */
    char *char_buf_ptr;
    unsigned char *flag_buf_ptr;
    unsigned char char_buf[2 * TTY_FLIPBUF_SIZE], slop[4];
    char flag_buf[2 * TTY_FLIPBUF_SIZE];
    struct semaphore pty_sem;
    struct tq_struct tqueue;
};
struct tty_struct {
    struct tty_ldisc ldisc;
    void *disc_data;
    struct tty_driver driver;
    void *driver_data;
    kdev_t device;
    int magic, count, pgrp, session;
    struct termios *termios_locked, *termios;
    struct winsize winsize;
    struct tty_struct *link;
    struct list_head tty_files;
    struct fasync_struct *fasync;
    unsigned long flags;
    unsigned char ctrl_status;
    unsigned char flow_stopped : 1, hw_stopped : 1, low_latency : 1, packet : 1, stopped : 1, warned : 1;
    int alt_speed, max_flip_cnt;
    struct tty_flip_buffer flip;
    struct tq_struct SAK_tq, tq_hangup;
    wait_queue_head_t read_wait, write_wait;
    unsigned char lnext : 1, erasing : 1, raw : 1, real_raw : 1, icanon : 1, closing : 1;
    unsigned short minimum_to_wake;
    char *read_buf;
    int read_head, read_tail, read_cnt, canon_data, num_overrun;
    unsigned int canon_column, column;
    unsigned overrun_time;
    unsigned long canon_head, process_char_map[256 / 32], read_flags[N_TTY_BUF_SIZE / 32];
    struct semaphore atomic_read, atomic_write;
    spinlock_t read_lock;
};
#define I_IXOFF(tty) ((tty)->termios->c_iflag & IXOFF)
#define I_IGNBRK(tty) ((tty)->termios->c_iflag & IGNBRK)
#define I_BRKINT(tty) ((tty)->termios->c_iflag & BRKINT)
#define I_IGNPAR(tty) ((tty)->termios->c_iflag & IGNPAR)
#define I_INPCK(tty) ((tty)->termios->c_iflag & INPCK)
#define I_IXON(tty) ((tty)->termios->c_iflag & IXON)
#define I_PARMRK(tty) ((tty)->termios->c_iflag & PARMRK)
#define I_IXANY(tty) ((tty)->termios->c_iflag & IXANY)
#define I_ISTRIP(tty) ((tty)->termios->c_iflag & ISTRIP)
#define I_ICRNL(tty) ((tty)->termios->c_iflag & ICRNL)
#define I_IGNCR(tty) ((tty)->termios->c_iflag & IGNCR)
#define I_INLCR(tty) ((tty)->termios->c_iflag & INLCR)
#define O_OPOST(tty) ((tty)->termios->c_oflag & OPOST)
#define O_ONLCR(tty) ((tty)->termios->c_oflag & ONLCR)
#define C_CLOCAL(tty) ((tty)->termios->c_cflag & CLOCAL)
#define C_CRTSCTS(tty) ((tty)->termios->c_cflag & CRTSCTS)
#define C_CSTOPB(tty) ((tty)->termios->c_cflag & CSTOPB)
#define C_HUPCL(tty) ((tty)->termios->c_cflag & HUPCL)
#define C_PARENB(tty) ((tty)->termios->c_cflag & PARENB)
#define C_PARODD(tty) ((tty)->termios->c_cflag & PARODD)
#define C_CREAD(tty) ((tty)->termios->c_cflag & CREAD)
#define C_CSIZE(tty) ((tty)->termios->c_cflag & CSIZE)
#define L_ECHO(tty) ((tty)->termios->c_lflag & ECHO)
#define L_ICANON(tty) ((tty)->termios->c_lflag & ICANON)
#define L_ISIG(tty) ((tty)->termios->c_lflag & ISIG)
#define L_IEXTEN(tty) ((tty)->termios->c_lflag & IEXTEN)
#define C_BAUD(tty) ((tty)->termios->c_cflag & CBAUD)
#define START_CHAR(tty) ((tty)->termios->c_cc[VSTART])
#define STOP_CHAR(tty) ((tty)->termios->c_cc[VSTOP])

/* The rest of a terminal's settings, by the alphabet */
#define UNIX98_NR_MAJORS 8
#define LX_TTY_CC(tty, which) ((tty)->termios->c_cc[which])
#define EOF_CHAR(tty) LX_TTY_CC(tty, VEOF)
#define EOL_CHAR(tty) LX_TTY_CC(tty, VEOL)
#define EOL2_CHAR(tty) LX_TTY_CC(tty, VEOL2)
#define ERASE_CHAR(tty) LX_TTY_CC(tty, VERASE)
#define INTR_CHAR(tty) LX_TTY_CC(tty, VINTR)
#define KILL_CHAR(tty) LX_TTY_CC(tty, VKILL)
#define LNEXT_CHAR(tty) LX_TTY_CC(tty, VLNEXT)
#define MIN_CHAR(tty) LX_TTY_CC(tty, VMIN)
#define QUIT_CHAR(tty) LX_TTY_CC(tty, VQUIT)
#define REPRINT_CHAR(tty) LX_TTY_CC(tty, VREPRINT)
#define SUSP_CHAR(tty) LX_TTY_CC(tty, VSUSP)
#define TIME_CHAR(tty) LX_TTY_CC(tty, VTIME)
#define WERASE_CHAR(tty) LX_TTY_CC(tty, VWERASE)
#define LX_TTY_FLAG(tty, word, flag) ((tty)->termios->word & (flag))
#define I_IUCLC(tty) LX_TTY_FLAG(tty, c_iflag, IUCLC)
#define L_ECHOCTL(tty) LX_TTY_FLAG(tty, c_lflag, ECHOCTL)
#define L_ECHOE(tty) LX_TTY_FLAG(tty, c_lflag, ECHOE)
#define L_ECHOK(tty) LX_TTY_FLAG(tty, c_lflag, ECHOK)
#define L_ECHOKE(tty) LX_TTY_FLAG(tty, c_lflag, ECHOKE)
#define L_ECHONL(tty) LX_TTY_FLAG(tty, c_lflag, ECHONL)
#define L_ECHOPRT(tty) LX_TTY_FLAG(tty, c_lflag, ECHOPRT)
#define L_NOFLSH(tty) LX_TTY_FLAG(tty, c_lflag, NOFLSH)
#define L_TOSTOP(tty) LX_TTY_FLAG(tty, c_lflag, TOSTOP)
#define O_OCRNL(tty) LX_TTY_FLAG(tty, c_oflag, OCRNL)
#define O_OLCUC(tty) LX_TTY_FLAG(tty, c_oflag, OLCUC)
#define O_ONLRET(tty) LX_TTY_FLAG(tty, c_oflag, ONLRET)
#define O_ONOCR(tty) LX_TTY_FLAG(tty, c_oflag, ONOCR)
#define O_TABDLY(tty) LX_TTY_FLAG(tty, c_oflag, TABDLY)

extern struct termios tty_std_termios;
extern int tty_register_driver(struct tty_driver *driver);
extern int tty_unregister_driver(struct tty_driver *driver);
extern int tty_register_ldisc(int disc, struct tty_ldisc *ldisc);
extern void tty_register_devfs(struct tty_driver *driver, unsigned int flags, unsigned int minor);
extern void tty_unregister_devfs(struct tty_driver *driver, unsigned int minor);
extern void tty_hangup(struct tty_struct *tty);
extern int tty_hung_up_p(struct file *filp);
extern void tty_flip_buffer_push(struct tty_struct *tty);
extern void tty_wait_until_sent(struct tty_struct *tty, long timeout);
extern int tty_get_baud_rate(struct tty_struct *tty);
extern int tty_check_change(struct tty_struct *tty);
extern int n_tty_ioctl(struct tty_struct *tty, struct file *file, unsigned int cmd, unsigned long arg);
extern void do_SAK(struct tty_struct *tty);
extern void console_print(const char *text);
