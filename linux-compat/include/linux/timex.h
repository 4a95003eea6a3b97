/* SPDX-License-Identifier: MIT
 * Cycle counts.
 */
#pragma once
#include <linux/config.h>
#include <linux/time.h>
#include <asm/param.h>
#include <asm/timex.h>
