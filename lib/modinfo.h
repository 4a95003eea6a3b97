// SPDX-License-Identifier: MIT
// A module's .modinfo section, and load parameters ("io=0x300,0x320 name=eth") applied by its rules.
#pragma once
#include "lib/command_words.h"
#include "lib/result.h"
#include "lib/text_buffer.h"
#include <concepts>
#include <span>

namespace alcove {

/// What "parm_NAME=TYPE" declares: 2.4's MODULE_PARM types, an optional count or counts before the letter.
struct ParameterType {
    char kind;       ///< b (8 bits), h (16), i or l (32), s (address of a text), c (array of characters)
    u32 least, most; ///< number of values
    u32 size = 0;    ///< of each array, for c
    u32 width() const { return kind == 'c' ? size : kind == 'b' ? 1 : kind == 'h' ? 2 : 4; }

    /// Reads "i", "2i" (two exactly), "1-8i", "c16", "1-4c16". False when it is none of these.
    static bool parse(std::string_view text, ParameterType& type) {
        const usize letter = text.find_first_not_of("0123456789-");
        if (letter == std::string_view::npos) return false;
        type.kind = text[letter];
        if (std::string_view("bhilsc").find(type.kind) == std::string_view::npos) return false;
        const std::string_view behind = after(text, letter + 1);
        if (type.kind != 'c' && !behind.empty()) return false;
        if (type.kind == 'c' && !(parse_number(behind, type.size, 10) && type.size >= 1 && type.size <= 4096))
            return false;
        const std::string_view counts = text.substr(0, letter);
        const usize dash = counts.find('-');
        type.least = type.most = 1;
        if (counts.empty()) return true;
        if (!parse_number(counts.substr(0, dash), type.least, 10)) return false;
        type.most = type.least;
        if (dash != std::string_view::npos && !parse_number(after(counts, dash + 1), type.most, 10))
            return false;
        return type.least >= 1 && type.least <= type.most && type.most <= 256;
    }
};

/// The strings of a .modinfo section, each "key=value" and NUL-terminated.
class Modinfo {
  public:
    explicit Modinfo(std::span<const u8> section)
        : text_(reinterpret_cast<const char*>(section.data()), section.size()) {}

    /// Calls f(key, value) for each until f returns false. What has no '=' is passed over.
    template <typename F>
    void for_each(F f) const {
        for (std::string_view rest = text_; !rest.empty();) {
            const usize end = rest.find('\0');
            const std::string_view line = rest.substr(0, end);
            rest = end == std::string_view::npos ? std::string_view{} : after(rest, end + 1);
            const usize equals = line.find('=');
            if (equals != std::string_view::npos && !f(line.substr(0, equals), after(line, equals + 1)))
                return;
        }
    }
    /// The value of "author", "license" and the like; "" when it isn't there.
    std::string_view value(std::string_view key) const { return find({}, key); }
    /// The declared type of a load parameter, as text; "" when the module doesn't declare it.
    std::string_view parameter(std::string_view name) const { return find("parm_", name); }

  private:
    std::string_view find(std::string_view prefix, std::string_view name) const {
        std::string_view found;
        for_each([&](std::string_view key, std::string_view value) {
            if (!key.starts_with(prefix) || after(key, prefix.size()) != name) return true;
            found = value;
            return false;
        });
        return found;
    }
    std::string_view text_;
};

/// Where parameters go: a loaded module.
template <typename T>
concept ParameterTarget = requires(T t, std::string_view text, u32 address, u32 value, u32 width) {
    { t.find(text) } -> std::same_as<Result<u32>>; ///< address of a variable, static ones too
    { t.store(address, value, width) } -> std::same_as<Result<void>>; ///< 1, 2 or 4 bytes
    { t.store_text(text) } -> std::same_as<Result<u32>>; ///< keeps a NUL-terminated copy; its address
};

/// Checks and applies a string of parameters. Nothing is stored unless all of it is right.
class ModuleParameters {
  public:
    explicit ModuleParameters(const Modinfo& info) : info_(info) {}
    const char* message() const { return message_.c_str(); } ///< after an error: parameter and reason

    /// Takes the next NAME=VALUE off the front of `rest`, quoted blanks included; empty when none is left.
    static std::string_view next(std::string_view& rest) {
        while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
        const usize n = length_until(rest, ' ');
        const std::string_view word = rest.substr(0, n);
        rest.remove_prefix(n);
        return word;
    }

