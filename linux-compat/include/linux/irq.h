/* SPDX-License-Identifier: MIT
 * Interrupt lines.
 */
#pragma once
#include <linux/config.h>
#include <linux/cache.h>
#include <linux/spinlock.h>
#include <asm/irq.h>
#include <asm/ptrace.h>
