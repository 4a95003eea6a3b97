// SPDX-License-Identifier: MIT
// Builds the JSON lines of the control channel in a fixed buffer.
#include "exec/control.h"
#include "exec/serial.h"
#include "exec/thread.h"
#include "exec/trial.h"
#include <stdio.h>
#include <string.h>

namespace alcove::exec {
namespace {

constexpr u32 k_reserve = 5; // closing quote, bracket, brace, newline, and one to spare

bool in_control_thread() {
    Thread* t = Thread::current();
    return t && strcmp(t->name, "control") == 0;
}

} // namespace

JsonLine::JsonLine() : length_(0) { raw("{", 1); }

JsonLine::~JsonLine() {
    text_[length_++] = '}'; // k_reserve keeps their place
    text_[length_++] = '\n';
    trial_record(text_, length_);
    const bool forever = may_sleep() && in_control_thread();
    serial_control.write(text_, length_, forever ? 0xFFFFFFFF : k_control_patience_ms);
}

void JsonLine::raw(const char* s, usize n) {
    if (length_ + n > sizeof text_ - k_reserve) return;
    memcpy(text_ + length_, s, n);
    length_ += n;
}

void JsonLine::key(const char* name) {
    if (length_ > 1) raw(",", 1);
    raw("\"", 1);
    raw(name, strlen(name));
    raw("\":", 2);
}

void JsonLine::escaped(u8 c) {
    char s[8];
    const char* at = c ? strchr("\"\"\\\\\nn\tt\rr", c) : nullptr; // pairs: the byte, its letter
    if (at && (c < ' ' || c == '"' || c == '\\')) {
        s[0] = '\\';
        s[1] = at[1];
        raw(s, 2);
    } else if (c < ' ' || c >= 0x7F) {
        raw(s, static_cast<usize>(sniprintf(s, sizeof s, "\\u%04x", c)));
    } else {
        s[0] = static_cast<char>(c);
        raw(s, 1);
    }
}

JsonLine& JsonLine::field(const char* name, const char* value) {
    if (length_ + strlen(name) + 8 > sizeof text_ - k_reserve) return *this;
    key(name);
    quoted(value);
    return *this;
}

void JsonLine::quoted(const char* value) {
    raw("\"", 1);
    while (*value) escaped(static_cast<u8>(*value++));
    text_[length_++] = '"'; // and its
}

bool JsonLine::begin_list(const char* name) {
    if (length_ + strlen(name) + 8 > sizeof text_ - k_reserve) return false;
    key(name);
    raw("[", 1);
    return true;
}

void JsonLine::add_item(const char* value) {
    if (length_ + strlen(value) + 8 > sizeof text_ - k_reserve) return; // whole ones only
    if (text_[length_ - 1] != '[') raw(",", 1);
    quoted(value);
}

JsonLine& JsonLine::end_list() {
    text_[length_++] = ']'; // its place is kept, too
    return *this;
}

JsonLine& JsonLine::field(const char* name, u64 value) {
    char s[24];
    const usize n = static_cast<usize>(sniprintf(s, sizeof s, "%llu", value));
    if (length_ + strlen(name) + 4 + n > sizeof text_ - k_reserve) return *this;
    key(name);
    raw(s, n);
    return *this;
}

JsonLine& JsonLine::field(const char* name, i64 value) {
    char s[24];
    const usize n = static_cast<usize>(sniprintf(s, sizeof s, "%lld", value));
    if (length_ + strlen(name) + 4 + n > sizeof text_ - k_reserve) return *this;
    key(name);
    raw(s, n);
    return *this;
}

JsonLine& JsonLine::field(const char* name, bool value) {
    if (length_ + strlen(name) + 9 > sizeof text_ - k_reserve) return *this;
    key(name);
    value ? raw("true", 4) : raw("false", 5);
    return *this;
}

} // namespace alcove::exec
