/* SPDX-License-Identifier: MIT
 * Line disciplines: what stands between a terminal and a serial driver.
 */
#pragma once
#include <linux/fs.h>
#include <linux/wait.h>
#define TTY_LDISC_MAGIC 0x5403
struct tty_struct;
struct termios;
struct tty_ldisc {
    int magic;
    char *name;
    int num, flags;
    /* called from above */
    int (*open)(struct tty_struct *tty);
    void (*close)(struct tty_struct *tty);
    void (*flush_buffer)(struct tty_struct *tty);
    ssize_t (*chars_in_buffer)(struct tty_struct *tty);
    ssize_t (*read)(struct tty_struct *tty, struct file *file, unsigned char *buf, size_t nr);
    ssize_t (*write)(struct tty_struct *tty, struct file *file, const unsigned char *buf, size_t nr);
    int (*ioctl)(struct tty_struct *tty, struct file *file, unsigned int cmd, unsigned long arg);
    void (*set_termios)(struct tty_struct *tty, struct termios *old);
    unsigned int (*poll)(struct tty_struct *tty, struct file *file, struct poll_table_struct *wait);
    /* called from below */
    void (*receive_buf)(struct tty_struct *tty, const unsigned char *cp, char *fp, int count);
    int (*receive_room)(struct tty_struct *tty);
    void (*write_wakeup)(struct tty_struct *tty);
};
