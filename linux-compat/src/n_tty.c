/* SPDX-License-Identifier: MIT
 * The line discipline that terminals begin with (POSIX, "General Terminal Interface"): what becomes of a received
 * character.
 */
#include "linux-compat/src/tty.h"
#include "linux-compat/src/cold.h"
#include <linux/ctype.h>

/* The sender is asked to pause when so little room is left. */
#define LX_ROOM_LEFT 128

static void lx_keep(struct tty_struct *tty, unsigned char c)
{
    unsigned long flags = lx_lock();

    if (tty->read_cnt < N_TTY_BUF_SIZE) {
        tty->read_buf[tty->read_head] = c;
        tty->read_head = LX_TTY_NEXT(tty->read_head);
        tty->read_cnt++;
    }
    lx_unlock(flags);
}

/* A line is complete with this character. */
static void lx_keep_line(struct tty_struct *tty, unsigned char c)
{
    unsigned long flags = lx_lock();

    set_bit(tty->read_head, tty->read_flags);
    lx_keep(tty, c);
    tty->canon_head = tty->read_head;
    tty->canon_data++;
    lx_unlock(flags);
    wake_up_interruptible(&tty->read_wait);
}

/* A character that is none: PARMRK tells it from others. */
static void lx_keep_marked(struct tty_struct *tty, unsigned char c)
{
    if (I_PARMRK(tty)) {
        lx_keep(tty, 0xFF);
        lx_keep(tty, 0);
        lx_keep(tty, c);
    } else {
        lx_keep(tty, 0);
    }
}

static void lx_flush_input(struct tty_struct *tty)
{
    unsigned long flags = lx_lock();

    tty->read_head = tty->read_tail = tty->read_cnt = 0;
    tty->canon_head = tty->canon_data = 0;
    tty->lnext = tty->erasing = 0;
    memset(tty->read_flags, 0, sizeof(tty->read_flags));
    lx_unlock(flags);
}

/* Programs here have no handlers: of what a signal does, the flush is left. */
static void lx_signal(struct tty_struct *tty, unsigned char c, int echo)
{
    if (!L_NOFLSH(tty)) {
        lx_flush_input(tty);
        if (tty->driver.flush_buffer)
            tty->driver.flush_buffer(tty);
    }
    if (echo && L_ECHO(tty))
        lx_tty_echo(tty, c);
}

static int lx_key_is(unsigned char c, unsigned char special)
{
    return special != __DISABLED_CHAR && c == special;
}

/* XON and XOFF, and what signals; 1 where the character is used up. */
static int lx_controls(struct tty_struct *tty, unsigned char c)
{
    if (I_IXON(tty)) {
        if (lx_key_is(c, START_CHAR(tty))) {
            lx_tty_start(tty);
            return 1;
        }
        if (lx_key_is(c, STOP_CHAR(tty))) {
            lx_tty_stop(tty);
            return 1;
        }
        if (tty->stopped && I_IXANY(tty))
            lx_tty_start(tty);
    }
    if (!L_ISIG(tty))
        return 0;
    if (!lx_key_is(c, INTR_CHAR(tty)) && !lx_key_is(c, QUIT_CHAR(tty)) && !lx_key_is(c, SUSP_CHAR(tty)))
        return 0;
    lx_signal(tty, c, 1);
    return 1;
}

/* Carriage returns and line feeds; -1 where the character is dropped. */
static int lx_translated(struct tty_struct *tty, unsigned char c)
{
    if (c == '\r')
        return I_IGNCR(tty) ? -1 : I_ICRNL(tty) ? '\n' : c;
    return c == '\n' && I_INLCR(tty) ? '\r' : c;
}

/* One that ends a line: VEOF is not part of it. */
static int lx_ends_line(struct tty_struct *tty, unsigned char c)
{
    if (lx_key_is(c, EOF_CHAR(tty))) {
        lx_keep_line(tty, __DISABLED_CHAR);
        return 1;
    }
    if (c != '\n' && !lx_key_is(c, EOL_CHAR(tty)) && !(L_IEXTEN(tty) && lx_key_is(c, EOL2_CHAR(tty))))
        return 0;
    if (L_ECHO(tty) || (c == '\n' && L_ECHONL(tty)))
        lx_tty_echo(tty, c);
    lx_keep_line(tty, c);
    return 1;
}

static void lx_received(struct tty_struct *tty, unsigned char c)
{
    int literal = tty->lnext, kept;

    if (I_ISTRIP(tty))
        c &= 0x7F;
    if (I_IUCLC(tty) && L_IEXTEN(tty))
        c = tolower(c);
    tty->lnext = 0;
    if (!literal) {
        if (lx_controls(tty, c))
            return;
        kept = lx_translated(tty, c);
        if (kept < 0)
            return;
        c = kept;
        if (tty->icanon && (lx_tty_edit(tty, c) || lx_ends_line(tty, c)))
            return;
    }
    if (tty->icanon && tty->read_cnt >= N_TTY_BUF_SIZE - 1)
        return; /* the rest of an overlong line; its end has a place */
    if (L_ECHO(tty)) {
        if (tty->read_head == (int)tty->canon_head)
            tty->canon_column = tty->column;
        lx_tty_echo(tty, c);
    }
    if (I_PARMRK(tty) && c == 0xFF && !I_ISTRIP(tty))
        lx_keep(tty, c);
    lx_keep(tty, c);
}

