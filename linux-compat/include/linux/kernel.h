/* SPDX-License-Identifier: MIT
 * printk, formats, small helpers.
 */
#pragma once
#include <stdarg.h>
#include <linux/compiler.h>
#include <linux/linkage.h>
#include <linux/types.h>

#define INT_MAX ((int)(~0U >> 1))
#define INT_MIN (-INT_MAX - 1)
#define UINT_MAX (~0U)
#define LONG_MAX ((long)(~0UL >> 1))
#define LONG_MIN (-LONG_MAX - 1)
#define ULONG_MAX (~0UL)

#define KERN_EMERG "<0>"
#define KERN_ALERT "<1>"
#define KERN_CRIT "<2>"
#define KERN_ERR "<3>"
#define KERN_WARNING "<4>"
#define KERN_NOTICE "<5>"
#define KERN_INFO "<6>"
#define KERN_DEBUG "<7>"

#define NORET_TYPE
#define ATTRIB_NORET __attribute__((noreturn))
#define NORET_AND noreturn,

extern int printk(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
extern void panic(const char *fmt, ...) __attribute__((noreturn, format(printf, 1, 2)));
extern int sprintf(char *buf, const char *fmt, ...);
extern int snprintf(char *buf, size_t size, const char *fmt, ...);
extern int vsprintf(char *buf, const char *fmt, va_list args);
extern int vsnprintf(char *buf, size_t size, const char *fmt, va_list args);
extern int sscanf(const char *buf, const char *fmt, ...);
extern int vsscanf(const char *buf, const char *fmt, va_list args);

extern unsigned long simple_strtoul(const char *text, char **end, unsigned int base);
extern long simple_strtol(const char *text, char **end, unsigned int base);
extern unsigned long long simple_strtoull(const char *text, char **end, unsigned int base);
extern long long simple_strtoll(const char *text, char **end, unsigned int base);
extern int get_option(char **text, int *value);
extern char *get_options(char *text, int count, int *values);

struct completion;
extern void complete_and_exit(struct completion *done, long code) ATTRIB_NORET;
extern void do_exit(long code) ATTRIB_NORET;
extern void dump_stack(void);
extern int abs(int);
#define might_sleep() do { } while (0)

/* Arguments for "%u.%u.%u.%u". */
#define NIPQUAD(addr) \
    ((unsigned char *)&(addr))[0], ((unsigned char *)&(addr))[1], ((unsigned char *)&(addr))[2], \
        ((unsigned char *)&(addr))[3]
#define HIPQUAD(addr) \
    ((unsigned char *)&(addr))[3], ((unsigned char *)&(addr))[2], ((unsigned char *)&(addr))[1], \
        ((unsigned char *)&(addr))[0]

#define ARRAY_SIZE(x) (sizeof(x) / sizeof((x)[0]))
#define min(x, y) ({ __typeof__(x) lx_a = (x); __typeof__(y) lx_b = (y); lx_a < lx_b ? lx_a : lx_b; })
#define max(x, y) ({ __typeof__(x) lx_a = (x); __typeof__(y) lx_b = (y); lx_a > lx_b ? lx_a : lx_b; })
#define min_t(type, x, y) ({ type lx_a = (x); type lx_b = (y); lx_a < lx_b ? lx_a : lx_b; })
#define max_t(type, x, y) ({ type lx_a = (x); type lx_b = (y); lx_a > lx_b ? lx_a : lx_b; })
#define container_of(ptr, type, member) ((type *)((char *)(ptr) - offsetof(type, member)))

#define console_silent() do { } while (0)
#define console_verbose() do { } while (0)

#define out_of_line_bug() __out_of_line_bug(__LINE__)
extern void __out_of_line_bug(int line) ATTRIB_NORET;
/* The machine's memory */
struct sysinfo {
    long uptime; unsigned long loads[3], totalram, freeram, sharedram, bufferram, totalswap, freeswap;
    unsigned short procs; unsigned long totalhigh, freehigh; unsigned int mem_unit;
};
struct pt_regs;
extern int netdump_mode;
extern void (*netdump_func)(struct pt_regs *regs);