    /// Words `NAME=VALUE[,VALUE...]`; a value that holds blanks or commas stands in double quotes.
    /// Errors: invalid, and what the target returns.
    template <ParameterTarget Target>
    Result<void> apply(std::string_view words, Target& target) {
        for (const bool store : {false, true}) {
            std::string_view rest = words;
            for (std::string_view word; !(word = next(rest)).empty();) {
                const usize equals = word.find('=');
                if (equals == std::string_view::npos || equals == 0) return bad(word, "not NAME=VALUE");
                const Result<void> r = one(word.substr(0, equals), after(word, equals + 1), target, store);
                if (!r) return r;
            }
        }
        return {};
    }
    /// One parameter. Errors: as above.
    template <ParameterTarget Target>
    Result<void> apply(std::string_view name, std::string_view value, Target& target) {
        for (const bool store : {false, true}) {
            const Result<void> r = one(name, value, target, store);
            if (!r) return r;
        }
        return {};
    }

  private:
    /// Characters before the separator (a blank, or ',') that stands outside of quotes.
    static usize length_until(std::string_view s, char separator) {
        bool quoted = false;
        usize n = 0;
        for (; n < s.size(); ++n) {
            if (s[n] == '"') quoted = !quoted;
            if (!quoted && (separator == ' ' ? is_blank(s[n]) : s[n] == separator)) break;
        }
        return n;
    }

    template <ParameterTarget Target>
    Result<void> one(std::string_view name, std::string_view value, Target& target, bool store) {
        const std::string_view declared = info_.parameter(name);
        if (declared.empty()) return bad(name, "the module has no such parameter");
        ParameterType type{};
        if (!ParameterType::parse(declared, type))
            return bad(name, "the module declares it with an unknown type");
        const Result<u32> variable = target.find(name);
        if (!variable) return bad(name, "declared, but the module has no such variable");
        u32 count = 0;
        for (bool more = true; more; ++count) {
            const usize n = length_until(value, ',');
            const std::string_view item = value.substr(0, n);
            more = n < value.size();
            value = after(value, n + 1);
            if (count == type.most) return wrong_count(name, type);
            const Result<void> r =
                item_value(name, item, type, variable.value() + count * type.width(), target, store);
            if (!r) return r;
        }
        return count < type.least ? wrong_count(name, type) : Result<void>();
    }

    template <ParameterTarget Target>
    Result<void> item_value(std::string_view name, std::string_view item, const ParameterType& type,
                            u32 address, Target& target, bool store) {
        u32 value = 0;
        if (type.kind == 'c') return characters(name, unquoted(item), type, address, target, store);
        if (type.kind == 's') {
            item = unquoted(item);
            if (!store) return {};
            const Result<u32> copy = target.store_text(item);
            if (!copy) return failed(name, copy.error());
            value = copy.value();
        } else if (!parse_signed(item, type.width() * 8, value)) {
            return bad(name, "not a number that fits: ", item);
        }
        if (!store) return {};
        const Result<void> done = target.store(address, value, type.width());
        return done ? done : failed(name, done.error());
    }

    static std::string_view unquoted(std::string_view item) {
        const bool quoted = item.size() >= 2 && item.front() == '"' && item.back() == '"';
        return quoted ? item.substr(1, item.size() - 2) : item;
    }

    /// Into the array itself, with a NUL behind.
    template <ParameterTarget Target>
    Result<void> characters(std::string_view name, std::string_view item, const ParameterType& type,
                            u32 address, Target& target, bool store) {
        if (item.size() >= type.size) return bad(name, "too long: ", item);
        for (usize i = 0; store && i <= item.size(); ++i) {
            const u32 value = i < item.size() ? static_cast<u8>(item[i]) : 0;
            const Result<void> done = target.store(address + i, value, 1);
            if (!done) return failed(name, done.error());
        }
        return {};
    }

    /// Decimal, 0x hexadecimal, or octal after a 0, as C writes them; may be negative. Signed or unsigned, it
    /// must fit into `bits`.
    static bool parse_signed(std::string_view s, u32 bits, u32& value) {
        const bool negative = s.starts_with('-');
        if (negative) s.remove_prefix(1);
        const bool octal = s.size() > 1 && s[0] == '0' && s[1] != 'x' && s[1] != 'X';
        if (!parse_number(s, value, octal ? 8 : 0)) return false;
        const u64 limit = negative ? u64{1} << (bits - 1) : (u64{1} << bits) - 1;
        if (value > limit) return false;
        if (negative) value = 0 - value;
        return true;
    }

    Error failed(std::string_view name, Error e) {
        (void)bad(name, e == Error::no_memory ? "out of memory" : "can't be stored");
        return e;
    }
    Error bad(std::string_view name, const char* why, std::string_view what = {}) {
        message_.clear();
        message_.add("parameter ").add_safe(name, 32).add(": ").add(why).add_safe(what, 32);
        return Error::invalid;
    }
    Error wrong_count(std::string_view name, const ParameterType& type) {
        (void)bad(name, "takes ");
        message_.add_number(type.least);
        if (type.most != type.least) message_.add(" to ").add_number(type.most);
        message_.add(type.most == 1 ? " value" : " values");
        return Error::invalid;
    }

    const Modinfo& info_;
    TextBuffer<160> message_;
};

} // namespace alcove
