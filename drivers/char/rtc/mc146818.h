/* SPDX-License-Identifier: MIT
 * Registers of the MC146818 (Motorola, data sheet "MC146818A Real-Time Clock Plus RAM") and where a PC has it.
 */
#pragma once

/* IBM PC/AT Technical Reference: an index, whose bit 7 keeps NMIs out, and the data. */
#define RTC_PORTS 0x70
#define RTC_INDEX RTC_PORTS
#define RTC_DATA (RTC_PORTS + 1)
#define RTC_LINE 8

/* "Time, calendar, and alarm locations" */
enum rtc_location {
    RTC_SECONDS,
    RTC_SECONDS_ALARM,
    RTC_MINUTES,
    RTC_MINUTES_ALARM,
    RTC_HOURS,
    RTC_HOURS_ALARM,
    RTC_WEEKDAY,                    /* 1 is Sunday */
    RTC_DAY,
    RTC_MONTH,
    RTC_YEAR,
    RTC_A,
    RTC_B,
    RTC_C,
    RTC_D
};

/* Register A */
#define RTC_A_UPDATING 0x80         /* an update begins within 244 us, or is under way */
#define RTC_A_DIVIDER 0x70
#define RTC_A_DIVIDER_32K 0x20      /* a crystal of 32,768 Hz */
#define RTC_A_RATE 0x0F             /* n > 2: 32768 >> (n - 1) interrupts a second */
#define RTC_BASE_RATE 32768
#define RTC_RATE_SLOWEST 2          /* in Hz */
#define RTC_RATE_FASTEST 8192

/* Register B; the three interrupts have the same bits in C. */
#define RTC_B_SET 0x80              /* no updates */
#define RTC_PERIODIC 0x40
#define RTC_ALARM 0x20
#define RTC_UPDATE_ENDED 0x10
#define RTC_INTERRUPTS (RTC_PERIODIC | RTC_ALARM | RTC_UPDATE_ENDED)
#define RTC_B_BINARY 0x04
#define RTC_B_24 0x02
/* Register C: reading it clears it. */
#define RTC_C_REQUEST 0x80
/* Hours of a clock that counts twelve */
#define RTC_PM 0x80
/* An alarm location with both upper bits set matches always. */
#define RTC_ALWAYS 0xC0

/* "Update cycle": 1984 us after at most 244 us; twice that is broken. */
#define RTC_UPDATE_USECS 5000
