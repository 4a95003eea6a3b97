/* SPDX-License-Identifier: MIT
 * What a serial driver offers to terminals.
 */
#pragma once
#include <linux/tty_ldisc.h>
#include <asm/termbits.h>
struct proc_dir_entry;
struct tty_driver {
    const char *name, *driver_name;
    short type, subtype, major, minor_start, num;
    int magic, name_base, flags;
    int *refcount;
    struct tty_driver *other, *prev, *next;
    void *driver_state;
    struct proc_dir_entry *proc_entry;
    struct tty_struct **table;
    struct termios init_termios, **termios, **termios_locked;
    /* of one terminal */
    void (*break_ctl)(struct tty_struct *t, int on);
    int (*chars_in_buffer)(struct tty_struct *t);
    void (*close)(struct tty_struct *t, struct file *of);
    void (*flush_buffer)(struct tty_struct *t);
    void (*flush_chars)(struct tty_struct *t);
    void (*hangup)(struct tty_struct *t);
    int (*ioctl)(struct tty_struct *t, struct file *of, unsigned int command, unsigned long argument);
    int (*open)(struct tty_struct *t, struct file *of);
    void (*put_char)(struct tty_struct *t, unsigned char c);
    void (*send_xchar)(struct tty_struct *t, char c);
    void (*set_ldisc)(struct tty_struct *t);
    void (*set_termios)(struct tty_struct *t, struct termios *before);
    void (*start)(struct tty_struct *t);
    void (*stop)(struct tty_struct *t);
    void (*throttle)(struct tty_struct *t);
    void (*unthrottle)(struct tty_struct *t);
    void (*wait_until_sent)(struct tty_struct *t, int jiffies_at_most);
    int (*write)(struct tty_struct *t, int from_user, const unsigned char *bytes, int count);
    int (*write_room)(struct tty_struct *t);
    /* below /proc */
    int (*read_proc)(char *page, char **begin, off_t offset, int count, int *end, void *cookie);
    int (*write_proc)(struct file *of, const char *bytes, unsigned long count, void *cookie);
};
#define TTY_DRIVER_TYPE_SYSTEM 0x0001
#define TTY_DRIVER_INSTALLED 0x0001
#define SERIAL_TYPE_NORMAL 1
#define SERIAL_TYPE_CALLOUT 2
#define TTY_DRIVER_MAGIC 0x5402
#define TTY_DRIVER_REAL_RAW 0x0004
#define TTY_DRIVER_TYPE_SERIAL 0x0003
#define TTY_DRIVER_NO_DEVFS 0x0008
#define TTY_DRIVER_RESET_TERMIOS 0x0002
#define PTY_TYPE_MASTER 0x0001
#define TTY_DRIVER_TYPE_CONSOLE 0x0002
#define TTY_DRIVER_TYPE_PTY 0x0004
#define PTY_TYPE_SLAVE 0x0002
