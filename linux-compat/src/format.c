/* SPDX-License-Identifier: MIT
 * The formats of 2.4's printk family.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"

#define LX_LEFT 1
#define LX_PLUS 2
#define LX_SPACE 4
#define LX_ALT 8
#define LX_ZERO 16
#define LX_UPPER 32
#define LX_SIGNED 64

/* Where the text goes: what doesn't fit is counted only. */
struct lx_out {
    char *at, *end;
    int count;
};

static void lx_put(struct lx_out *out, char c)
{
    if (out->at < out->end)
        *out->at++ = c;
    out->count++;
}

static void lx_fill(struct lx_out *out, char c, int n)
{
    while (n-- > 0)
        lx_put(out, c);
}

/* 64-bit division by a small number without the compiler's run-time library. */
static unsigned int lx_divide(unsigned long long *n, unsigned int base)
{
    unsigned int high = *n >> 32, low = (unsigned int)*n, rest;

    rest = high % base;
    high /= base;
    __asm__("divl %2" : "+a"(low), "+d"(rest) : "r"(base));
    *n = ((unsigned long long)high << 32) | low;
    return rest;
}

static void lx_number(struct lx_out *out, unsigned long long n, unsigned int base, int width, int precision, int flags)
{
    const char *digits = flags & LX_UPPER ? "0123456789ABCDEF" : "0123456789abcdef";
    const char *prefix = "";
    char text[24];
    int length = 0, body, prefix_length;

    if ((flags & LX_SIGNED) && (long long)n < 0) {
        prefix = "-";
        n = -n;
    } else if ((flags & LX_SIGNED) && (flags & LX_PLUS)) {
        prefix = "+";
    } else if ((flags & LX_SIGNED) && (flags & LX_SPACE)) {
        prefix = " ";
    }
    if ((flags & LX_ALT) && base == 16)
        prefix = flags & LX_UPPER ? "0X" : "0x";
    else if ((flags & LX_ALT) && base == 8)
        prefix = "0";
    do
        text[length++] = digits[lx_divide(&n, base)];
    while (n);

    prefix_length = strlen(prefix);
    body = length > precision ? length : precision;
    /* unlike in C99, a precision does not switch the zeros off */
    if ((flags & LX_ZERO) && !(flags & LX_LEFT) && width > body + prefix_length)
        body = width - prefix_length;
    width -= body + prefix_length;
    if (!(flags & LX_LEFT))
        lx_fill(out, ' ', width);
    while (*prefix)
        lx_put(out, *prefix++);
    lx_fill(out, '0', body - length);
    while (length)
        lx_put(out, text[--length]);
    if (flags & LX_LEFT)
        lx_fill(out, ' ', width);
}

static void lx_text(struct lx_out *out, const char *s, int length, int width, int flags)
{
    width -= length;
    if (!(flags & LX_LEFT))
        lx_fill(out, ' ', width);
    while (length-- > 0)
        lx_put(out, *s++);
    if (flags & LX_LEFT)
        lx_fill(out, ' ', width);
}

static const char *lx_flags(const char *fmt, int *flags)
{
    static const char names[] = "-+ #0";
    const char *hit;

    for (*flags = 0; *fmt && (hit = strchr(names, *fmt)) != NULL; fmt++)
        *flags |= 1 << (hit - names);
    return fmt;
}

/* A number or a star; -1 where there is neither. */
static const char *lx_count(const char *fmt, va_list *args, int *value)
{
    *value = -1;
    if (*fmt == '*') {
        *value = va_arg(*args, int);
        return fmt + 1;
    }
    if (*fmt >= '0' && *fmt <= '9')
        for (*value = 0; *fmt >= '0' && *fmt <= '9'; fmt++)
            *value = *value * 10 + *fmt - '0';
    return fmt;
}

/* h, hh, l, ll, L, q, Z and z. Returns how many bits the argument has. */
static const char *lx_size(const char *fmt, int *bits)
{
    *bits = 32;
    for (;; fmt++) {
        if (*fmt == 'h')
            *bits = *bits == 16 ? 8 : 16;
        else if (*fmt == 'L' || *fmt == 'q' || (*fmt == 'l' && fmt[1] == 'l'))
            *bits = 64;
        else if (*fmt != 'l' && *fmt != 'Z' && *fmt != 'z')
            return fmt;
    }
}

