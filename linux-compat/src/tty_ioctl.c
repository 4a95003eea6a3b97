/* SPDX-License-Identifier: MIT
 * A terminal's settings: termios, speeds, and the other requests that programs make.
 */
#include "linux-compat/src/tty.h"
#include "linux-compat/src/cold.h"
#include <asm/uaccess.h>

/* POSIX, "General Terminal Interface"; the codes from CBAUDEX on are Linux's. In units of 50 baud, but for 75, 110,
 * 134.5 and those after it. */
int tty_get_baud_rate(struct tty_struct *tty)
{
    static const unsigned short low[] = { 0, 50, 75, 110, 134, 150, 200, 300, 600, 1200, 1800, 2400, 4800, 9600, 19200,
                                          38400 };
    static const unsigned short high[] = { 576, 1152, 2304, 4608, 5000, 5760, 9216, 10000, 11520, 15000, 20000, 25000,
                                           30000, 35000, 40000 }; /* in hundreds */
    unsigned int code = C_BAUD(tty);

    if (code & CBAUDEX) {
        code &= ~CBAUDEX;
        if (code)
            return high[code - 1] * 100;
        tty->termios->c_cflag &= ~CBAUDEX;
    }
    return code == B38400 && tty->alt_speed ? tty->alt_speed : low[code];
}
EXPORT_SYMBOL(tty_get_baud_rate);

/* In Linux a job in the background is stopped when it changes its terminal. Here no terminal belongs to a session. */
int tty_check_change(struct tty_struct *tty)
{
    (void)tty;
    return 0;
}
EXPORT_SYMBOL(tty_check_change);

/* Those that were locked keep their values. */
static tcflag_t lx_kept(tcflag_t before, tcflag_t wanted, tcflag_t locked)
{
    return (before & locked) | (wanted & ~locked);
}

static void lx_termios_change(struct tty_struct *tty, struct termios *wanted)
{
    struct termios before = *tty->termios;
    const struct termios *locked = tty->termios_locked;
    unsigned long flags = lx_lock();
    unsigned int i;

    wanted->c_iflag = lx_kept(before.c_iflag, wanted->c_iflag, locked->c_iflag);
    wanted->c_oflag = lx_kept(before.c_oflag, wanted->c_oflag, locked->c_oflag);
    wanted->c_cflag = lx_kept(before.c_cflag, wanted->c_cflag, locked->c_cflag);
    wanted->c_lflag = lx_kept(before.c_lflag, wanted->c_lflag, locked->c_lflag);
    for (i = 0; i < NCCS; i++)
        if (locked->c_cc[i])
            wanted->c_cc[i] = before.c_cc[i];
    wanted->c_line = before.c_line; /* TIOCSETD changes it */
    *tty->termios = *wanted;
    if (tty->driver.set_termios)
        tty->driver.set_termios(tty, &before);
    if (tty->ldisc.set_termios)
        tty->ldisc.set_termios(tty, &before);
    lx_unlock(flags);
}

static int lx_termios_set(struct tty_struct *tty, unsigned long from, int old_layout, int how)
{
    struct termios wanted = *tty->termios;

    if (old_layout ? user_termio_to_kernel_termios(&wanted, (struct termio *)from)
                   : user_termios_to_kernel_termios(&wanted, (struct termios *)from))
        return -EFAULT;
    if (how == TCSAFLUSH && tty->ldisc.flush_buffer)
        tty->ldisc.flush_buffer(tty);
    if (how != TCSANOW)
        tty_wait_until_sent(tty, 0);
    if (signal_pending(current))
        return -ERESTARTSYS;
    lx_termios_change(tty, &wanted);
    return 0;
}

static int lx_termios_get(struct tty_struct *tty, unsigned long to, int old_layout)
{
    if (old_layout ? kernel_termios_to_user_termio((struct termio *)to, tty->termios)
                   : kernel_termios_to_user_termios((struct termios *)to, tty->termios))
        return -EFAULT;
    return 0;
}

static int lx_flow(struct tty_struct *tty, unsigned long what)
{
    char c = what == TCIOFF ? STOP_CHAR(tty) : START_CHAR(tty);

    if (what > TCION)
        return -EINVAL;
    if (what == TCOOFF) {
        tty->flow_stopped = 1;
        lx_tty_stop(tty);
    } else if (what == TCOON) {
        tty->flow_stopped = 0;
        lx_tty_start(tty);
    } else if (c != __DISABLED_CHAR) {
        if (tty->driver.send_xchar)
            tty->driver.send_xchar(tty, c);
        else
            tty->driver.write(tty, 0, (const unsigned char *)&c, 1);
    }
    return 0;
}

static int lx_flush(struct tty_struct *tty, unsigned long what)
{
    if (what > TCIOFLUSH)
        return -EINVAL;
    if (what != TCOFLUSH && tty->ldisc.flush_buffer)
        tty->ldisc.flush_buffer(tty);
    if (what != TCIFLUSH && tty->driver.flush_buffer)
        tty->driver.flush_buffer(tty);
    return 0;
}

static int lx_carrier_ignored(struct tty_struct *tty, unsigned long from)
{
    struct termios wanted = *tty->termios;
    int on;

    if (get_user(on, (int *)from))
        return -EFAULT;
    wanted.c_cflag = on ? wanted.c_cflag | CLOCAL : wanted.c_cflag & ~CLOCAL;
    lx_termios_change(tty, &wanted);
    return 0;
}

