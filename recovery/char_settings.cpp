// SPDX-License-Identifier: MIT
// Which ioctls of character devices set something, and which of them speak of the same thing.
#include "recovery/char_settings.h"
#include <string.h>

namespace alcove::recovery {
namespace {

/// Linux's numbers, which programs use: direction, size of the argument, letter, number.
constexpr u32 k_write = 1, k_both = 3;
constexpr u32 request(u32 direction, u32 bytes, char letter, u32 number) {
    return direction << 30 | bytes << 16 | static_cast<u32>(letter) << 8 | number;
}
constexpr u32 bytes_of(u32 r) { return r >> 16 & 0x3FFF; }
constexpr u32 dsp(u32 number) { return request(k_both, 4, 'P', number); }

/// A range of requests. Those of one name set the same thing; 0: each its own.
struct Row {
    u32 first, last, name;
    SettingScope scope;
    bool number;        ///< the argument is a number, whatever the request says of it
    u8 bytes = 0;       ///< that the argument means, where the request does not say it
    bool steps = false; ///< each value is a setting of its own: lines that are raised and lowered
};

constexpr u32 k_rtc_time = 36;    // bytes of struct rtc_time
constexpr u32 k_fionbio = 0x5421; // every file's
constexpr Row k_rows[] = {
    // soundcard.h: rate, stereo; sample format, channels, filter; subdivision, fragments; trigger; duplex
    {dsp(2), dsp(3), 0, SettingScope::file, false},
    {dsp(5), dsp(7), 0, SettingScope::file, false},
    {dsp(9), dsp(10), 0, SettingScope::file, false},
    {request(0, 0, 'P', 14), request(0, 0, 'P', 14), k_fionbio, SettingScope::file, true},
    {request(k_write, 4, 'P', 16), request(k_write, 4, 'P', 16), 0, SettingScope::file, false},
    {request(0, 0, 'P', 22), request(0, 0, 'P', 22), 0, SettingScope::file, true},
    // mixer channels, source of recording, loudness and the like
    {request(k_both, 4, 'M', 0), request(k_both, 4, 'M', 0xFF), 0, SettingScope::device, false},
    // rtc.h: interrupts at an alarm, each second, periodic; alarm; rate; epoch
    {request(0, 0, 'p', 1), request(0, 0, 'p', 2), 1, SettingScope::file, true},
    {request(0, 0, 'p', 3), request(0, 0, 'p', 4), 2, SettingScope::file, true},
    {request(0, 0, 'p', 5), request(0, 0, 'p', 6), 3, SettingScope::file, true},
    {request(k_write, k_rtc_time, 'p', 7), request(k_write, k_rtc_time, 'p', 7), 0, SettingScope::device,
     false},
    {request(k_write, 4, 'p', 12), request(k_write, 4, 'p', 12), 0, SettingScope::device, true},
    {request(k_write, 4, 'p', 14), request(k_write, 4, 'p', 14), 0, SettingScope::device, true},
    // lp.h: LPCHAR, LPTIME; LPABORT, LPSETIRQ; LPWAIT, LPCAREFUL, LPABORTOPEN
    {0x0601, 0x0602, 0, SettingScope::device, true},
    {0x0604, 0x0605, 0, SettingScope::device, true},
    {0x0608, 0x060A, 0, SettingScope::device, true},
    {k_fionbio, k_fionbio, k_fionbio, SettingScope::file, false, 4},
    // termios.h: settings (TCSETS, TCSETA), flow (TCXONC), discipline, softcar, window, break
    {0x5402, 0x5404, 0x5402, SettingScope::line, false, 36},
    {0x5406, 0x5408, 0x5402, SettingScope::line, false, 18},
    {0x540A, 0x540A, 0, SettingScope::line, true},
    {0x5423, 0x5423, 0, SettingScope::line, false, 4},
    {0x541A, 0x541A, 0, SettingScope::line, false, 4},
    {0x5414, 0x5414, 0, SettingScope::line, false, 8},
    {0x5427, 0x5428, 0x5427, SettingScope::line, true},
    // modem lines (TIOCMBIS, TIOCMBIC; TIOCMSET), a serial port's settings (TIOCSSERIAL)
    {0x5416, 0x5417, 0, SettingScope::line, false, 4, true},
    {0x5418, 0x5418, 0, SettingScope::line, false, 4},
    {0x541F, 0x541F, 0, SettingScope::line, false, 60},
};

const Row* row_of(u32 r) {
    for (const Row& row : k_rows)
        if (r >= row.first && r <= row.last) return &row;
    return nullptr;
}

u32 name_of(u32 r) {
    const Row* row = row_of(r);
    return row && row->name ? row->name : r;
}

} // namespace

SettingKind setting_kind(u32 r) {
    const Row* row = row_of(r);
    if (!row) return {};
    const u32 bytes = row->bytes ? row->bytes : bytes_of(r);
    return {row->scope, row->number ? 0 : bytes};
}

namespace {
/// The later one stands for both.
bool supersedes(const exec::CharSetting& later, const exec::CharSetting& earlier) {
    if (name_of(later.request) != name_of(earlier.request)) return false;
    return !row_of(later.request)->steps || memcmp(later.data, earlier.data, sizeof later.data) == 0;
}
} // namespace

void CharSettings::forget(u32 i) {
    count_--;
    for (; i < count_; i++) entries_[i] = entries_[i + 1];
}

bool CharSettings::note(const exec::CharSetting& setting) {
    for (u32 i = 0; i < count_; i++)
        if (supersedes(setting, entries_[i])) {
            forget(i);
            break;
        }
    if (count_ == k_most) return false;
    entries_[count_++] = setting;
    return true;
}

} // namespace alcove::recovery
