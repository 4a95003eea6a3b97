// SPDX-License-Identifier: MIT
// Reads the battery clock and the memory sizes in the CMOS RAM.
#include "exec/cmos.h"
#include "arch/x86/api/port.h"
#include <string.h>

namespace alcove::exec {
namespace {

constexpr u16 k_index = 0x70;
constexpr u16 k_data = 0x71;

// MC146818A data sheet, "Time, calendar and alarm locations" and registers A and B.
enum Cell : u8 {
    k_seconds = 0x00,
    k_minutes = 0x02,
    k_hours = 0x04,
    k_day = 0x07,
    k_month = 0x08,
    k_year = 0x09,
    k_register_a = 0x0A,
    k_register_b = 0x0B,
    // PC/AT extended cells: KiB above 1 MiB, then 64 KiB units above 16 MiB.
    k_memory_1m_low = 0x30,
    k_memory_1m_high = 0x31,
    k_memory_16m_low = 0x34,
    k_memory_16m_high = 0x35,
};
constexpr u8 k_update_in_progress = 0x80; // register A
constexpr u8 k_binary = 0x04;             // register B
constexpr u8 k_24_hours = 0x02;           // register B
constexpr u8 k_pm = 0x80;                 // hours cell in 12-hour mode

u8 read(u8 cell) {
    arch::out8(k_index, cell);
    return arch::in8(k_data);
}

struct Reading {
    u8 cell[6];
};

Reading read_clock() {
    // An update lasts at most 2 ms (data sheet, "Update cycle"); a broken clock must not hang the boot.
    for (u32 tries = 0; tries < 10000 && (read(k_register_a) & k_update_in_progress); tries++) {
    }
    return {{read(k_seconds), read(k_minutes), read(k_hours), read(k_day), read(k_month), read(k_year)}};
}

u32 from_bcd(u32 n, bool binary) { return binary ? n : (n >> 4) * 10 + (n & 15); }

/// Days from 1970-01-01 to a date of the Gregorian calendar, years 1970..2099.
u32 days_since_epoch(u32 year, u32 month, u32 day) {
    static constexpr u16 before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    const u32 leaps = (year - 1969) / 4;
    const bool leap_day_passed = year % 4 == 0 && month > 2;
    return (year - 1970) * 365 + leaps + before[month - 1] + leap_day_passed + day - 1;
}

} // namespace

u32 cmos_unix_time() {
    Reading a = read_clock();
    for (u32 tries = 0; tries < 4; tries++) { // two equal readings: no update came in between
        const Reading b = read_clock();
        if (memcmp(&a, &b, sizeof a) == 0) break;
        a = b;
    }
    const u8 mode = read(k_register_b);
    const bool binary = mode & k_binary;
    const bool pm = !(mode & k_24_hours) && (a.cell[2] & k_pm);
    u32 hour = from_bcd(mode & k_24_hours ? a.cell[2] : a.cell[2] & ~k_pm, binary);
    if (!(mode & k_24_hours)) hour = hour % 12 + (pm ? 12 : 0);
    const u32 two_digits = from_bcd(a.cell[5], binary);
    const u32 year = two_digits + (two_digits < 70 ? 2000 : 1900);
    const u32 month = from_bcd(a.cell[4], binary);
    if (month < 1 || month > 12) return 0; // no clock
    const u32 days = days_since_epoch(year, month, from_bcd(a.cell[3], binary));
    return days * 86400 + hour * 3600 + from_bcd(a.cell[1], binary) * 60 + from_bcd(a.cell[0], binary);
}

u32 cmos_extended_memory() {
    const u32 above_16m = (read(k_memory_16m_low) | read(k_memory_16m_high) << 8) << 16;
    if (above_16m) return (15u << 20) + above_16m;
    return (read(k_memory_1m_low) | read(k_memory_1m_high) << 8) << 10;
}

} // namespace alcove::exec