/* What all line disciplines have in common. */
int n_tty_ioctl(struct tty_struct *tty, struct file *file, unsigned int command, unsigned long argument)
{
    (void)file;
    switch (command) {
    case TCGETS:
        return lx_termios_get(tty, argument, 0);
    case TCGETA:
        return lx_termios_get(tty, argument, 1);
    case TCSETS:
    case TCSETSW:
    case TCSETSF:
        return lx_termios_set(tty, argument, 0, command - TCSETS);
    case TCSETA:
    case TCSETAW:
    case TCSETAF:
        return lx_termios_set(tty, argument, 1, command - TCSETA);
    case TCXONC:
        return lx_flow(tty, argument);
    case TCFLSH:
        return lx_flush(tty, argument);
    case TIOCOUTQ:
        return put_user(tty->driver.chars_in_buffer ? tty->driver.chars_in_buffer(tty) : 0, (int *)argument);
    case TIOCINQ:
        return put_user(lx_tty_waiting(tty), (int *)argument);
    case TIOCGSOFTCAR:
        return put_user(C_CLOCAL(tty) ? 1 : 0, (int *)argument);
    case TIOCSSOFTCAR:
        return lx_carrier_ignored(tty, argument);
    }
    return -ENOIOCTLCMD;
}
EXPORT_SYMBOL(n_tty_ioctl);

/* --- requests to any terminal --- */

/* For so many jiffies */
static int lx_break(struct tty_struct *tty, unsigned long jiffies_long)
{
    tty->driver.break_ctl(tty, -1);
    if (!signal_pending(current)) {
        set_current_state(TASK_INTERRUPTIBLE);
        schedule_timeout(jiffies_long);
    }
    tty->driver.break_ctl(tty, 0);
    return signal_pending(current) ? -EINTR : 0;
}

/* A driver without break_ctl does it by ioctl. */
static int lx_break_request(struct tty_struct *tty, struct file *file, unsigned int command, unsigned long argument)
{
    if (command != TIOCCBRK)
        tty_wait_until_sent(tty, 0);
    if (signal_pending(current))
        return -EINTR;
    if (!tty->driver.break_ctl) {
        int result = tty->driver.ioctl ? tty->driver.ioctl(tty, file, command, argument) : -ENOIOCTLCMD;

        return result == -ENOIOCTLCMD ? -EINVAL : result;
    }
    if (command == TIOCSBRK || command == TIOCCBRK) {
        tty->driver.break_ctl(tty, command == TIOCSBRK ? -1 : 0);
        return 0;
    }
    if (command == TCSBRK)
        return argument ? 0 : lx_break(tty, HZ / 4); /* with an argument it is tcdrain */
    return lx_break(tty, argument ? argument * (HZ / 10) : HZ / 4);
}

static int lx_window(struct tty_struct *tty, unsigned int command, unsigned long argument)
{
    unsigned long missing;

    if (command == TIOCGWINSZ)
        missing = copy_to_user((void *)argument, &tty->winsize, sizeof(tty->winsize));
    else
        missing = copy_from_user(&tty->winsize, (void *)argument, sizeof(tty->winsize));
    return missing ? -EFAULT : 0;
}

static int lx_discipline(struct tty_struct *tty, unsigned int command, unsigned long argument)
{
    int disc;

    if (command == TIOCGETD)
        return put_user(tty->ldisc.num, (int *)argument);
    if (get_user(disc, (int *)argument))
        return -EFAULT;
    tty_wait_until_sent(tty, 0);
    return lx_ldisc_change(tty, disc);
}

/* As if it had been received. */
static int lx_simulate(struct tty_struct *tty, unsigned long argument)
{
    unsigned char c;
    char flag = TTY_NORMAL;

    if (get_user(c, (unsigned char *)argument))
        return -EFAULT;
    if (tty->ldisc.receive_buf)
        tty->ldisc.receive_buf(tty, &c, &flag, 1);
    return 0;
}

int lx_tty_ioctl(struct inode *inode, struct file *file, unsigned int command, unsigned long argument)
{
    struct tty_struct *tty = file->private_data;
    int result = -ENOIOCTLCMD;

    (void)inode;
    switch (command) {
    case TIOCSBRK:
    case TIOCCBRK:
    case TCSBRK:
    case TCSBRKP:
        return lx_break_request(tty, file, command, argument);
    case TIOCGWINSZ:
    case TIOCSWINSZ:
        return lx_window(tty, command, argument);
    case TIOCGETD:
    case TIOCSETD:
        return lx_discipline(tty, command, argument);
    case TIOCSTI:
        return lx_simulate(tty, argument);
    case TIOCEXCL: /* all programs here have the rights that this keeps nobody out from */
    case TIOCNXCL:
        return 0;
    }
    if (tty->driver.ioctl)
        result = tty->driver.ioctl(tty, file, command, argument);
    if (result == -ENOIOCTLCMD && tty->ldisc.ioctl)
        result = tty->ldisc.ioctl(tty, file, command, argument);
    return result == -ENOIOCTLCMD ? -EINVAL : result;
}
