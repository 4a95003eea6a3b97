/* SPDX-License-Identifier: MIT
 * jiffies is in linux/sched.h.
 */
#pragma once
#include <linux/types.h>
#include <asm/param.h>
