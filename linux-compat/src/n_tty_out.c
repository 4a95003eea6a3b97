/* SPDX-License-Identifier: MIT
 * What programs write to a terminal, and what it echoes.
 */
#include "linux-compat/src/tty.h"
#include "linux-compat/src/cold.h"
#include <linux/ctype.h>
#include <asm/uaccess.h>

#define LX_TAB 8

static int lx_put(struct tty_struct *tty, const char *bytes, int count)
{
    if (tty->driver.write_room(tty) < count)
        return -1;
    while (count--)
        tty->driver.put_char(tty, *bytes++);
    return 0;
}

/* With output processing (OPOST), one character. */
static int lx_processed(struct tty_struct *tty, unsigned char c)
{
    unsigned int n;
    char out = c;

    switch (c) {
    case '\n':
        if (O_ONLCR(tty)) {
            if (lx_put(tty, "\r\n", 2) < 0)
                return -1;
            tty->column = 0;
            return 0;
        }
        if (O_ONLRET(tty))
            tty->column = 0;
        break;
    case '\r':
        if (O_ONOCR(tty) && !tty->column)
            return 0;
        if (O_OCRNL(tty))
            out = '\n';
        if (!O_OCRNL(tty) || O_ONLRET(tty))
            tty->column = 0;
        break;
    case '\t':
        n = LX_TAB - tty->column % LX_TAB;
        if (O_TABDLY(tty) == XTABS) {
            if (lx_put(tty, "        ", n) < 0)
                return -1;
            tty->column += n;
            return 0;
        }
        if (lx_put(tty, &out, 1) < 0)
            return -1;
        tty->column += n;
        return 0;
    case '\b':
        if (lx_put(tty, &out, 1) < 0)
            return -1;
        tty->column -= tty->column > 0;
        return 0;
    default:
        if (O_OLCUC(tty))
            out = toupper(c);
        if (lx_put(tty, &out, 1) < 0)
            return -1;
        tty->column += !iscntrl(c);
        return 0;
    }
    return lx_put(tty, &out, 1);
}

int lx_tty_out(struct tty_struct *tty, unsigned char c)
{
    return O_OPOST(tty) ? lx_processed(tty, c) : lx_put(tty, (const char *)&c, 1);
}

void lx_tty_echo(struct tty_struct *tty, unsigned char c)
{
    char sign[2] = { '^', c ^ 0x40 };

    if (!L_ECHOCTL(tty) || !iscntrl(c) || c == '\t' || c == '\n') {
        lx_tty_out(tty, c);
        return;
    }
    if (lx_put(tty, sign, 2) == 0)
        tty->column += 2;
}

/* No more is fetched than there is room for. */
static ssize_t lx_write_processed(struct tty_struct *tty, const unsigned char *from, size_t count)
{
    unsigned char bytes[64];
    int room = tty->driver.write_room(tty);
    size_t i, n = min(count, sizeof(bytes));

    if (room <= 0)
        return 0;
    n = min(n, (size_t)room);
    if (copy_from_user(bytes, from, n))
        return -EFAULT;
    for (i = 0; i < n && lx_processed(tty, bytes[i]) == 0; i++)
        ;
    if (tty->driver.flush_chars)
        tty->driver.flush_chars(tty);
    return i;
}

static ssize_t lx_write_some(struct tty_struct *tty, struct file *file, const unsigned char *from, size_t count)
{
    ssize_t n;

    if (signal_pending(current))
        return -ERESTARTSYS;
    if (tty_hung_up_p(file) || (tty->link && !tty->link->count))
        return -EIO;
    if (O_OPOST(tty) && !test_bit(TTY_HW_COOK_OUT, &tty->flags))
        return lx_write_processed(tty, from, count);
    n = tty->driver.write(tty, 1, from, count);
    if (tty->driver.flush_chars)
        tty->driver.flush_chars(tty);
    return n;
}

ssize_t lx_n_tty_write(struct tty_struct *tty, struct file *file, const unsigned char *from, size_t count)
{
    DECLARE_WAITQUEUE(wait, current);
    size_t done = 0;
    ssize_t n = 0;

    add_wait_queue(&tty->write_wait, &wait);
    while (done < count) {
        set_current_state(TASK_INTERRUPTIBLE);
        n = lx_write_some(tty, file, from + done, count - done);
        if (n > 0) {
            done += n;
            continue;
        }
        if (n == 0 && (file->f_flags & O_NONBLOCK))
            n = -EAGAIN;
        if (n < 0)
            break;
        schedule();
    }
    set_current_state(TASK_RUNNING);
    remove_wait_queue(&tty->write_wait, &wait);
    return done ? (ssize_t)done : n;
}
