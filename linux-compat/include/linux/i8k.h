/* SPDX-License-Identifier: MIT
 * Dell Inspiron laptops: fans, temperature and buttons, through system management mode.
 */
#pragma once
#include <linux/ioctl.h>
enum lx_i8k_requests { LX_I8K_BIOS = 128, LX_I8K_MACHINE, LX_I8K_POWER, LX_I8K_FN, LX_I8K_TEMP, LX_I8K_SPEED, LX_I8K_FAN, LX_I8K_SET };
#define I8K_SET_FAN _IOWR('i', LX_I8K_SET, size_t)
#define I8K_GET_FAN _IOWR('i', LX_I8K_FAN, size_t)
#define I8K_GET_SPEED _IOWR('i', LX_I8K_SPEED, size_t)
#define I8K_GET_TEMP _IOR('i', LX_I8K_TEMP, size_t)
#define I8K_FN_STATUS _IOR('i', LX_I8K_FN, size_t)
#define I8K_POWER_STATUS _IOR('i', LX_I8K_POWER, size_t)
#define I8K_MACHINE_ID _IOR('i', LX_I8K_MACHINE, int)
#define I8K_BIOS_VERSION _IOR('i', LX_I8K_BIOS, int)
/* Which fan, and how fast */
enum { I8K_FAN_RIGHT, I8K_FAN_LEFT };
enum { I8K_FAN_OFF, I8K_FAN_LOW, I8K_FAN_HIGH, I8K_FAN_MAX = I8K_FAN_HIGH };
enum { I8K_BATTERY, I8K_AC };
enum { I8K_VOL_UP = 1, I8K_VOL_DOWN, I8K_VOL_MUTE = 4 };
#define I8K_PROC "/proc/i8k"
/* Of the text that a program finds in I8K_PROC */
#define I8K_PROC_FMT "1.0"
