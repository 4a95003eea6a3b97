// SPDX-License-Identifier: MIT
// Splits a line into words and finds name=value among them; numbers from text.
#pragma once
#include "lib/types.h"
#include <string_view>

namespace alcove {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

constexpr std::string_view trim(std::string_view s) {
    while (!s.empty() && is_blank(s.front())) s.remove_prefix(1);
    while (!s.empty() && is_blank(s.back())) s.remove_suffix(1);
    return s;
}

/// What follows the first n characters, "" when there are no more. (substr may throw, which needs a library.)
constexpr std::string_view after(std::string_view s, usize n) {
    s.remove_prefix(n < s.size() ? n : s.size());
    return s;
}

/// Takes the next word off the front of `rest`; empty when none is left. `separators` count beside blanks.
constexpr std::string_view next_word(std::string_view& rest, std::string_view separators = {}) {
    const auto between = [&](char c) { return is_blank(c) || separators.find(c) != std::string_view::npos; };
    while (!rest.empty() && between(rest.front())) rest.remove_prefix(1);
    usize n = 0;
    while (n < rest.size() && !between(rest[n])) ++n;
    const std::string_view word = rest.substr(0, n);
    rest.remove_prefix(n);
    return word;
}

/// All of `s` as a number; base 0: decimal, or hexadecimal after 0x. False when it is none or too large.
constexpr bool parse_number(std::string_view s, u32& value, u32 base = 0) {
    const bool hex = s.starts_with("0x") || s.starts_with("0X");
    if (hex && base != 10) {
        s.remove_prefix(2);
        base = 16;
    }
    if (base == 0) base = 10;
    if (s.empty()) return false;
    u64 n = 0;
    for (char c : s) {
        const u32 digit = c >= '0' && c <= '9'   ? static_cast<u32>(c - '0')
                          : c >= 'a' && c <= 'f' ? static_cast<u32>(c - 'a' + 10)
                          : c >= 'A' && c <= 'F' ? static_cast<u32>(c - 'A' + 10)
                                                 : 99;
        if (digit >= base) return false;
        n = n * base + digit;
        if (n > 0xFFFFFFFF) return false;
    }
    value = static_cast<u32>(n);
    return true;
}

/// The words of a line, at most Most of them; they point into the line.
template <unsigned Most = 32>
class CommandWords {
  public:
    explicit constexpr CommandWords(std::string_view line) {
        for (;;) {
            const std::string_view word = next_word(line);
            if (word.empty()) return;
            if (count_ == Most) {
                too_many_ = true;
                return;
            }
            words_[count_++] = word;
        }
    }
    constexpr u32 count() const { return count_; }
    constexpr bool too_many() const { return too_many_; }
    /// "" past the end.
    constexpr std::string_view operator[](u32 i) const {
        return i < count_ && i < Most ? words_[i] : std::string_view{};
    }
    /// Is the bare word there?
    constexpr bool has(std::string_view word) const {
        for (u32 i = 0; i < count_; ++i)
            if (words_[i] == word) return true;
        return false;
    }
    /// Sets `value` from the last `name=value`; false when there is none.
    constexpr bool value(std::string_view name, std::string_view& value) const {
        for (u32 i = count_; i-- > 0;)
            if (words_[i].size() > name.size() && words_[i][name.size()] == '=' &&
                words_[i].starts_with(name)) {
                value = after(words_[i], name.size() + 1);
                return true;
            }
        return false;
    }

  private:
    std::string_view words_[Most];
    u32 count_ = 0;
    bool too_many_ = false;
};

} // namespace alcove
