/* SPDX-License-Identifier: MIT
 * Linux' code segment, as 2.4 numbers it; once the place of asm/uaccess.h, too.
 */
#pragma once
#define __KERNEL_CS (2 << 3)
