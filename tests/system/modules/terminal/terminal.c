/* SPDX-License-Identifier: MIT
 * Two terminals: what is written to the one is received by the other. How much they hold, how they hand it on and
 * what they were told is up to requests (terminal.h).
 */
#include "terminal.h"
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/tty.h>
#include <linux/tty_flip.h>
#include <asm/uaccess.h>

#define LINES 2
#define MOST 4096

static char *only; /* the one check that the program shall make */
MODULE_PARM(only, "s");

static struct line {
	struct tty_struct *tty;
	int opens, room, held, push, seen[TERMINAL_EVENTS];
	unsigned char bytes[MOST];
} lines[LINES];
static int hung_up;

static struct tty_driver driver, gone;
static int uses, gone_uses;
static struct tty_struct *table[LINES], *gone_table[1];
static struct termios *settings[LINES], *locked[LINES], *gone_settings[1], *gone_locked[1];

static struct line *line_of(struct tty_struct *tty)
{
	return &lines[MINOR(tty->device) - tty->driver.minor_start];
}

static void hand_on(struct line *l, unsigned char c, char flag)
{
	struct tty_struct *tty = l->tty;

	if (!tty)
		return;
	if (tty->flip.count >= TTY_FLIPBUF_SIZE)
		tty->flip.tqueue.routine(tty);
	tty_insert_flip_char(tty, c, flag);
	if (l->push == 0) {
		tty->low_latency = 1;
		tty_flip_buffer_push(tty);
		tty->low_latency = 0;
	} else if (l->push == 1) {
		tty_schedule_flip(tty);
	} else {
		tty_flip_buffer_push(tty);
	}
}

/* What is held goes to the other end, as far as the terminal may send. */
static void send(struct tty_struct *tty)
{
	struct line *l = line_of(tty), *other = &lines[l == &lines[0]];
	int i;

	if (tty->stopped || l->room < MOST)
		return;
	for (i = 0; i < l->held; i++)
		hand_on(other, l->bytes[i], TTY_NORMAL);
	l->held = 0;
	wake_up_interruptible(&tty->write_wait);
}

static int write_room(struct tty_struct *tty)
{
	return line_of(tty)->room - line_of(tty)->held;
}

static int chars_in_buffer(struct tty_struct *tty)
{
	return line_of(tty)->held;
}

static int terminal_write(struct tty_struct *tty, int from_user, const unsigned char *from, int count)
{
	struct line *l = line_of(tty);

	count = min(count, write_room(tty));
	if (count <= 0)
		return 0;
	if (!from_user)
		memcpy(l->bytes + l->held, from, count);
	else if (copy_from_user(l->bytes + l->held, from, count))
		return -EFAULT;
	l->held += count;
	send(tty);
	return count;
}

static void flush_buffer(struct tty_struct *tty)
{
	line_of(tty)->held = 0;
	line_of(tty)->seen[TERMINAL_FLUSHED]++;
	wake_up_interruptible(&tty->write_wait);
}

static void stop(struct tty_struct *tty)
{
	line_of(tty)->seen[TERMINAL_STOPPED]++;
}

static void start(struct tty_struct *tty)
{
	line_of(tty)->seen[TERMINAL_STARTED]++;
	send(tty);
}

static void throttle(struct tty_struct *tty)
{
	line_of(tty)->seen[TERMINAL_THROTTLED]++;
}

static void unthrottle(struct tty_struct *tty)
{
	line_of(tty)->seen[TERMINAL_UNTHROTTLED]++;
}

static void break_ctl(struct tty_struct *tty, int on)
{
	line_of(tty)->seen[on ? TERMINAL_BREAK_ON : TERMINAL_BREAK_OFF]++;
}

static void set_termios(struct tty_struct *tty, struct termios *before)
{
	line_of(tty)->seen[TERMINAL_SETTINGS]++;
}

static void wait_until_sent(struct tty_struct *tty, int timeout)
{
	line_of(tty)->seen[TERMINAL_WAITED]++;
}

static void send_xchar(struct tty_struct *tty, char c)
{
	line_of(tty)->seen[TERMINAL_XCHAR] += c;
}

static void hangup(struct tty_struct *tty)
{
	line_of(tty)->seen[TERMINAL_HANGUP]++;
}

static int terminal_open(struct tty_struct *tty, struct file *file)
{
	struct line *l = line_of(tty);

	MOD_INC_USE_COUNT;
	if (l->opens++ == 0) {
		l->room = MOST;
		l->held = l->push = 0;
	}
	l->tty = tty;
	l->seen[TERMINAL_OPENED]++;
	return 0;
}

