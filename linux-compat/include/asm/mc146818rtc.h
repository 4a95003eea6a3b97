/* SPDX-License-Identifier: MIT
 * How the PC reaches its clock: an index and a datum.
 */
#pragma once
#include <asm/io.h>
#define RTC_ALWAYS_BCD 1
#define RTC_IRQ 8
#define RTC_PORT(x) (0x70 + (x))
#define CMOS_READ(addr) ({ outb_p((addr), RTC_PORT(0)); inb_p(RTC_PORT(1)); })
#define CMOS_WRITE(val, addr) ({ outb_p((addr), RTC_PORT(0)); outb_p((val), RTC_PORT(1)); })
