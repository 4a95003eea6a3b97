/* SPDX-License-Identifier: MIT
 * The clock with a battery, Motorola's MC146818: registers and their bits (data sheet, figure 14).
 */
#pragma once
#include <linux/rtc.h>
#include <linux/spinlock.h>
#include <asm/mc146818rtc.h>
extern spinlock_t rtc_lock;
enum lx_rtc_registers {
    LX_RTC_SECOND, LX_RTC_SECOND_ALARM, LX_RTC_MINUTE, LX_RTC_MINUTE_ALARM, LX_RTC_HOUR, LX_RTC_HOUR_ALARM, LX_RTC_WEEKDAY,
    LX_RTC_DAY, LX_RTC_MONTH, LX_RTC_YEAR, LX_RTC_A, LX_RTC_B, LX_RTC_C, LX_RTC_D,
};
#define RTC_DAY_OF_MONTH LX_RTC_DAY
#define RTC_DAY_OF_WEEK LX_RTC_WEEKDAY
#define RTC_HOURS LX_RTC_HOUR
#define RTC_HOURS_ALARM LX_RTC_HOUR_ALARM
#define RTC_MINUTES LX_RTC_MINUTE
#define RTC_MINUTES_ALARM LX_RTC_MINUTE_ALARM
#define RTC_MONTH LX_RTC_MONTH
#define RTC_SECONDS LX_RTC_SECOND
#define RTC_SECONDS_ALARM LX_RTC_SECOND_ALARM
#define RTC_YEAR LX_RTC_YEAR
#define RTC_REG_A LX_RTC_A
#define RTC_REG_B LX_RTC_B
#define RTC_REG_C LX_RTC_C
#define RTC_REG_D LX_RTC_D
#define RTC_CONTROL RTC_REG_B
#define RTC_FREQ_SELECT RTC_REG_A
#define RTC_INTR_FLAGS RTC_REG_C
#define RTC_VALID RTC_REG_D
#define RTC_24H (1 << 1)
#define RTC_AF (1 << 5)
#define RTC_AIE (1 << 5)
#define RTC_DIV_CTL (7 << 4)
#define RTC_DIV_RESET1 (6 << 4)
#define RTC_DIV_RESET2 (7 << 4)
#define RTC_DM_BINARY (1 << 2)
#define RTC_DST_EN (1 << 0)
#define RTC_IRQF (1 << 7)
#define RTC_PF (1 << 6)
#define RTC_PIE (1 << 6)
#define RTC_RATE_SELECT 0x0f
#define RTC_REF_CLCK_32KHZ (2 << 4)
#define RTC_SET (1 << 7)
#define RTC_SQWE (1 << 3)
#define RTC_UF (1 << 4)
#define RTC_UIE (1 << 4)
#define RTC_UIP (1 << 7)
#define RTC_VRT (1 << 7)
#define RTC_ALARM_DONT_CARE 0xC0
/* Two decimal digits in a byte */
#define BCD_TO_BIN(val) ((val) = ((val) >> 4) * 10 + ((val) & 0x0f))
#define BIN_TO_BCD(val) ((val) = ((val) / 10 << 4) + (val) % 10)
