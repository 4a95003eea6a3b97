/* SPDX-License-Identifier: MIT
 * Handing received characters to a terminal.
 */
#pragma once
#include <linux/tty.h>
static inline void tty_insert_flip_char(struct tty_struct *tty, unsigned char ch, char flag)
{
    struct tty_flip_buffer *flip = &tty->flip;

    if (flip->count >= TTY_FLIPBUF_SIZE)
        return;
    flip->count++;
    *flip->flag_buf_ptr++ = flag;
    *flip->char_buf_ptr++ = ch;
}
static inline void tty_schedule_flip(struct tty_struct *tty)
{
    queue_task(&tty->flip.tqueue, &tq_timer);
}
