/* SPDX-License-Identifier: MIT
 * Watchdogs, as programs see them.
 */
#pragma once
#include <linux/ioctl.h>
#include <linux/types.h>
struct watchdog_info { __u32 options, firmware_version; __u8 identity[32]; };
#define WDIOF_CARDRESET 0x0020
#define WDIOF_EXTERN1 0x0004
#define WDIOF_EXTERN2 0x0008
#define WDIOF_FANFAULT 0x0002
#define WDIOF_KEEPALIVEPING 0x8000
#define WDIOF_OVERHEAT 0x0001
#define WDIOF_POWEROVER 0x0040
#define WDIOF_POWERUNDER 0x0010
#define WDIOF_SETTIMEOUT 0x0080
#define WDIOS_DISABLECARD 0x0001
#define WDIOS_ENABLECARD 0x0002
#define WDIOC_GETBOOTSTATUS _IOR('W', 2, int)
#define WDIOC_GETSTATUS _IOR('W', 1, int)
#define WDIOC_GETSUPPORT _IOR('W', 0, struct watchdog_info)
#define WDIOC_GETTEMP _IOR('W', 3, int)
#define WDIOC_GETTIMEOUT _IOR('W', 7, int)
#define WDIOC_KEEPALIVE _IOR('W', 5, int)
#define WDIOC_SETOPTIONS _IOR('W', 4, int)
#define WDIOC_SETTIMEOUT _IOWR('W', 6, int)
#define WDIOF_UNKNOWN -1
#define WDIOS_TEMPPANIC 4
#define WDIOS_UNKNOWN -1
#define WATCHDOG_IOCTL_BASE 'W'
