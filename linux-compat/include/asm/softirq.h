/* SPDX-License-Identifier: MIT
 * Keeping bottom halves out.
 */
#pragma once
#include <linux/compiler.h>
#include <asm/hardirq.h>
extern void lx_bh_enable(void);
#define local_bh_disable() do { ++*lx_bh_depth; barrier(); } while (0)
#define __local_bh_enable() do { barrier(); --*lx_bh_depth; } while (0)
#define local_bh_enable() lx_bh_enable()
