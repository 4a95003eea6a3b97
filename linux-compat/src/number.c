/* SPDX-License-Identifier: MIT
 * Numbers out of text.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <linux/ctype.h>

#define U _U
#define L _L
#define R (_U | _X)
#define Q (_L | _X)
#define W (_C | _S)
unsigned char _ctype[256] = {
    [0 ... 8] = _C, [9 ... 13] = W, [14 ... 31] = _C, [' '] = _S | _SP, ['!' ... '/'] = _P, ['0' ... '9'] = _D,
    [':' ... '@'] = _P, ['A' ... 'F'] = R, ['G' ... 'Z'] = U, ['[' ... '`'] = _P, ['a' ... 'f'] = Q,
    ['g' ... 'z'] = L, ['{' ... '~'] = _P, [127] = _C,
};
EXPORT_SYMBOL(_ctype);

static int lx_digit(char c)
{
    if (isdigit(c))
        return c - '0';
    return isalpha(c) ? tolower(c) - 'a' + 10 : 99;
}

unsigned long long simple_strtoull(const char *text, char **end, unsigned int base)
{
    unsigned long long n = 0;

    if ((base == 0 || base == 16) && text[0] == '0' && tolower(text[1]) == 'x' && isxdigit(text[2])) {
        base = 16;
        text += 2;
    }
    if (base == 0)
        base = *text == '0' ? 8 : 10;
    for (; lx_digit(*text) < (int)base; text++)
        n = n * base + lx_digit(*text);
    if (end)
        *end = (char *)text;
    return n;
}
EXPORT_SYMBOL(simple_strtoull);

unsigned long simple_strtoul(const char *text, char **end, unsigned int base)
{
    return (unsigned long)simple_strtoull(text, end, base);
}
EXPORT_SYMBOL(simple_strtoul);

long long simple_strtoll(const char *text, char **end, unsigned int base)
{
    return *text == '-' ? -(long long)simple_strtoull(text + 1, end, base) : (long long)simple_strtoull(text, end, base);
}
EXPORT_SYMBOL(simple_strtoll);

long simple_strtol(const char *text, char **end, unsigned int base)
{
    return (long)simple_strtoll(text, end, base);
}
EXPORT_SYMBOL(simple_strtol);

/* Take a number and the comma behind it. 0: no number, 1: the last, 2: more follow. */
int get_option(char **text, int *value)
{
    char *begin = *text;

    if (!begin || !*begin)
        return 0;
    *value = simple_strtol(begin, text, 0);
    if (*text == begin)
        return 0;
    if (**text != ',')
        return 1;
    ++*text;
    return 2;
}
EXPORT_SYMBOL(get_option);

/* Numbers behind commas into values[1..], their count into values[0]. */
char *get_options(char *text, int count, int *values)
{
    int n = 1, more = 2;

    while (n < count && more == 2) {
        more = get_option(&text, &values[n]);
        n += more != 0;
    }
    values[0] = n - 1;
    return text;
}
EXPORT_SYMBOL(get_options);
