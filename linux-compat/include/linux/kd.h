/* SPDX-License-Identifier: MIT
 * Fonts, keyboards and screens of virtual consoles, as programs ask for them. Structures are shared with programs.
 */
#pragma once
#include <linux/types.h>
#define KD_FONT_FLAG_DONT_RECALC 1
#define KD_FONT_FLAG_OLD 0x80000000
#define KD_FONT_OP_GET 1
#define KD_FONT_OP_SET 0
#define KD_GRAPHICS 0x01
#define KD_TEXT 0x00
/* Of a console's table of characters: its size, and the codes that mean a glyph's number */
#define E_TABSZ 256
#define UNI_DIRECT_BASE 0xf000
#define UNI_DIRECT_MASK 0x01ff

struct consolefontdesc { unsigned short charcount, charheight; char *chardata; };
struct console_font_op { unsigned int op, flags, width, height, charcount; unsigned char *data; };
struct kbdiacr { unsigned char diacr, base, result; };
struct kbdiacrs { unsigned int kb_cnt; struct kbdiacr kbdiacr[256]; };
struct kbd_repeat { int delay, rate; };
struct kbentry { unsigned char kb_table, kb_index; unsigned short kb_value; };
struct kbkeycode { unsigned int scancode, keycode; };
struct kbsentry { unsigned char kb_func, kb_string[512]; };
struct unipair { unsigned short unicode, fontpos; };
struct unimapdesc { unsigned short entry_ct; struct unipair *entries; };
struct unimapinit { unsigned short advised_hashsize, advised_hashstep, advised_hashlevel; };
#define LX_KD(number) (0x4b00 + 0x##number)
#define GIO_FONT LX_KD(60)
#define PIO_FONT LX_KD(61)
#define KDGETLED LX_KD(31)
#define KDGKBMODE LX_KD(44)
#define KDGKBTYPE LX_KD(33)
#define KDMKTONE LX_KD(30)
#define KDGETMODE LX_KD(3b)
#define KDSETLED LX_KD(32)
#define KDSETMODE LX_KD(3a)
#define KDSKBMODE LX_KD(45)
#define KIOCSOUND LX_KD(2f)
