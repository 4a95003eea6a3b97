// SPDX-License-Identifier: MIT
// Joins VGA, keyboard and COM1 into the console.
#include "exec/console.h"
#include "exec/boot_info.h"
#include "exec/keyboard.h"
#include "exec/log.h"
#include "exec/serial.h"
#include "exec/sync.h"
#include "exec/vga.h"

namespace alcove::exec {
namespace {

constexpr u32 k_input_ring = 1024;
constexpr u32 k_early_bytes = 2048;
constexpr usize k_piece = 256; // written to COM1 at once

constinit VgaText vga_;
constinit bool ready_ = false;
constinit char last_ = 0; // last byte sent to COM1
constinit char early_[k_early_bytes] = {};
constinit u32 early_length_ = 0;

constinit u8 input_[k_input_ring] = {};
constinit u32 input_head_ = 0, input_tail_ = 0;
WaitQueue input_queue_;

void input(u8 byte) {
    if (input_head_ - input_tail_ == k_input_ring) return;
    input_[input_head_++ % k_input_ring] = byte;
    input_queue_.wake_one();
}

void keep_early(const char* text, usize length) {
    for (usize i = 0; i < length && early_length_ < k_early_bytes; i++) early_[early_length_++] = text[i];
}

void write(const char* text, usize length, u32 timeout_ms) {
    if (!ready_) return keep_early(text, length);
    {
        IrqGuard guard;
        vga_.write(text, length);
    }
    char piece[k_piece];
    usize used = 0;
    for (usize i = 0; i < length; i++) {
        if (text[i] == '\n' && last_ != '\r') piece[used++] = '\r';
        piece[used++] = last_ = text[i];
        if (used >= k_piece - 1) {
            serial_console.write(piece, used, timeout_ms);
            used = 0;
        }
    }
    if (used) serial_console.write(piece, used, timeout_ms);
}

} // namespace

void console_init() {
    serial_console.init();
    vga_.init();
    ready_ = true;
    if (boot_option("verbose")) log_set_console_level(LogLevel::info);
    console_write(early_, early_length_);
}

void console_start() {
    if (auto r = serial_console.start(input); !r) log(LogLevel::info, "console: no serial port COM1");
    if (auto r = keyboard_start(input); !r) log(LogLevel::info, "console: no keyboard");
}

void console_write(const char* text, usize length) { write(text, length, k_forever); }
void console_echo(const char* text, usize length) { write(text, length, 0); }

int console_read_char(u32 timeout_ms) {
    IrqGuard guard;
    const auto pending = [] { return input_head_ != input_tail_; };
    switch (wait_until(input_queue_, pending, timeout_ms, true)) {
    case WakeReason::woken:
        return input_[input_tail_++ % k_input_ring];
    case WakeReason::timed_out:
        return -1;
    default:
        return -2;
    }
}

void console_enter_panic() { serial_console.stop(); }

} // namespace alcove::exec