static unsigned long long lx_argument(va_list *args, int bits, int is_signed)
{
    unsigned int n;

    if (bits == 64)
        return va_arg(*args, unsigned long long);
    n = va_arg(*args, unsigned int);
    if (bits == 16)
        n = is_signed ? (unsigned int)(short)n : (unsigned short)n;
    if (bits == 8)
        n = is_signed ? (unsigned int)(signed char)n : (unsigned char)n;
    return is_signed ? (unsigned long long)(long long)(int)n : n;
}

/* One conversion, from behind its per cent sign. */
static const char *lx_convert(struct lx_out *out, const char *fmt, va_list *args)
{
    int flags, width, precision = -1, bits;
    const char *s;
    char c;

    fmt = lx_flags(fmt, &flags);
    fmt = lx_count(fmt, args, &width);
    if (width < 0 && fmt[-1] == '*') {
        flags |= LX_LEFT;
        width = -width;
    }
    if (*fmt == '.') {
        fmt = lx_count(fmt + 1, args, &precision);
        if (precision < 0)
            precision = 0;
    }
    fmt = lx_size(fmt, &bits);
    switch (*fmt) {
    case 'c':
        c = (char)va_arg(*args, int);
        lx_text(out, &c, 1, width, flags);
        break;
    case 's':
        s = va_arg(*args, const char *);
        if (!s)
            s = "<NULL>";
        lx_text(out, s, strnlen(s, precision < 0 ? ~0U : (unsigned int)precision), width, flags);
        break;
    case 'p':
        if (width < 0) {
            width = 8;
            flags |= LX_ZERO;
        }
        lx_number(out, (unsigned long)va_arg(*args, void *), 16, width, precision, flags);
        break;
    case 'n':
        *va_arg(*args, int *) = out->count;
        break;
    case 'o':
        lx_number(out, lx_argument(args, bits, 0), 8, width, precision, flags);
        break;
    case 'X':
        flags |= LX_UPPER; /* fall through */
    case 'x':
        lx_number(out, lx_argument(args, bits, 0), 16, width, precision, flags);
        break;
    case 'd':
    case 'i':
        lx_number(out, lx_argument(args, bits, 1), 10, width, precision, flags | LX_SIGNED);
        break;
    case 'u':
        lx_number(out, lx_argument(args, bits, 0), 10, width, precision, flags);
        break;
    case '%':
        lx_put(out, '%');
        break;
    case '\0':
        return fmt;
    default:
        lx_put(out, '%');
        lx_put(out, *fmt);
    }
    return fmt + 1;
}

int vsnprintf(char *buf, size_t size, const char *fmt, va_list args)
{
    struct lx_out out = { buf, size ? buf + size - 1 : buf, 0 };
    va_list rest;

    if (size && out.end < buf)
        out.end = (char *)~0UL;
    va_copy(rest, args);
    while (*fmt) {
        if (*fmt != '%')
            lx_put(&out, *fmt++);
        else
            fmt = lx_convert(&out, fmt + 1, &rest);
    }
    va_end(rest);
    if (size)
        *out.at = '\0';
    return out.count;
}
EXPORT_SYMBOL(vsnprintf);

int vsprintf(char *buf, const char *fmt, va_list args)
{
    return vsnprintf(buf, 0x7fffffffUL, fmt, args);
}
EXPORT_SYMBOL(vsprintf);

int snprintf(char *buf, size_t size, const char *fmt, ...)
{
    va_list args;
    int n;

    va_start(args, fmt);
    n = vsnprintf(buf, size, fmt, args);
    va_end(args);
    return n;
}
EXPORT_SYMBOL(snprintf);

int sprintf(char *buf, const char *fmt, ...)
{
    va_list args;
    int n;

    va_start(args, fmt);
    n = vsnprintf(buf, 0x7fffffffUL, fmt, args);
    va_end(args);
    return n;
}
EXPORT_SYMBOL(sprintf);
