/* SPDX-License-Identifier: MIT
 * Log lines: assembled from their pieces, handed over whole.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"

#define LX_LINE_MAX 400
#define LX_LEVEL_DEFAULT 4

/* The line that waits for its end. */
static char lx_line[LX_LINE_MAX];
static unsigned int lx_line_length;
static int lx_line_level = LX_LEVEL_DEFAULT;

static void lx_line_send(void)
{
    struct nim_bytes bytes = { (nim_u32)lx_line, lx_line_length };

    if (lx_line_length)
        nim_log(lx_line_level, &bytes);
    lx_line_length = 0;
    lx_line_level = LX_LEVEL_DEFAULT;
}

/* Returns what stands behind a level such as "<6>", which also begins a new line. */
static const char *lx_take_level(const char *s)
{
    if (s[0] != '<' || s[1] < '0' || s[1] > '7' || s[2] != '>')
        return s;
    lx_line_send();
    lx_line_level = s[1] - '0';
    return s + 3;
}

static void lx_line_add(const char *s)
{
    int fresh = 1;

    while (*s) {
        if (fresh)
            s = lx_take_level(s);
        fresh = 0;
        if (!*s)
            break;
        if (lx_line_length == LX_LINE_MAX)
            lx_line_send();
        if (*s == '\n') {
            lx_line_send();
            fresh = 1;
        } else {
            lx_line[lx_line_length++] = *s;
        }
        s++;
    }
}

int printk(const char *fmt, ...)
{
    static char text[1024];
    unsigned long flags = lx_lock();
    va_list args;
    int n;

    va_start(args, fmt);
    n = vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    lx_line_add(text);
    lx_unlock(flags);
    return n;
}
EXPORT_SYMBOL(printk);

/* At most ten messages in a burst, then one in five seconds. */
int net_ratelimit(void)
{
    static unsigned long last;
    static unsigned int credit = 10;
    unsigned long now = jiffies;

    credit += (now - last) / (5 * HZ);
    if (credit > 10)
        credit = 10;
    if (now - last >= 5 * HZ)
        last = now;
    if (!credit)
        return 0;
    credit--;
    return 1;
}
EXPORT_SYMBOL(net_ratelimit);
