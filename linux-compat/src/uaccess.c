/* SPDX-License-Identifier: MIT
 * A program's memory: that of the call which is under way, by a service; or as much as came along.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <asm/uaccess.h>

/* A domain has no mapping of programs. Where no program waits in the call, the executive copies what the call
 * names into the domain and back, and such a window says where the copy lies. */
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
    if (current->lx_program)
        return NULL;
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

/* The services run with interrupts off, so they get pieces; where one is refused, its pages one by one, for those
 * before the bad one shall be copied. Returns the bytes that are missing. */
#define LX_PIECE (4 * PAGE_SIZE)
static unsigned long lx_user_copy(int (*copy)(nim_u32, nim_u32, nim_u32), nim_u32 to, nim_u32 from, nim_u32 user,
                                  unsigned long n)
{
    unsigned long piece = LX_PIECE, size;

    while (n) {
        size = min(n, piece);
        if (piece == PAGE_SIZE)
            size = min(n, PAGE_SIZE - (user & (PAGE_SIZE - 1)));
        if (copy(to, from, size) < 0) {
            if (piece == PAGE_SIZE)
                break;
            piece = PAGE_SIZE;
            continue;
        }
        to += size;
        from += size;
        user += size;
        n -= size;
    }
    return n;
}

unsigned long copy_from_user(void *to, const void *from, unsigned long n)
{
    const char *copy = lx_window((unsigned long)from, n);
    unsigned long missing = n;

    if (copy)
        memcpy(to, copy, n);
    else if (current->lx_program)
        missing = lx_user_copy(nim_user_read, (nim_u32)to, (nim_u32)from, (nim_u32)from, n);
    if (copy)
        return 0;
    memset((char *)to + n - missing, 0, missing);
    return missing;
}
EXPORT_SYMBOL(copy_from_user);

unsigned long copy_to_user(void *to, const void *from, unsigned long n)
{
    char *copy = lx_window((unsigned long)to, n);

    if (!copy)
        return current->lx_program ? lx_user_copy(nim_user_write, (nim_u32)to, (nim_u32)from, (nim_u32)to, n) : n;
    memcpy(copy, from, n);
    return 0;
}
EXPORT_SYMBOL(copy_to_user);

unsigned long clear_user(void *to, unsigned long n)
{
    static const char zeros[256];
    char *at = to;
    unsigned long size, missing;

    for (; n; n -= size, at += size) {
        size = min(n, (unsigned long)sizeof(zeros));
        missing = copy_to_user(at, zeros, size);
        if (missing)
            return n - size + missing;
    }
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
