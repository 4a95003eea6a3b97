// SPDX-License-Identifier: MIT
// Writes one JSON value into a fixed buffer; commas and escapes are its business.
#pragma once
#include "lib/text_buffer.h"
#include <type_traits>

namespace alcove {

/// begin_object, field..., end_object. What doesn't fit shows in cut(): such a text is not to be sent.
/// Bytes beyond ASCII are passed on as they are.
class JsonWriter {
  public:
    JsonWriter(char* buffer, usize size) : out_(buffer, size) {}

    JsonWriter& begin_object() { return open('{'); }
    JsonWriter& end_object() { return close('}'); }
    JsonWriter& begin_array() { return open('['); }
    JsonWriter& end_array() { return close(']'); }
    JsonWriter& key(std::string_view name) {
        separate();
        quoted(name);
        out_.add(':');
        needs_comma_ = false;
        return *this;
    }
    JsonWriter& value(std::string_view text) {
        separate();
        quoted(text);
        return *this;
    }
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(bool b) { return raw(b ? "true" : "false"); }
    template <typename Integer>
    requires(std::is_integral_v<Integer>) JsonWriter& value(Integer n) {
        separate();
        if constexpr (std::is_signed_v<Integer>)
            out_.add_signed(n);
        else
            out_.add_number(n);
        return *this;
    }
    template <typename T>
    JsonWriter& field(std::string_view name, const T& v) {
        return key(name).value(v);
    }
    /// Text that is JSON already.
    JsonWriter& raw(std::string_view json) {
        separate();
        out_.add(json);
        return *this;
    }

    std::string_view text() const { return out_.text(); }
    const char* c_str() const { return out_.c_str(); }
    bool cut() const { return out_.cut(); }

  private:
    JsonWriter& open(char c) {
        separate();
        out_.add(c);
        needs_comma_ = false;
        return *this;
    }
    JsonWriter& close(char c) {
        out_.add(c);
        needs_comma_ = true;
        return *this;
    }
    void separate() {
        if (needs_comma_) out_.add(',');
        needs_comma_ = true;
    }
    void quoted(std::string_view text) {
        out_.add('"');
        for (char c : text) escaped(c);
        out_.add('"');
    }
    void escaped(char c) {
        constexpr std::string_view k_special = "\"\\\n\r\t", k_letters = "\"\\nrt";
        const usize i = k_special.find(c);
        if (i != std::string_view::npos) {
            out_.add('\\').add(k_letters[i]);
        } else if (static_cast<u8>(c) < ' ' || c == 0x7F) {
            const char* digits = "0123456789abcdef";
            out_.add("\\u00").add(digits[static_cast<u8>(c) >> 4]).add(digits[c & 15]);
        } else {
            out_.add(c);
        }
    }

    TextWriter out_;
    bool needs_comma_ = false;
};

} // namespace alcove
