/* SPDX-License-Identifier: MIT
 * Key maps.
 */
#pragma once
#include <linux/wait.h>
#define KT_SHIFT 7
#define MAX_DIACR 256
#define MAX_NR_FUNC 256
#define MAX_NR_KEYMAPS 256
#define NR_KEYS 128

/* A key's value: its kind above, what it means below. */
#define K(t, v) ((t) << 8 | (v))
#define KTYP(x) ((x) >> 8)
#define KVAL(x) ((x) & 0xff)
#define KG_SHIFT 0
#define KG_ALTGR 1
#define KG_CTRL 2
#define KG_ALT 3
extern unsigned short *key_maps[MAX_NR_KEYMAPS];
extern unsigned short plain_map[NR_KEYS];
