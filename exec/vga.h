// SPDX-License-Identifier: MIT
// The VGA text screen, 80x25, with the ANSI sequences that a shell and its programs use.
#pragma once
#include "lib/types.h"

namespace alcove::exec {

class VgaText {
  public:
    /// Clears the screen. Without a VGA everything else does nothing.
    void init();
    /// Shows text: BS, TAB, LF (which also returns the carriage), CR, and ESC [ with A B C D G H J K m f s u.
    /// Not synchronised: interrupts off.
    void write(const char* text, usize length);

  private:
    static constexpr u32 k_columns = 80, k_rows = 25;
    enum class Parse : u8 { text, escape, parameters };

    void put(u8 c);
    void put_text(u8 c);
    void put_control(u8 c);
    void sequence(u8 final);
    void move(i32 row, i32 column);
    void line_feed();
    void erase(u32 from, u32 to);
    void select_colours();
    void select(u32 code);
    u32 parameter(u32 index, u32 otherwise) const;
    void cell(u32 at, u16 value);
    void show_cursor();
    u16 blank() const { return static_cast<u16>(attribute() << 8 | ' '); }
    u8 attribute() const;

    bool present_ = false;
    bool reverse_ = false, bold_ = false;
    u8 foreground_ = 7, background_ = 0;
    u8 row_ = 0, column_ = 0, saved_row_ = 0, saved_column_ = 0;
    Parse parse_ = Parse::text;
    u8 parameter_count_ = 0;
    u16 parameters_[8] = {};
    u32 origin_ = 0;                     ///< row of video memory that is shown first
    u16 cells_[k_columns * k_rows] = {}; ///< what is on the screen: video memory is slow to read
};

} // namespace alcove::exec
