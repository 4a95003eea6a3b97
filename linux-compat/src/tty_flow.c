/* SPDX-License-Identifier: MIT
 * What happens on a terminal's line: received characters, flow control, hanging up, and its line discipline.
 */
#include "linux-compat/src/tty.h"
#include "linux-compat/src/cold.h"
#include <linux/interrupt.h>
#include <linux/kmod.h>

struct tty_ldisc *lx_ldiscs[LX_LDISCS] = { [N_TTY] = &lx_n_tty };

/* --- received characters: the driver fills one half of the buffer while the discipline takes the other --- */

static void lx_flip_fill(struct tty_struct *tty, int half)
{
    tty->flip.buf_num = half;
    tty->flip.char_buf_ptr = (char *)tty->flip.char_buf + half * TTY_FLIPBUF_SIZE;
    tty->flip.flag_buf_ptr = (unsigned char *)tty->flip.flag_buf + half * TTY_FLIPBUF_SIZE;
    tty->flip.count = 0;
}

/* Routine of the flip buffer's task; drivers whose buffer is full call it themselves. */
static void lx_flip_deliver(void *data)
{
    struct tty_struct *tty = data;
    unsigned long flags;
    int half, count;

    if (test_bit(TTY_DONT_FLIP, &tty->flags)) {
        queue_task(&tty->flip.tqueue, &tq_timer);
        return;
    }
    flags = lx_lock();
    half = tty->flip.buf_num;
    count = tty->flip.count;
    lx_flip_fill(tty, !half);
    lx_unlock(flags);
    if (count && tty->ldisc.receive_buf)
        tty->ldisc.receive_buf(tty, tty->flip.char_buf + half * TTY_FLIPBUF_SIZE,
                               tty->flip.flag_buf + half * TTY_FLIPBUF_SIZE, count);
}

void tty_flip_buffer_push(struct tty_struct *tty)
{
    if (tty->low_latency)
        lx_flip_deliver(tty);
    else
        queue_task(&tty->flip.tqueue, &tq_timer);
}
EXPORT_SYMBOL(tty_flip_buffer_push);

/* --- flow control --- */

void lx_tty_write_wakeup(struct tty_struct *tty)
{
    if (test_bit(TTY_DO_WRITE_WAKEUP, &tty->flags) && tty->ldisc.write_wakeup)
        tty->ldisc.write_wakeup(tty);
    wake_up_interruptible(&tty->write_wait);
}

void lx_tty_stop(struct tty_struct *tty)
{
    if (tty->stopped)
        return;
    tty->stopped = 1;
    if (tty->driver.stop)
        tty->driver.stop(tty);
}

void lx_tty_start(struct tty_struct *tty)
{
    if (!tty->stopped || tty->flow_stopped)
        return;
    tty->stopped = 0;
    if (tty->driver.start)
        tty->driver.start(tty);
    lx_tty_write_wakeup(tty);
}

/* timeout in jiffies, 0: none. Until the driver has given all to the device, and that has sent it. */
void tty_wait_until_sent(struct tty_struct *tty, long timeout)
{
    DECLARE_WAITQUEUE(wait, current);

    if (!tty->driver.chars_in_buffer)
        return;
    if (!timeout)
        timeout = MAX_SCHEDULE_TIMEOUT;
    add_wait_queue(&tty->write_wait, &wait);
    for (;;) {
        set_current_state(TASK_INTERRUPTIBLE);
        if (signal_pending(current) || tty->driver.chars_in_buffer(tty) <= 0 || !timeout)
            break;
        timeout = schedule_timeout(timeout);
    }
    set_current_state(TASK_RUNNING);
    remove_wait_queue(&tty->write_wait, &wait);
    if (!signal_pending(current) && timeout && tty->driver.wait_until_sent)
        tty->driver.wait_until_sent(tty, timeout);
}
EXPORT_SYMBOL(tty_wait_until_sent);

/* --- the end of a connection --- */

static void lx_tty_flush(struct tty_struct *tty)
{
    if (tty->ldisc.flush_buffer)
        tty->ldisc.flush_buffer(tty);
    if (tty->driver.flush_buffer)
        tty->driver.flush_buffer(tty);
}

/* In keventd. Who waits sees that its file is lost. */
static void lx_hang_up(void *data)
{
    struct tty_struct *tty = data;
    struct list_head *at;

    list_for_each(at, &tty->tty_files)
        lx_tty_file_lost(list_entry(at, struct file, f_list));
    lx_tty_flush(tty);
    lx_tty_write_wakeup(tty);
    wake_up_interruptible(&tty->read_wait);
    lx_ldisc_change(tty, N_TTY);
    if (tty->driver.flags & TTY_DRIVER_RESET_TERMIOS)
        *tty->termios = tty->driver.init_termios;
    tty->session = 0;
    tty->pgrp = -1;
    tty->ctrl_status = 0;
    if (tty->driver.hangup)
        tty->driver.hangup(tty);
}

void tty_hangup(struct tty_struct *tty)
{
    schedule_task(&tty->tq_hangup);
}
EXPORT_SYMBOL(tty_hangup);

/* Linux kills the programs that have the terminal open; here they lose it. */
void do_SAK(struct tty_struct *tty)
{
    if (tty)
        tty_hangup(tty);
}
EXPORT_SYMBOL(do_SAK);

void lx_tty_setup_flip(struct tty_struct *tty)
{
    lx_flip_fill(tty, 0);
    INIT_TQUEUE(&tty->flip.tqueue, lx_flip_deliver, tty);
    INIT_TQUEUE(&tty->tq_hangup, lx_hang_up, tty);
    init_waitqueue_head(&tty->read_wait);
    init_waitqueue_head(&tty->write_wait);
    init_MUTEX(&tty->atomic_read);
    init_MUTEX(&tty->atomic_write);
    init_MUTEX(&tty->flip.pty_sem);
    spin_lock_init(&tty->read_lock);
}

/* --- line disciplines --- */

/* A null one takes the number back. */
int tty_register_ldisc(int disc, struct tty_ldisc *ldisc)
{
    if (disc < N_TTY || disc >= LX_LDISCS)
        return -EINVAL;
    if (ldisc)
        ldisc->num = disc;
    lx_ldiscs[disc] = ldisc;
    return 0;
}
EXPORT_SYMBOL(tty_register_ldisc);

/* Where the new one cannot be opened, N_TTY takes the line. */
int lx_ldisc_change(struct tty_struct *tty, int disc)
{
    struct tty_ldisc *next = disc >= N_TTY && disc < LX_LDISCS ? lx_ldiscs[disc] : NULL;
    int result = 0;

    if (!next)
        return -EINVAL;
    if (tty->ldisc.num == disc)
        return 0;
    if (tty->ldisc.close)
        tty->ldisc.close(tty);
    tty->ldisc = *next;
    tty->termios->c_line = disc;
    if (next->open)
        result = next->open(tty);
    if (result < 0) {
        tty->ldisc = lx_n_tty;
        tty->termios->c_line = N_TTY;
        tty->ldisc.open(tty);
    }
    if (tty->driver.set_ldisc)
        tty->driver.set_ldisc(tty);
    return result < 0 ? result : 0;
}

void console_print(const char *text)
{
    printk("%s", text);
}
EXPORT_SYMBOL(console_print);