/* Framing and parity errors, breaks, overruns */
static void lx_received_bad(struct tty_struct *tty, unsigned char c, char flag)
{
    switch (flag) {
    case TTY_BREAK:
        if (I_IGNBRK(tty))
            return;
        if (I_BRKINT(tty))
            lx_signal(tty, 0, 0);
        else
            lx_keep_marked(tty, 0);
        return;
    case TTY_PARITY:
    case TTY_FRAME:
        if (I_IGNPAR(tty))
            return;
        if (I_INPCK(tty))
            lx_keep_marked(tty, c);
        else
            lx_received(tty, c);
        return;
    case TTY_OVERRUN:
        tty->num_overrun++;
        return;
    }
    lx_received(tty, c);
}

static int lx_n_tty_room(struct tty_struct *tty)
{
    int room = N_TTY_BUF_SIZE - tty->read_cnt - 1;

    /* what is typed while no line is complete must come in, or the line would never end */
    return room > 0 || !tty->icanon || tty->canon_data ? room : 1;
}

static void lx_n_tty_receive(struct tty_struct *tty, const unsigned char *bytes, char *marks, int count)
{
    int i;

    if (!tty->read_buf)
        return;
    for (i = 0; i < count; i++)
        if (!marks || marks[i] == TTY_NORMAL)
            lx_received(tty, bytes[i]);
        else
            lx_received_bad(tty, bytes[i], marks[i]);
    if (tty->driver.flush_chars)
        tty->driver.flush_chars(tty);
    if (!tty->icanon && tty->read_cnt) {
        kill_fasync(&tty->fasync, SIGIO, POLL_IN);
        wake_up_interruptible(&tty->read_wait);
    }
    if (lx_n_tty_room(tty) < LX_ROOM_LEFT && (!tty->icanon || tty->canon_data) && tty->driver.throttle &&
        !test_and_set_bit(TTY_THROTTLED, &tty->flags))
        tty->driver.throttle(tty);
}

/* --- open, close, settings --- */

static void lx_unthrottle(struct tty_struct *tty)
{
    if (test_and_clear_bit(TTY_THROTTLED, &tty->flags) && tty->driver.unthrottle)
        tty->driver.unthrottle(tty);
}

static void lx_n_tty_flush(struct tty_struct *tty)
{
    if (!tty->read_buf)
        return;
    lx_flush_input(tty);
    lx_unthrottle(tty);
}

/* What came in without lines is part of the first one; what was typed of a line can be read when there are none. */
static void lx_n_tty_settings(struct tty_struct *tty, struct termios *before)
{
    unsigned long flags = lx_lock();

    tty->icanon = L_ICANON(tty) != 0;
    tty->raw = tty->real_raw = !tty->icanon && !L_ISIG(tty) && !L_ECHO(tty);
    if (before && !(before->c_lflag & ICANON) != !tty->icanon) {
        memset(tty->read_flags, 0, sizeof(tty->read_flags));
        tty->canon_head = tty->read_tail;
        tty->canon_data = tty->lnext = tty->erasing = 0;
        wake_up_interruptible(&tty->read_wait);
    }
    lx_unlock(flags);
    if (before && (before->c_iflag & IXON) && !I_IXON(tty))
        lx_tty_start(tty);
}

static int lx_n_tty_open(struct tty_struct *tty)
{
    if (!tty->read_buf)
        tty->read_buf = kmalloc(N_TTY_BUF_SIZE, GFP_KERNEL);
    if (!tty->read_buf)
        return -ENOMEM;
    lx_flush_input(tty);
    tty->column = 0;
    tty->minimum_to_wake = 1;
    tty->closing = 0;
    lx_n_tty_settings(tty, NULL);
    return 0;
}

static void lx_n_tty_close(struct tty_struct *tty)
{
    lx_n_tty_flush(tty);
    kfree(tty->read_buf);
    tty->read_buf = NULL;
}

static ssize_t lx_n_tty_waiting(struct tty_struct *tty)
{
    return lx_tty_waiting(tty);
}

struct tty_ldisc lx_n_tty = {
    .magic = TTY_LDISC_MAGIC,
    .name = "n_tty",
    .num = N_TTY,
    .open = lx_n_tty_open,
    .close = lx_n_tty_close,
    .flush_buffer = lx_n_tty_flush,
    .chars_in_buffer = lx_n_tty_waiting,
    .read = lx_n_tty_read,
    .write = lx_n_tty_write,
    .ioctl = n_tty_ioctl,
    .set_termios = lx_n_tty_settings,
    .poll = lx_n_tty_poll,
    .receive_buf = lx_n_tty_receive,
    .receive_room = lx_n_tty_room,
};
