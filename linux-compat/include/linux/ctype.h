/* SPDX-License-Identifier: MIT
 * Classes of characters.
 */
#pragma once
extern unsigned char _ctype[];
#define _U 0x01
#define _L 0x02
#define _D 0x04
#define _C 0x08
#define _P 0x10
#define _S 0x20
#define _X 0x40
#define _SP 0x80
#define lx_is(c, mask) (_ctype[(unsigned char)(c)] & (mask))
#define isalnum(c) (lx_is(c, _U | _L | _D) != 0)
#define isalpha(c) (lx_is(c, _U | _L) != 0)
#define iscntrl(c) (lx_is(c, _C) != 0)
#define isdigit(c) (lx_is(c, _D) != 0)
#define isgraph(c) (lx_is(c, _P | _U | _L | _D) != 0)
#define islower(c) (lx_is(c, _L) != 0)
#define isprint(c) (lx_is(c, _P | _U | _L | _D | _SP) != 0)
#define ispunct(c) (lx_is(c, _P) != 0)
#define isspace(c) (lx_is(c, _S) != 0)
#define isupper(c) (lx_is(c, _U) != 0)
#define isxdigit(c) (lx_is(c, _D | _X) != 0)
static inline int tolower(int c)
{
    return isupper(c) ? c + 32 : c;
}
static inline int toupper(int c)
{
    return islower(c) ? c - 32 : c;
}
static inline unsigned char __tolower(unsigned char c) { return tolower(c); }
static inline unsigned char __toupper(unsigned char c) { return toupper(c); }
