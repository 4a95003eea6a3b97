// SPDX-License-Identifier: MIT
// Writes text to the VGA's colour text buffer; scrolls by moving the start address of the display.
#include "exec/vga.h"
#include "arch/x86/api/port.h"
#include <string.h>

namespace alcove::exec {
namespace {

constexpr PhysAddr k_video = 0xB8000;
constexpr u32 k_video_rows = 32768 / (80 * 2); // rows that fit into the text window
constexpr u16 k_crtc_index = 0x3D4;
constexpr u16 k_crtc_data = 0x3D5;
constexpr u8 k_start_high = 0x0C; // start address, then cursor location: two registers each
constexpr u8 k_cursor_high = 0x0E;

volatile u16* video() { return phys_to_virt<volatile u16>(k_video); }

void crtc_pair(u8 high, u32 value) {
    arch::out8(k_crtc_index, high);
    arch::out8(k_crtc_data, static_cast<u8>(value >> 8));
    arch::out8(k_crtc_index, high + 1);
    arch::out8(k_crtc_data, static_cast<u8>(value));
}

/// ANSI numbers colours red, green, blue from bit 0; the VGA from bit 2.
u8 vga_colour(u32 ansi) { return static_cast<u8>((ansi & 1) << 2 | (ansi & 2) | (ansi & 4) >> 2); }

} // namespace

void VgaText::init() {
    const u16 probe = 0x0741;
    video()[0] = probe;
    video()[1] = static_cast<u16>(~probe);
    present_ = video()[0] == probe && video()[1] == static_cast<u16>(~probe);
    if (!present_) return;
    origin_ = 0;
    crtc_pair(k_start_high, 0);
    erase(0, k_columns * k_rows);
    show_cursor();
}

u8 VgaText::attribute() const {
    const u8 front = static_cast<u8>(foreground_ | (bold_ ? 8 : 0));
    return reverse_ ? static_cast<u8>(foreground_ << 4 | background_)
                    : static_cast<u8>(background_ << 4 | front);
}

void VgaText::cell(u32 at, u16 value) {
    cells_[at] = value;
    video()[origin_ * k_columns + at] = value;
}

void VgaText::erase(u32 from, u32 to) {
    for (u32 i = from; i < to; i++) cell(i, blank());
}

void VgaText::show_cursor() { crtc_pair(k_cursor_high, (origin_ + row_) * k_columns + column_); }

void VgaText::line_feed() {
    if (row_ + 1u < k_rows) {
        row_++;
        return;
    }
    memmove(cells_, cells_ + k_columns, (k_rows - 1) * k_columns * sizeof cells_[0]);
    if (origin_ + k_rows < k_video_rows) {
        origin_++;
    } else { // out of video memory: start again at its top
        origin_ = 0;
        for (u32 i = 0; i < (k_rows - 1) * k_columns; i++) video()[i] = cells_[i];
    }
    erase((k_rows - 1) * k_columns, k_rows * k_columns);
    crtc_pair(k_start_high, origin_ * k_columns);
}

void VgaText::write(const char* text, usize length) {
    if (!present_) return;
    for (usize i = 0; i < length; i++) put(static_cast<u8>(text[i]));
    show_cursor();
}

void VgaText::put(u8 c) {
    switch (parse_) {
    case Parse::text:
        c < ' ' ? put_control(c) : put_text(c);
        return;
    case Parse::escape:
        parse_ = c == '[' ? Parse::parameters : Parse::text;
        parameter_count_ = 0;
        memset(parameters_, 0, sizeof parameters_);
        return;
    case Parse::parameters:
        if (c >= '0' && c <= '9') {
            if (parameter_count_ == 0) parameter_count_ = 1;
            u16& p = parameters_[parameter_count_ - 1];
            if (p < 1000) p = static_cast<u16>(p * 10 + c - '0');
        } else if (c == ';') {
            if (parameter_count_ == 0) parameter_count_ = 1;
            if (parameter_count_ < sizeof parameters_ / sizeof parameters_[0]) parameter_count_++;
        } else if (c >= '@') { // '?' and the like are private modes: parsed and ignored
            parse_ = Parse::text;
            sequence(c);
        }
    }
}

void VgaText::put_text(u8 c) {
    if (column_ == k_columns) {
        column_ = 0;
        line_feed();
    }
    cell(row_ * k_columns + column_, static_cast<u16>(attribute() << 8 | c));
    column_++; // may stand at 80 until the next character: a full line needs no empty one after it
}

void VgaText::put_control(u8 c) {
    switch (c) {
    case '\n':
        column_ = 0;
        line_feed();
        break;
    case '\r':
        column_ = 0;
        break;
    case '\b':
        column_ = column_ ? static_cast<u8>(column_ - 1) : 0;
        break;
    case '\t':
        column_ = static_cast<u8>((column_ | 7) + 1 < static_cast<int>(k_columns) ? (column_ | 7) + 1
                                                                                  : k_columns - 1);
        break;
    case 0x1B:
        parse_ = Parse::escape;
        break;
    default:
        break;
    }
}

u32 VgaText::parameter(u32 index, u32 otherwise) const {
    return index < parameter_count_ && parameters_[index] ? parameters_[index] : otherwise;
}

void VgaText::move(i32 row, i32 column) {
    const i32 last_row = k_rows - 1, last_column = k_columns - 1;
    row_ = static_cast<u8>(row < 0 ? 0 : row > last_row ? last_row : row);
    column_ = static_cast<u8>(column < 0 ? 0 : column > last_column ? last_column : column);
}

void VgaText::sequence(u8 final) {
    const i32 n = static_cast<i32>(parameter(0, 1));
    const u32 at = row_ * k_columns + column_, line = row_ * k_columns;
    const u32 mode = parameter(0, 0); // of J and K: 0 to the end, 1 from the start, 2 all
    switch (final) {
    case 'A':
        move(row_ - n, column_);
        break;
    case 'B':
        move(row_ + n, column_);
        break;
    case 'C':
        move(row_, column_ + n);
        break;
    case 'D':
        move(row_, column_ - n);
        break;
    case 'G':
        move(row_, n - 1);
        break;
    case 'H':
    case 'f':
        move(n - 1, static_cast<i32>(parameter(1, 1)) - 1);
        break;
    case 'J':
        erase(mode == 0 ? at : 0, mode == 1 ? at + 1 : k_columns * k_rows);
        break;
    case 'K':
        erase(mode == 0 ? at : line, mode == 1 ? at + 1 : line + k_columns);
        break;
    case 'm':
        select_colours();
        break;
    case 's':
        saved_row_ = row_;
        saved_column_ = column_;
        break;
    case 'u':
        move(saved_row_, saved_column_);
        break;
    default:
        break;
    }
}

void VgaText::select_colours() {
    if (parameter_count_ == 0) select(0);
    for (u32 i = 0; i < parameter_count_; i++) select(parameters_[i]);
}

void VgaText::select(u32 code) {
    if (code == 0) {
        reverse_ = bold_ = false;
        foreground_ = 7;
        background_ = 0;
    } else if (code == 1)
        bold_ = true;
    else if (code == 22)
        bold_ = false;
    else if (code == 7 || code == 27)
        reverse_ = code == 7;
    else if (code >= 30 && code <= 37)
        foreground_ = vga_colour(code - 30);
    else if (code == 39)
        foreground_ = 7;
    else if (code >= 40 && code <= 47)
        background_ = vga_colour(code - 40);
    else if (code == 49)
        background_ = 0;
    else if (code >= 90 && code <= 97)
        foreground_ = vga_colour(code - 90) | 8;
}

} // namespace alcove::exec
