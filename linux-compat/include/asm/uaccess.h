/* SPDX-License-Identifier: MIT
 * Reaching a program's memory, through what the upcall brought along.
 */
#pragma once
#include <linux/errno.h>
#include <linux/sched.h>
#define VERIFY_READ 0
#define VERIFY_WRITE 1
#define MAKE_MM_SEG(s) ((mm_segment_t){ (s) })
#define KERNEL_DS MAKE_MM_SEG(0xFFFFFFFF)
#define USER_DS MAKE_MM_SEG(PAGE_OFFSET)
#define get_ds() KERNEL_DS
#define get_fs() (current->addr_limit)
#define set_fs(x) (current->addr_limit = (x))
#define segment_eq(a, b) ((a).seg == (b).seg)

/* Both return the number of bytes that could not be copied. */
extern unsigned long copy_from_user(void *to, const void *from, unsigned long n);
extern unsigned long copy_to_user(void *to, const void *from, unsigned long n);
extern unsigned long clear_user(void *to, unsigned long n);
extern long strncpy_from_user(char *to, const char *from, long n);
extern long strnlen_user(const char *s, long n);
#define strlen_user(s) strnlen_user((s), ~0UL >> 1)
#define __copy_from_user copy_from_user
#define __copy_to_user copy_to_user
#define __clear_user clear_user
#define __strncpy_from_user strncpy_from_user
/* The names that i386's copy_to_user and its kin break down to: a size that the compiler knows or not, checked before
 * or not. */
#define __constant_copy_from_user(to, from, n) copy_from_user((to), (from), (n))
#define __constant_copy_from_user_nocheck(to, from, n) copy_from_user((to), (from), (n))
#define __constant_copy_to_user(to, from, n) copy_to_user((to), (from), (n))
#define __constant_copy_to_user_nocheck(to, from, n) copy_to_user((to), (from), (n))
#define __generic_copy_from_user_nocheck(to, from, n) copy_from_user((to), (from), (n))
#define __generic_copy_to_user_nocheck(to, from, n) copy_to_user((to), (from), (n))
extern unsigned long __generic_copy_from_user(void *to, const void *from, unsigned long n);
extern unsigned long __generic_copy_to_user(void *to, const void *from, unsigned long n);
extern int lx_access_ok(const void *addr, unsigned long size);
#define access_ok(type, addr, size) lx_access_ok((const void *)(addr), (size))
#define verify_area(type, addr, size) (access_ok((type), (addr), (size)) ? 0 : -EFAULT)

#define put_user(x, ptr) \
    ({ \
        __typeof__(*(ptr)) lx_value = (__typeof__(*(ptr)))(x); \
        copy_to_user((ptr), &lx_value, sizeof(lx_value)) ? -EFAULT : 0; \
    })
#define get_user(x, ptr) \
    ({ \
        unsigned long long lx_value = 0; \
        int lx_missed = copy_from_user(&lx_value, (ptr), sizeof(*(ptr))) != 0; \
        (x) = (__typeof__(*(ptr)))(unsigned long)lx_value; \
        lx_missed ? -EFAULT : 0; \
    })
#define __put_user put_user
#define __get_user get_user
#define put_user_ret(x, ptr, ret) do { if (put_user((x), (ptr))) return ret; } while (0)
#define get_user_ret(x, ptr, ret) do { if (get_user((x), (ptr))) return ret; } while (0)
#define copy_to_user_ret(to, from, n, ret) do { if (copy_to_user((to), (from), (n))) return ret; } while (0)
#define copy_from_user_ret(to, from, n, ret) do { if (copy_from_user((to), (from), (n))) return ret; } while (0)
