/* SPDX-License-Identifier: MIT
 * Ends of a domain that the personality itself brings about.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"

static char lx_fail_text[256];

void lx_fail(enum nim_fail_kind kind, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    vsnprintf(lx_fail_text, sizeof(lx_fail_text), fmt, args);
    va_end(args);
    for (;;)
        nim_fail(kind, lx_fail_text);
}

void panic(const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    vsnprintf(lx_fail_text, sizeof(lx_fail_text), fmt, args);
    va_end(args);
    for (;;)
        nim_fail(NIM_FAIL_PANIC, lx_fail_text);
}
EXPORT_SYMBOL(panic);

void __lx_bug(const char *file, int line)
{
    lx_fail(NIM_FAIL_BUG, "BUG at %s:%d", file, line);
}
EXPORT_SYMBOL(__lx_bug);

/* Where a stop stub ends: it has put its name on the stack. */
void lx_stopped(const char *name)
{
    lx_fail(NIM_FAIL_STOP_STUB, "%s is not implemented", name);
}

void __out_of_line_bug(int line)
{
    lx_fail(NIM_FAIL_BUG, "BUG at line %d, called from %p", line, __builtin_return_address(0));
}
EXPORT_SYMBOL(__out_of_line_bug);

void dump_stack(void)
{
    printk(KERN_DEBUG "dump_stack() called from %p\n", __builtin_return_address(0));
}
EXPORT_SYMBOL(dump_stack);
