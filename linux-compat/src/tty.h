/* SPDX-License-Identifier: MIT
 * What the files of the terminal layer share with each other.
 */
#pragma once
#include "linux-compat/src/chr.h"
#include <linux/tty.h>

#define LX_LDISCS 16                /* line disciplines, by their numbers */
extern struct tty_ldisc *lx_ldiscs[LX_LDISCS];
extern struct tty_ldisc lx_n_tty;   /* n_tty.c: the one that all terminals begin with */

/* tty_flow.c */
extern void lx_tty_setup_flip(struct tty_struct *tty);
extern void lx_tty_stop(struct tty_struct *tty);
extern void lx_tty_start(struct tty_struct *tty);
extern void lx_tty_write_wakeup(struct tty_struct *tty);
extern int lx_ldisc_change(struct tty_struct *tty, int disc);

/* tty.c: from now on the file is one of a line that was hung up. */
extern void lx_tty_file_lost(struct file *file);

/* tty_ioctl.c */
extern int lx_tty_ioctl(struct inode *inode, struct file *file, unsigned int command, unsigned long argument);

/* n_tty_out.c: characters on their way out, and echoes. lx_tty_out returns -1 where there is no room. */
extern int lx_tty_out(struct tty_struct *tty, unsigned char c);
extern void lx_tty_echo(struct tty_struct *tty, unsigned char c);
extern ssize_t lx_n_tty_write(struct tty_struct *tty, struct file *file, const unsigned char *from, size_t count);

/* n_tty_edit.c: the line that is being typed */
extern int lx_tty_edit(struct tty_struct *tty, unsigned char c); /* 1: it was an editing character */

/* n_tty_read.c */
extern ssize_t lx_n_tty_read(struct tty_struct *tty, struct file *file, unsigned char *to, size_t count);
extern unsigned int lx_n_tty_poll(struct tty_struct *tty, struct file *file, struct poll_table_struct *table);
extern int lx_tty_waiting(struct tty_struct *tty); /* bytes that a read would get */

#define LX_TTY_NEXT(at) (((at) + 1) & (N_TTY_BUF_SIZE - 1))
