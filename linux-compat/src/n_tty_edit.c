/* SPDX-License-Identifier: MIT
 * Editing the line that is being typed at a terminal: erase, kill, the next character as it is.
 */
#include "linux-compat/src/tty.h"
#include "linux-compat/src/cold.h"
#include <linux/ctype.h>

static int lx_typed(const struct tty_struct *tty)
{
    return tty->read_head != (int)tty->canon_head;
}

static unsigned int lx_before(unsigned int at)
{
    return (at - 1) & (N_TTY_BUF_SIZE - 1);
}

/* Columns that a character takes which is echoed at this one. */
static unsigned int lx_width(struct tty_struct *tty, unsigned char c, unsigned int column)
{
    if (c == '\t')
        return 8 - column % 8;
    if (!iscntrl(c))
        return 1;
    return L_ECHOCTL(tty) ? 2 : 0;
}

static unsigned int lx_column_of(struct tty_struct *tty, unsigned int to)
{
    unsigned int at, column = tty->canon_column;

    for (at = tty->canon_head; at != to; at = LX_TTY_NEXT(at))
        column += lx_width(tty, tty->read_buf[at], column);
    return column;
}

static void lx_rub_out(struct tty_struct *tty, unsigned int at, unsigned char c)
{
    unsigned int n = lx_width(tty, c, lx_column_of(tty, at));

    while (n--) {
        lx_tty_out(tty, '\b');
        if (c != '\t') {
            lx_tty_out(tty, ' ');
            lx_tty_out(tty, '\b');
        }
    }
}

/* Takes the last typed character back. */
static unsigned char lx_take_back(struct tty_struct *tty, int visible)
{
    unsigned int at = lx_before(tty->read_head);
    unsigned char c = tty->read_buf[at];
    unsigned long flags = lx_lock();

    tty->read_head = at;
    tty->read_cnt--;
    lx_unlock(flags);
    if (visible)
        lx_rub_out(tty, at, c);
    return c;
}

static unsigned char lx_last(const struct tty_struct *tty)
{
    return tty->read_buf[lx_before(tty->read_head)];
}

static void lx_erase(struct tty_struct *tty, unsigned char key)
{
    int visible = L_ECHO(tty) && L_ECHOE(tty);

    if (!lx_typed(tty))
        return;
    if (L_ECHO(tty) && !visible)
        lx_tty_echo(tty, key);
    lx_take_back(tty, visible);
}

static void lx_erase_word(struct tty_struct *tty)
{
    int visible = L_ECHO(tty) && L_ECHOE(tty);

    while (lx_typed(tty) && !isalnum(lx_last(tty)))
        lx_take_back(tty, visible);
    while (lx_typed(tty) && isalnum(lx_last(tty)))
        lx_take_back(tty, visible);
}

static void lx_kill_line(struct tty_struct *tty, unsigned char key)
{
    int visible = L_ECHO(tty) && L_ECHOK(tty) && L_ECHOKE(tty) && L_ECHOE(tty);

    while (lx_typed(tty))
        lx_take_back(tty, visible);
    if (!L_ECHO(tty) || visible)
        return;
    lx_tty_echo(tty, key);
    if (L_ECHOK(tty))
        lx_tty_out(tty, '\n');
}

static void lx_reprint(struct tty_struct *tty, unsigned char key)
{
    unsigned int at;

    lx_tty_echo(tty, key);
    lx_tty_out(tty, '\n');
    tty->canon_column = tty->column;
    for (at = tty->canon_head; at != (unsigned int)tty->read_head; at = LX_TTY_NEXT(at))
        lx_tty_echo(tty, tty->read_buf[at]);
}

int lx_tty_edit(struct tty_struct *tty, unsigned char c)
{
    if (c == __DISABLED_CHAR)
        return 0;
    if (c == ERASE_CHAR(tty))
        lx_erase(tty, c);
    else if (c == KILL_CHAR(tty))
        lx_kill_line(tty, c);
    else if (!L_IEXTEN(tty))
        return 0;
    else if (c == WERASE_CHAR(tty))
        lx_erase_word(tty);
    else if (c == LNEXT_CHAR(tty))
        tty->lnext = 1;
    else if (c == REPRINT_CHAR(tty) && L_ECHO(tty))
        lx_reprint(tty, c);
    else
        return 0;
    return 1;
}
