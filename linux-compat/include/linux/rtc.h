/* SPDX-License-Identifier: MIT
 * Real time clocks: the interface of /dev/rtc.
 */
#pragma once
#include <linux/ioctl.h>
/* As struct tm begins in C. */
struct rtc_time { int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst; };
#define LX_RTC(number) _IO('p', 0x##number)
#define RTC_AIE_OFF LX_RTC(02)
#define RTC_AIE_ON LX_RTC(01)
#define RTC_PIE_OFF LX_RTC(06)
#define RTC_PIE_ON LX_RTC(05)
#define RTC_UIE_OFF LX_RTC(04)
#define RTC_UIE_ON LX_RTC(03)
#define RTC_WIE_OFF LX_RTC(10)
#define RTC_WIE_ON LX_RTC(0f)
#define RTC_ALM_READ _IOR('p', 0x08, struct rtc_time)
#define RTC_ALM_SET _IOW('p', 0x07, struct rtc_time)
#define RTC_EPOCH_READ _IOR('p', 0x0d, unsigned long)
#define RTC_EPOCH_SET _IOW('p', 0x0e, unsigned long)
#define RTC_IRQP_READ _IOR('p', 0x0b, unsigned long)
#define RTC_IRQP_SET _IOW('p', 0x0c, unsigned long)
#define RTC_RD_TIME _IOR('p', 0x09, struct rtc_time)
#define RTC_SET_TIME _IOW('p', 0x0a, struct rtc_time)
