/* SPDX-License-Identifier: MIT
 * Reading from a terminal: lines, or as many bytes as VMIN and VTIME say.
 */
#include "linux-compat/src/tty.h"
#include "linux-compat/src/cold.h"
#include <asm/uaccess.h>

/* The sender may go on when so little is left to read. */
#define LX_LITTLE_LEFT 128
/* Below so much on its way out, a terminal takes more. */
#define LX_OUT_BUSY 256
/* VTIME counts tenths of a second. */
#define LX_TENTHS(n) ((long)(n) * HZ / 10)

int lx_tty_waiting(struct tty_struct *tty)
{
    if (!tty->icanon)
        return tty->read_cnt;
    return tty->canon_data ? (int)((tty->canon_head - tty->read_tail) & (N_TTY_BUF_SIZE - 1)) : 0;
}

/* Copies out what is there, at most `most`; *line_end is set at a line's last character, *skipped where that is only
 * the mark of an end of file. */
static int lx_look(struct tty_struct *tty, unsigned char *to, int most, int *line_end, int *skipped)
{
    unsigned long flags = lx_lock();
    int i, at = tty->read_tail, left = tty->icanon && !tty->canon_data ? 0 : tty->read_cnt;

    for (i = 0; i < most && i < left && !*line_end; i++, at = LX_TTY_NEXT(at)) {
        to[i] = tty->read_buf[at];
        *line_end = tty->icanon && test_bit(at, tty->read_flags);
        *skipped = *line_end && to[i] == __DISABLED_CHAR;
    }
    lx_unlock(flags);
    return i;
}

static void lx_taken(struct tty_struct *tty, int count, int line_end)
{
    unsigned long flags = lx_lock();
    int room;

    count = min(count, tty->read_cnt); /* it may have been flushed meanwhile */
    tty->read_tail = (tty->read_tail + count) & (N_TTY_BUF_SIZE - 1);
    tty->read_cnt -= count;
    if (line_end && count) {
        clear_bit((tty->read_tail - 1) & (N_TTY_BUF_SIZE - 1), tty->read_flags);
        if (tty->canon_data > 0)
            tty->canon_data--;
    }
    room = tty->read_cnt <= LX_LITTLE_LEFT;
    lx_unlock(flags);
    if (room && test_and_clear_bit(TTY_THROTTLED, &tty->flags) && tty->driver.unthrottle)
        tty->driver.unthrottle(tty);
}

/* Moves what there is; 1 in *line_end: a line, or the end of a file. */
static ssize_t lx_take(struct tty_struct *tty, unsigned char *to, size_t count, int *line_end)
{
    unsigned char bytes[64];
    size_t done = 0;
    int n, skipped = 0;

    *line_end = 0;
    while (done < count && !*line_end) {
        n = lx_look(tty, bytes, min(count - done, sizeof(bytes)), line_end, &skipped);
        if (!n)
            break;
        if (copy_to_user(to + done, bytes, n - skipped))
            return done ? (ssize_t)done : -EFAULT;
        lx_taken(tty, n, *line_end);
        done += n - skipped;
    }
    return done;
}

/* How a read waits, and for what. */
struct lx_wanted {
    size_t least;                   /* bytes */
    long first, between;            /* jiffies until the first byte, and from one to the next */
};

static struct lx_wanted lx_wanted(struct tty_struct *tty, size_t count)
{
    struct lx_wanted w = { 1, MAX_SCHEDULE_TIMEOUT, MAX_SCHEDULE_TIMEOUT };

    if (tty->icanon)
        return w;
    w.least = min((size_t)MIN_CHAR(tty), count);
    if (!MIN_CHAR(tty)) {
        w.least = 1;
        w.first = LX_TENTHS(TIME_CHAR(tty));
    } else if (TIME_CHAR(tty)) {
        w.between = LX_TENTHS(TIME_CHAR(tty));
    }
    return w;
}

/* Bytes, or 0 at the end; an error where there is none to give. */
static ssize_t lx_read_waiting(struct tty_struct *tty, struct file *file, unsigned char *to, size_t count)
{
    struct lx_wanted wanted = lx_wanted(tty, count);
    long timeout = wanted.first;
    size_t done = 0;
    ssize_t n;
    int line_end;

    for (;;) {
        set_current_state(TASK_INTERRUPTIBLE);
        n = lx_take(tty, to + done, count - done, &line_end);
        if (n < 0)
            return done ? (ssize_t)done : n;
        done += n;
        if (n)
            timeout = wanted.between;
        if (line_end || done >= wanted.least || !timeout || tty_hung_up_p(file))
            return done;
        if (test_bit(TTY_OTHER_CLOSED, &tty->flags))
            return done ? (ssize_t)done : -EIO;
        if (file->f_flags & O_NONBLOCK)
            return done ? (ssize_t)done : -EAGAIN;
        if (signal_pending(current))
            return done ? (ssize_t)done : -ERESTARTSYS;
        timeout = schedule_timeout(timeout);
    }
}

ssize_t lx_n_tty_read(struct tty_struct *tty, struct file *file, unsigned char *to, size_t count)
{
    DECLARE_WAITQUEUE(wait, current);
    ssize_t n;

    if (!tty->read_buf)
        return -EIO;
    if (!count)
        return 0;
    if (file->f_flags & O_NONBLOCK) {
        if (down_trylock(&tty->atomic_read))
            return -EAGAIN;
    } else if (down_interruptible(&tty->atomic_read)) {
        return -ERESTARTSYS;
    }
    add_wait_queue(&tty->read_wait, &wait);
    n = lx_read_waiting(tty, file, to, count);
    set_current_state(TASK_RUNNING);
    remove_wait_queue(&tty->read_wait, &wait);
    up(&tty->atomic_read);
    return n;
}

unsigned int lx_n_tty_poll(struct tty_struct *tty, struct file *file, struct poll_table_struct *table)
{
    int least = !tty->icanon && !TIME_CHAR(tty) && MIN_CHAR(tty) ? MIN_CHAR(tty) : 1;
    unsigned int ready = 0;

    poll_wait(file, &tty->read_wait, table);
    poll_wait(file, &tty->write_wait, table);
    if (tty->icanon ? tty->canon_data > 0 : tty->read_cnt >= least)
        ready |= POLLIN | POLLRDNORM;
    if (test_bit(TTY_OTHER_CLOSED, &tty->flags) || tty_hung_up_p(file))
        ready |= POLLHUP;
    if ((!tty->driver.chars_in_buffer || tty->driver.chars_in_buffer(tty) < LX_OUT_BUSY) &&
        tty->driver.write_room(tty) > 0)
        ready |= POLLOUT | POLLWRNORM;
    return ready;
}
