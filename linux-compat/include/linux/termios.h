/* SPDX-License-Identifier: MIT
 * Terminal settings.
 */
#pragma once
#include <linux/types.h>
#include <asm/termios.h>
