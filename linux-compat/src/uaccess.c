/* SPDX-License-Identifier: MIT
 * A program's memory: as much of it as came along with the upcall.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <asm/uaccess.h>

/* A domain has no mapping of programs. The executive copies what a call names into the domain and back,
 * and such a window says where the copy lies. */
#define LX_WINDOWS 4
static struct { unsigned long user, length; char *copy; } lx_windows[LX_WINDOWS];

void lx_window_open(unsigned int n, unsigned long user, void *copy, unsigned long length)
{
    lx_windows[n].user = user;
    lx_windows[n].copy = copy;
    lx_windows[n].length = length;
}

void lx_window_close(unsigned int n)
{
    lx_windows[n].length = 0;
}

/* Where a range of the program's memory lies here; 0 where it was not sent along. */
static char *lx_window(unsigned long user, unsigned long length)
{
    unsigned int n;

    if (current->addr_limit.seg != PAGE_OFFSET)
        return (char *)user;
    for (n = 0; n < LX_WINDOWS; n++)
        if (user >= lx_windows[n].user && length <= lx_windows[n].length &&
            user - lx_windows[n].user <= lx_windows[n].length - length)
            return lx_windows[n].copy + (user - lx_windows[n].user);
    return NULL;
}

int lx_access_ok(const void *addr, unsigned long size)
{
    return current->addr_limit.seg != PAGE_OFFSET ||
           ((unsigned long)addr < PAGE_OFFSET && size <= PAGE_OFFSET - (unsigned long)addr);
}
EXPORT_SYMBOL(lx_access_ok);

unsigned long copy_from_user(void *to, const void *from, unsigned long n)
{
    const char *copy = lx_window((unsigned long)from, n);

    if (!copy) {
        memset(to, 0, n);
        return n;
    }
    memcpy(to, copy, n);
    return 0;
}
EXPORT_SYMBOL(copy_from_user);

unsigned long copy_to_user(void *to, const void *from, unsigned long n)
{
    char *copy = lx_window((unsigned long)to, n);

    if (!copy)
        return n;
    memcpy(copy, from, n);
    return 0;
}
EXPORT_SYMBOL(copy_to_user);

unsigned long clear_user(void *to, unsigned long n)
{
    char *copy = lx_window((unsigned long)to, n);

    if (!copy)
        return n;
    memset(copy, 0, n);
    return 0;
}
EXPORT_SYMBOL(clear_user);

/* The length without the end, n where it doesn't fit, -EFAULT. */
long strncpy_from_user(char *to, const char *from, long n)
{
    long i;

    for (i = 0; i < n; i++) {
        if (copy_from_user(&to[i], from + i, 1))
            return -EFAULT;
        if (!to[i])
            return i;
    }
    return n;
}
EXPORT_SYMBOL(strncpy_from_user);

/* The length with the end, more than n where there is none in n, 0 for a bad pointer. */
long strnlen_user(const char *s, long n)
{
    long i;
    char c;

    for (i = 0; i < n; i++) {
        if (copy_from_user(&c, s + i, 1))
            return 0;
        if (!c)
            return i + 1;
    }
    return n + 1;
}
EXPORT_SYMBOL(strnlen_user);

/* What objects compiled against i386's inlines call */
unsigned long __generic_copy_from_user(void *to, const void *from, unsigned long n)
{
    return copy_from_user(to, from, n);
}
EXPORT_SYMBOL(__generic_copy_from_user);

unsigned long __generic_copy_to_user(void *to, const void *from, unsigned long n)
{
    return copy_to_user(to, from, n);
}
EXPORT_SYMBOL(__generic_copy_to_user);
