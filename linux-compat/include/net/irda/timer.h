/* SPDX-License-Identifier: MIT
 * Timers of the infrared stack.
 */
#pragma once
#include <linux/timer.h>
#include <net/irda/irda.h>
