/* SPDX-License-Identifier: MIT
 * Ranges of memory by how they are cached, which the executive does not change.
 */
#pragma once
#include <linux/errno.h>
#define MTRR_TYPE_UNCACHABLE 0
#define MTRR_TYPE_WRBACK 6
#define MTRR_TYPE_WRCOMB 1
#define MTRR_TYPE_WRPROT 5
#define MTRR_TYPE_WRTHROUGH 4
extern int mtrr_add(unsigned long base, unsigned long size, unsigned int type, char increment);
extern int mtrr_del(int number, unsigned long base, unsigned long size);
