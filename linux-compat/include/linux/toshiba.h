/* SPDX-License-Identifier: MIT
 * Toshiba laptops: system management mode, called with these registers.
 */
#pragma once
#include <linux/ioctl.h>
typedef struct { unsigned int eax, ebx, ecx, edx, esi, edi; } __attribute__((packed)) SMMRegisters;
#define TOSH_SMM _IOWR('t', 144, int)
#define TOSH_DEVICE "/dev/toshiba"
#define TOSH_PROC "/proc/toshiba"
