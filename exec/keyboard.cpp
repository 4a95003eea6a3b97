// SPDX-License-Identifier: MIT
// Decodes scan-code set 1 of a PS/2 keyboard (US layout) into ANSI terminal input.
#include "exec/keyboard.h"
#include "arch/x86/api/port.h"
#include "exec/irq.h"

namespace alcove::exec {
namespace {

// Keyboard controller 8042: IBM PC/AT Technical Reference, "Keyboard controller".
constexpr u16 k_data = 0x60;
constexpr u16 k_status = 0x64;
constexpr u8 k_output_full = 0x01;
constexpr u8 k_line = 1;

constexpr u8 k_released = 0x80;
constexpr u8 k_extended = 0xE0;
enum Code : u8 {
    k_ctrl = 0x1D,
    k_shift_left = 0x2A,
    k_shift_right = 0x36,
    k_alt = 0x38,
    k_caps_lock = 0x3A,
    k_keypad_divide = 0x35,
};

// Set 1, codes 0x00 to 0x39, plain and with shift.
constexpr char k_plain[] = "\0\x1B"
                           "1234567890-=\x7F\tqwertyuiop[]\n\0asdfghjkl;'`\0\\zxcvbnm,./\0*\0 ";
constexpr char k_shifted[] = "\0\x1B"
                             "!@#$%^&*()_+\x7F\tQWERTYUIOP{}\n\0ASDFGHJKL:\"~\0|ZXCVBNM<>?\0*\0 ";
static_assert(sizeof k_plain == 0x3A + 1 && sizeof k_shifted == sizeof k_plain);

struct Sequence {
    u8 code;
    const char* text;
};
// Keys that send a sequence (xterm's): extended codes, or the keypad without num lock.
constexpr Sequence k_sequences[] = {
    {0x47, "\x1B[H"},  {0x48, "\x1B[A"},  {0x49, "\x1B[5~"}, {0x4B, "\x1B[D"},
    {0x4D, "\x1B[C"},  {0x4F, "\x1B[F"},  {0x50, "\x1B[B"},  {0x51, "\x1B[6~"},
    {0x52, "\x1B[2~"}, {0x53, "\x1B[3~"}, {0x4A, "-"},       {0x4E, "+"},
};

using Sink = void (*)(u8 byte);
constinit Sink sink_ = nullptr;
constinit bool extended_ = false, shift_ = false, ctrl_ = false, alt_ = false, caps_ = false;

void send(const char* s) {
    while (*s) sink_(static_cast<u8>(*s++));
}

bool modifier(u8 code, bool down) {
    switch (code) {
    case k_shift_left:
    case k_shift_right:
        if (!extended_) shift_ = down; // E0 2A and E0 36 are fake shifts around the grey keys
        return true;
    case k_ctrl:
        ctrl_ = down;
        return true;
    case k_alt:
        alt_ = down;
        return true;
    case k_caps_lock:
        if (down) caps_ = !caps_;
        return true;
    default:
        return false;
    }
}

void type(u8 code) {
    const bool letter = k_plain[code] >= 'a' && k_plain[code] <= 'z';
    const bool shift = shift_ != (letter && caps_);
    char c = shift ? k_shifted[code] : k_plain[code];
    if (!c) return;
    if (c == '\n') c = '\r'; // as a terminal's Enter
    if (ctrl_ && c >= '@' && c != 0x7F)
        c &= 0x1F;
    else if (ctrl_ && c == ' ')
        c = 0;
    if (alt_) sink_(0x1B);
    sink_(static_cast<u8>(c));
}

void decode(u8 byte) {
    if (byte == k_extended) {
        extended_ = true;
        return;
    }
    const u8 code = byte & ~k_released;
    const bool down = !(byte & k_released);
    if (!modifier(code, down) && down) {
        if (code < sizeof k_plain - 1 && (!extended_ || code == k_keypad_divide || code == 0x1C)) {
            type(code);
        } else {
            for (const Sequence& s : k_sequences)
                if (s.code == code) send(s.text);
        }
    }
    extended_ = false;
}

bool interrupt(u8, void*) {
    bool ours = false;
    for (u32 i = 0; i < 16 && (arch::in8(k_status) & k_output_full); i++) {
        decode(arch::in8(k_data));
        ours = true;
    }
    return ours;
}

} // namespace

Result<void> keyboard_start(void (*sink)(u8 byte)) {
    static IrqAction action = {interrupt, nullptr};
    if (arch::in8(k_status) == 0xFF) return Error::no_device; // a floating bus
    sink_ = sink;
    for (u32 i = 0; i < 32 && (arch::in8(k_status) & k_output_full); i++) arch::in8(k_data);
    return irq_attach(k_line, action);
}

} // namespace alcove::exec
