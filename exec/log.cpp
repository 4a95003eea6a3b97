// SPDX-License-Identifier: MIT
// The log ring: records of one line each in a fixed buffer, the oldest overwritten.
#include "exec/log.h"
#include "exec/clock.h"
#include "exec/console.h"
#include "exec/thread.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

namespace alcove::exec {
namespace {

constexpr u32 k_ring = 128 * 1024; // a power of two: indices run freely
constexpr u32 k_max_text = 400;
constexpr u32 k_max_stamp = 32; // "<6>[4294967.000000] " and the newline

struct Record {
    u64 microseconds;
    u32 sequence;
    u16 length; // of the text that follows
    u8 level;
};

constinit char ring_[k_ring] = {};
constinit u32 head_ = 0, tail_ = 0;
constinit u32 next_sequence_ = 0;
constinit LogLevel console_level_ = LogLevel::notice;

void ring_put(const void* from, u32 length) {
    for (u32 i = 0; i < length; i++) ring_[head_++ % k_ring] = static_cast<const char*>(from)[i];
}

void ring_get(u32 at, void* to, u32 length) {
    for (u32 i = 0; i < length; i++) static_cast<char*>(to)[i] = ring_[(at + i) % k_ring];
}

Record record_at(u32 at) {
    Record r;
    ring_get(at, &r, sizeof r);
    return r;
}

u32 format_stamp(char* buffer, u64 microseconds) {
    return static_cast<u32>(sniprintf(buffer, k_max_stamp, "[%5lu.%06lu] ",
                                      static_cast<unsigned long>(microseconds / 1000000),
                                      static_cast<unsigned long>(microseconds % 1000000)));
}

void echo(const Record& r, const char* text) {
    char line[k_max_stamp + k_max_text];
    u32 n = format_stamp(line, r.microseconds);
    memcpy(line + n, text, r.length);
    n += r.length;
    line[n++] = '\n';
    console_echo(line, n);
}

void append(LogLevel level, const char* text, u32 length) {
    IrqGuard guard; // one line at a time, in order of its sequence number, also on the console
    const Record r = {now_us(), next_sequence_++, static_cast<u16>(length), static_cast<u8>(level)};
    while (k_ring - (head_ - tail_) < sizeof r + length) tail_ += sizeof(Record) + record_at(tail_).length;
    ring_put(&r, sizeof r);
    ring_put(text, length);
    if (level <= console_level_) echo(r, text);
}

} // namespace

void log(LogLevel level, const char* format, ...) {
    char text[k_max_text];
    va_list arguments;
    va_start(arguments, format);
    const int n = vsniprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (n < 0) return;
    append(level, text, static_cast<u32>(n) < sizeof text ? n : sizeof text - 1);
}

void log_text(LogLevel level, const char* prefix, const char* text, usize length) {
    char line[k_max_text];
    const usize prefix_length = strnlen(prefix, k_max_text / 4);
    memcpy(line, prefix, prefix_length);
    while (length) {
        usize used = prefix_length, at = 0;
        while (at < length && text[at] != '\n' && used < k_max_text) {
            const u8 c = static_cast<u8>(text[at++]);
            line[used++] = c == '\t' || (c >= ' ' && c != 0x7F) ? static_cast<char>(c) : '?';
        }
        append(level, line, used);
        if (at < length && text[at] == '\n') at++;
        text += at;
        length -= at;
    }
}

usize log_read(u32 from, char* buffer, usize size, u32& next) {
    usize used = 0;
    next = from;
    u32 at;
    {
        IrqGuard guard;
        at = tail_;
    }
    for (;;) {
        IrqGuard guard;                             // per record: a long walk must not keep interrupts off
        if (head_ - at > head_ - tail_) at = tail_; // overwritten meanwhile
        if (at == head_) return used;
        const Record r = record_at(at);
        if (static_cast<i32>(r.sequence - from) >= 0) {
            if (used + k_max_stamp + r.length > size) return used;
            used += static_cast<usize>(sniprintf(buffer + used, 4, "<%u>", r.level));
            used += format_stamp(buffer + used, r.microseconds);
            ring_get(at + sizeof r, buffer + used, r.length);
            used += r.length;
            buffer[used++] = '\n';
            next = r.sequence + 1;
        }
        at += sizeof r + r.length;
    }
}

u32 log_next_sequence() { return next_sequence_; }

void log_set_console_level(LogLevel level) { console_level_ = level; }

} // namespace alcove::exec
