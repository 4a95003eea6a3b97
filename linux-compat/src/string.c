/* SPDX-License-Identifier: MIT
 * Memory and string functions, out of line.
 */
#include "linux-compat/src/lx.h"
#undef memcpy
#undef memset

void *memcpy(void *to, const void *from, size_t n)
{
    void *at = to;
    size_t words = n / 4;

    __asm__ __volatile__("rep; movsl\n\tmovl %3, %2\n\trep; movsb"
                         : "+D"(at), "+S"(from), "+c"(words) : "r"(n & 3) : "memory");
    return to;
}
EXPORT_SYMBOL(memcpy);

void *memmove(void *to, const void *from, size_t n)
{
    char *end = (char *)to + n - 1;
    const char *source = (const char *)from + n - 1;

    if ((size_t)((char *)to - (const char *)from) >= n)
        return memcpy(to, from, n);
    __asm__ __volatile__("std; rep; movsb; cld" : "+D"(end), "+S"(source), "+c"(n) : : "memory");
    return to;
}
EXPORT_SYMBOL(memmove);

void *memset(void *s, int c, size_t n)
{
    void *at = s;
    size_t words = n / 4;

    __asm__ __volatile__("rep; stosl\n\tmovl %3, %1\n\trep; stosb"
                         : "+D"(at), "+c"(words) : "a"((unsigned char)c * 0x01010101U), "r"(n & 3) : "memory");
    return s;
}
EXPORT_SYMBOL(memset);

int memcmp(const void *a, const void *b, size_t n)
{
    const unsigned char *x = a, *y = b;

    for (; n; n--, x++, y++)
        if (*x != *y)
            return *x - *y;
    return 0;
}
EXPORT_SYMBOL(memcmp);

void *memchr(const void *s, int c, size_t n)
{
    const unsigned char *at = s;

    for (; n; n--, at++)
        if (*at == (unsigned char)c)
            return (void *)at;
    return NULL;
}
EXPORT_SYMBOL(memchr);

/* As memchr, but the end of the area where there is none. */
void *memscan(void *s, int c, size_t n)
{
    void *hit = memchr(s, c, n);

    return hit ? hit : (char *)s + n;
}
EXPORT_SYMBOL(memscan);

size_t strnlen(const char *s, size_t n)
{
    size_t length = 0;

    while (length < n && s[length])
        length++;
    return length;
}
EXPORT_SYMBOL(strnlen);

size_t strlen(const char *s)
{
    return strnlen(s, ~0U);
}
EXPORT_SYMBOL(strlen);

char *strcpy(char *to, const char *from)
{
    memcpy(to, from, strlen(from) + 1);
    return to;
}
EXPORT_SYMBOL(strcpy);

char *strncpy(char *to, const char *from, size_t n)
{
    size_t length = strnlen(from, n);

    memcpy(to, from, length);
    memset(to + length, 0, n - length);
    return to;
}
EXPORT_SYMBOL(strncpy);

char *strcat(char *to, const char *from)
{
    strcpy(to + strlen(to), from);
    return to;
}
EXPORT_SYMBOL(strcat);

char *strncat(char *to, const char *from, size_t n)
{
    size_t length = strnlen(from, n);
    char *end = to + strlen(to);

    memcpy(end, from, length);
    end[length] = '\0';
    return to;
}
EXPORT_SYMBOL(strncat);

int strncmp(const char *a, const char *b, size_t n)
{
    for (; n; n--, a++, b++)
        if (*a != *b || !*a)
            return (signed char)(*a - *b);
    return 0;
}
EXPORT_SYMBOL(strncmp);

int strcmp(const char *a, const char *b)
{
    return strncmp(a, b, ~0U);
}
EXPORT_SYMBOL(strcmp);

static unsigned char lx_lower(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

int strnicmp(const char *a, const char *b, size_t n)
{
    for (; n; n--, a++, b++)
        if (lx_lower(*a) != lx_lower(*b) || !*a)
            return lx_lower(*a) - lx_lower(*b);
    return 0;
}
EXPORT_SYMBOL(strnicmp);

char *strchr(const char *s, int c)
{
    for (; *s != (char)c; s++)
        if (!*s)
            return NULL;
    return (char *)s;
}
EXPORT_SYMBOL(strchr);

char *strrchr(const char *s, int c)
{
    const char *hit = NULL;

    do
        if (*s == (char)c)
            hit = s;
    while (*s++);
    return (char *)hit;
}
EXPORT_SYMBOL(strrchr);

char *strstr(const char *s, const char *part)
{
    size_t length = strlen(part);

    for (; strncmp(s, part, length); s++)
        if (!*s)
            return NULL;
    return (char *)s;
}
EXPORT_SYMBOL(strstr);

/* Length of the beginning of s that is of set, or that is not of it. */
static size_t lx_span(const char *s, const char *set, int of)
{
    size_t n = 0;

    while (s[n] && (strchr(set, s[n]) != NULL) == of)
        n++;
    return n;
}

size_t strspn(const char *s, const char *set)
{
    return lx_span(s, set, 1);
}
EXPORT_SYMBOL(strspn);

char *strpbrk(const char *s, const char *set)
{
    s += lx_span(s, set, 0);
    return *s ? (char *)s : NULL;
}
EXPORT_SYMBOL(strpbrk);

char *strsep(char **s, const char *separators)
{
    char *token = *s, *end;

    if (!token)
        return NULL;
    end = strpbrk(token, separators);
    if (end)
        *end++ = '\0';
    *s = end;
    return token;
}
EXPORT_SYMBOL(strsep);

char *___strtok;
EXPORT_SYMBOL(___strtok);

char *strtok(char *s, const char *separators)
{
    if (!s)
        s = ___strtok;
    if (!s)
        return NULL;
    s += strspn(s, separators);
    if (!*s) {
        ___strtok = NULL;
        return NULL;
    }
    ___strtok = s;
    return strsep(&___strtok, separators);
}
EXPORT_SYMBOL(strtok);

int abs(int n)
{
    return n < 0 ? -n : n;
}
EXPORT_SYMBOL(abs);
