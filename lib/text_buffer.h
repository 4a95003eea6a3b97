// SPDX-License-Identifier: MIT
// Builds a text in a fixed buffer without printf: too long a text is cut, never overrun.
#pragma once
#include "lib/types.h"
#include <string_view>

namespace alcove {

/// Appends to a caller's buffer, which always stays NUL-terminated. size >= 1.
class TextWriter {
  public:
    TextWriter(char* buffer, usize size) : buffer_(buffer), size_(size) { clear(); }

    void clear() {
        length_ = 0;
        cut_ = false;
        buffer_[0] = 0;
    }
    TextWriter& add(char c) {
        if (length_ + 1 >= size_) {
            cut_ = true;
            return *this;
        }
        buffer_[length_++] = c;
        buffer_[length_] = 0;
        return *this;
    }
    TextWriter& add(std::string_view s) {
        for (char c : s) add(c);
        return *this;
    }
    TextWriter& add(const char* s) { return add(std::string_view(s)); }
    /// Text from an untrusted file: control characters become '?', at most `most` characters.
    TextWriter& add_safe(std::string_view s, usize most = 64) {
        for (char c : s.substr(0, most)) add(c < ' ' || c > '~' ? '?' : c);
        return s.size() > most ? add("...") : *this;
    }
    TextWriter& add_number(u64 n) { return digits(n, 10); }
    TextWriter& add_signed(i64 n) {
        return n < 0 ? add('-').digits(-static_cast<u64>(n), 10) : digits(n, 10);
    }
    TextWriter& add_hex(u64 n) { return add("0x").digits(n, 16); }

    std::string_view text() const { return {buffer_, length_}; }
    const char* c_str() const { return buffer_; }
    usize length() const { return length_; }
    bool cut() const { return cut_; } ///< has something not found room?

  private:
    TextWriter& digits(u64 n, u32 base) {
        char reversed[20];
        unsigned count = 0;
        do {
            // 32-bit steps: a kernel without libgcc has no 64-bit division.
            reversed[count++] = "0123456789abcdef"[divide(n, base)];
        } while (n != 0);
        while (count > 0) add(reversed[--count]);
        return *this;
    }
    /// n /= base; returns the remainder. Schoolbook over four 16-bit digits.
    static u32 divide(u64& n, u32 base) {
        u32 rest = 0;
        u64 quotient = 0;
        for (int shift = 48; shift >= 0; shift -= 16) {
            const u32 part = rest << 16 | static_cast<u32>(n >> shift & 0xFFFF);
            quotient |= static_cast<u64>(part / base) << shift;
            rest = part % base;
        }
        n = quotient;
        return rest;
    }

    char* buffer_;
    usize size_;
    usize length_ = 0;
    bool cut_ = false;
};

/// A TextWriter with its own buffer.
template <usize Size>
class TextBuffer : public TextWriter {
  public:
    TextBuffer() : TextWriter(storage_, Size) {}
    TextBuffer(const TextBuffer&) = delete;
    TextBuffer& operator=(const TextBuffer&) = delete;

  private:
    char storage_[Size];
};

} // namespace alcove