static void terminal_close(struct tty_struct *tty, struct file *file)
{
	struct line *l = line_of(tty);

	hung_up = tty_hung_up_p(file);
	l->seen[TERMINAL_CLOSED]++;
	if (--l->opens == 0)
		l->tty = NULL;
	MOD_DEC_USE_COUNT;
}

/* --- a line discipline that says what it is, whatever is read --- */

static ssize_t named_read(struct tty_struct *tty, struct file *file, unsigned char *to, size_t count)
{
	return copy_to_user(to, "thirteen", min(count, (size_t)8)) ? -EFAULT : (ssize_t)min(count, (size_t)8);
}

static int named_open(struct tty_struct *tty)
{
	return tty->driver.write_room(tty) == MOST ? 0 : -ENOBUFS;
}

static struct tty_ldisc named = {
	.magic = TTY_LDISC_MAGIC, .name = "named", .open = named_open, .read = named_read, .ioctl = n_tty_ioctl,
};

static int tell_only(unsigned long to)
{
	char name[32] = "";

	if (only)
		strncpy(name, only, sizeof(name) - 1);
	return copy_to_user((void *)to, name, sizeof(name)) ? -EFAULT : 0;
}

static int seen(struct line *l, unsigned long which)
{
	int count;

	if (which >= TERMINAL_EVENTS)
		return -EINVAL;
	count = l->seen[which];
	l->seen[which] = 0;
	return count;
}

static int terminal_ioctl(struct tty_struct *tty, struct file *file, unsigned int command, unsigned long argument)
{
	struct line *l = line_of(tty);

	switch (command) {
	case TERMINAL_ONLY:
		return tell_only(argument);
	case TERMINAL_SEEN:
		return seen(l, argument);
	case TERMINAL_ROOM:
		l->room = min(argument, (unsigned long)MOST);
		send(tty);
		return 0;
	case TERMINAL_BAD:
		hand_on(l, argument, argument >> 8);
		return 0;
	case TERMINAL_PUSH:
		l->push = argument;
		return 0;
	case TERMINAL_HANG_UP:
		if (argument)
			do_SAK(tty);
		else
			tty_hangup(tty);
		return 0;
	case TERMINAL_BAUD:
		return tty_get_baud_rate(tty);
	case TERMINAL_CHANGE:
		return tty_check_change(tty);
	case TERMINAL_HUNG_UP:
		return hung_up;
	case TERMINAL_DISCIPLINE:
		return tty_register_ldisc(13, argument ? &named : NULL);
	}
	return -ENOIOCTLCMD;
}

/* A driver that nobody may see: it is there for a moment only. */
static int come_and_go(void)
{
	int result;

	gone = driver;
	gone.flags = TTY_DRIVER_NO_DEVFS;
	gone.name = "ttyGone%d";
	gone.major = 61;
	gone.num = 1;
	gone.refcount = &gone_uses;
	gone.table = gone_table;
	gone.termios = gone_settings;
	gone.termios_locked = gone_locked;
	result = tty_register_driver(&gone);
	if (result)
		return result;
	tty_register_devfs(&gone, 0, gone.minor_start);
	return tty_unregister_driver(&gone);
}

static int __init terminal_init(void)
{
	int result;

	driver.magic = TTY_DRIVER_MAGIC;
	driver.driver_name = "terminal";
	driver.name = "ttyT";
	driver.name_base = 4;
	driver.minor_start = 8;
	driver.num = LINES;
	driver.type = TTY_DRIVER_TYPE_SERIAL;
	driver.subtype = SERIAL_TYPE_NORMAL;
	driver.init_termios = tty_std_termios;
	driver.init_termios.c_cflag = B9600 | CS8 | CREAD;
	driver.refcount = &uses;
	driver.table = table;
	driver.termios = settings;
	driver.termios_locked = locked;
	driver.open = terminal_open;
	driver.close = terminal_close;
	driver.write = terminal_write;
	driver.write_room = write_room;
	driver.chars_in_buffer = chars_in_buffer;
	driver.flush_buffer = flush_buffer;
	driver.ioctl = terminal_ioctl;
	driver.set_termios = set_termios;
	driver.throttle = throttle;
	driver.unthrottle = unthrottle;
	driver.stop = stop;
	driver.start = start;
	driver.hangup = hangup;
	driver.break_ctl = break_ctl;
	driver.wait_until_sent = wait_until_sent;
	driver.send_xchar = send_xchar;
	result = come_and_go();
	if (result)
		return result;
	return tty_register_driver(&driver);
}

static void __exit terminal_exit(void)
{
	tty_unregister_driver(&driver);
}

module_init(terminal_init);
module_exit(terminal_exit);
MODULE_LICENSE("Dual MIT/GPL");
