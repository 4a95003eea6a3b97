// SPDX-License-Identifier: MIT
// Reads a recovery policy file (/etc/recovery.conf): what follows when an extension fails.
#pragma once
#include "lib/command_words.h"
#include "lib/recovery_rule.h"
#include "lib/result.h"
#include "lib/text_buffer.h"
#include <array>

namespace alcove {

/// The rules of one file: sections `[NAME]` or `[*]`, and in them lines `key = value`; '#' begins a comment.
/// The texts point into what was parsed.
class RecoveryPolicy {
  public:
    static constexpr u32 k_most_rules = 32;

    /// Reads a whole file. Error: invalid; message() then names line and reason, and there are no rules.
    Result<void> parse(std::string_view text) {
        *this = RecoveryPolicy{};
        Result<void> r = parse_lines(text);
        if (!r) count_ = 0;
        return r;
    }
    const char* message() const { return message_; }
    u32 count() const { return count_; }

    /// The rule for an extension: its own section, that of its bundle (before ':'), and [*], each filling
    /// what those before leave open. False when there is none of them.
    bool rule_for(std::string_view extension, RecoveryRule& rule) const {
        const std::string_view bundle = extension.substr(0, extension.find(':'));
        rule = RecoveryRule{};
        bool found = false;
        for (std::string_view name : {extension, bundle, std::string_view("*")}) {
            const RecoveryRule* r = find(name);
            if (!r) continue;
            rule.fill_from(*r);
            found = true;
        }
        rule.name = extension;
        if (rule.instead == extension) rule.instead = {}; // it can't stand in for itself
        return found;
    }

  private:
    using Setter = Result<void> (RecoveryPolicy::*)(std::string_view value);
    struct Key {
        std::string_view name;
        Setter set;
    };
    static const auto& keys() {
        static constexpr auto k_keys = std::to_array<Key>({
            {"restart", &RecoveryPolicy::set_restart},
            {"backoff.first", &RecoveryPolicy::set_time<&RecoveryRule::backoff_first_ms>},
            {"backoff.max", &RecoveryPolicy::set_time<&RecoveryRule::backoff_max_ms>},
            {"give_up.after", &RecoveryPolicy::set_give_up_after},
            {"give_up.window", &RecoveryPolicy::set_time<&RecoveryRule::give_up_window_ms>},
            {"instead", &RecoveryPolicy::set_instead},
            {"run", &RecoveryPolicy::set_run},
        });
        return k_keys;
    }

    Result<void> parse_lines(std::string_view text) {
        for (line_ = 1; !text.empty(); ++line_) {
            const usize end = text.find('\n');
            const std::string_view line = text.substr(0, end);
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
            const Result<void> r = parse_line(trim(line.substr(0, line.find('#'))));
            if (!r) return r;
        }
        return end_section();
    }

    Result<void> parse_line(std::string_view line) {
        if (line.empty()) return {};
        if (line.front() == '[') return begin_section(line);
        const usize equals = line.find('=');
        if (equals == std::string_view::npos) return bad("neither `[NAME]` nor `key = value`", line);
        if (count_ == 0) return bad("a section `[NAME]` or `[*]` must come first", line);
        const std::string_view key = trim(line.substr(0, equals)), value = trim(after(line, equals + 1));
        const auto& all = keys();
        for (u32 i = 0; i < all.size(); ++i) {
            if (all[i].name != key) continue;
            if ((seen_ >> i & 1) != 0) return bad("key given twice in its section", key);
            seen_ |= 1u << i;
            return value.empty() ? bad("empty value", key) : (this->*all[i].set)(value);
        }
        return unknown_key(key);
    }

    Result<void> begin_section(std::string_view line) {
        if (const Result<void> r = end_section(); !r) return r;
        const std::string_view name = trim(line.substr(1, line.size() - 2));
        if (line.size() < 3 || line.back() != ']' || !(name == "*" || is_name(name)))
            return bad("not a section `[NAME]` or `[*]`", line);
        if (find(name)) return bad("section given twice", name);
        if (count_ == k_most_rules) return bad("too many sections", name);
        rules_[count_++].name = name;
        section_line_ = line_;
        seen_ = 0;
        return {};
    }

    /// What can only be judged when the whole section is known; such an error names the section's line.
    Result<void> end_section() {
        if (count_ == 0) return {};
        const RecoveryRule& r = rule();
        constexpr u32 k_unsaid = RecoveryRule::k_unsaid;
        const u32 here = line_;
        line_ = section_line_;
        if (r.give_up_window_ms != k_unsaid && r.give_up_after == k_unsaid)
            return bad("give_up.window without give_up.after", r.name);
        if (r.give_up_window_ms != k_unsaid && r.give_up_after != RecoveryRule::k_never &&
            r.give_up_after > RecoveryRule::k_most_in_window)
            return bad("give_up.after is 15 at most when there is a give_up.window", r.name);
        if (r.backoff_first_ms != k_unsaid && r.backoff_max_ms < r.backoff_first_ms)
            return bad("backoff.max is less than backoff.first", r.name);
        if (r.instead == r.name) return bad("an extension can't stand in for itself", r.name);
        line_ = here;
        return {};
    }

    // --- values ---
    Result<void> set_restart(std::string_view value) {
        using Restart = RecoveryRule::Restart;
        struct Word {
            std::string_view name;
            Restart restart;
        };
        for (const Word& w : {Word{"at-once", Restart::at_once}, Word{"back-off", Restart::back_off},
                              Word{"never", Restart::never}})
            if (value == w.name) {
                rule().restart = w.restart;
                return {};
            }
        return bad("neither at-once nor back-off nor never", value);
    }

    template <u32 RecoveryRule::*Member>
    Result<void> set_time(std::string_view value) {
        u32 ms;
        if (!parse_time(value, ms))
            return bad("not a time such as 100 ms, 5 s, 2 min (at most a day)", value);
        rule().*Member = ms;
        return {};
    }
    static bool parse_time(std::string_view value, u32& ms) {
        usize digits = 0;
        while (digits < value.size() && value[digits] >= '0' && value[digits] <= '9') ++digits;
        const std::string_view unit = trim(after(value, digits));
        const u32 factor = unit.empty() || unit == "ms" ? 1 : unit == "s" ? 1000 : unit == "min" ? 60000 : 0;
        u32 n;
        if (!factor || !parse_number(value.substr(0, digits), n, 10) || n > k_day_ms / factor) return false;
        ms = n * factor;
        return true;
    }

    Result<void> set_give_up_after(std::string_view value) {
        u32& after = rule().give_up_after;
        if (value == "never") {
            after = RecoveryRule::k_never;
            return {};
        }
        return parse_number(value, after, 10) && after <= 1000000
                   ? Result<void>()
                   : bad("not a number of failures, nor never", value);
    }
    Result<void> set_instead(std::string_view value) {
        if (!is_name(value)) return bad("not a bundle's name", value);
        rule().instead = value;
        return {};
    }
    Result<void> set_run(std::string_view value) {
        if (value.front() != '/') return bad("not the path of a program, from the root", value);
        if (value.size() > k_most_run) return bad("too long", value);
        rule().run = value;
        return {};
    }

    static bool is_name(std::string_view s) {
        for (char c : s) {
            const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '-' && c != '.' && c != ':')
                return false;
        }
        return !s.empty() && s.size() < 32;
    }

    // --- the rest ---
    RecoveryRule& rule() { return rules_[count_ - 1]; }
    const RecoveryRule* find(std::string_view name) const {
        for (u32 i = 0; i < count_; ++i)
            if (rules_[i].name == name) return &rules_[i];
        return nullptr;
    }
    TextWriter start_message() {
        TextWriter w(message_, sizeof message_);
        w.add("line ").add_number(line_).add(": ");
        return w;
    }
    Error bad(const char* why, std::string_view what) {
        start_message().add(why).add(": ").add_safe(what, 40);
        return Error::invalid;
    }
    Error unknown_key(std::string_view key) {
        TextWriter w = start_message();
        w.add("unknown key ").add_safe(key, 40).add("; known are");
        for (const Key& k : keys()) w.add(' ').add(k.name);
        return Error::invalid;
    }

    static constexpr u32 k_day_ms = 24 * 3600 * 1000, k_most_run = 200;
    RecoveryRule rules_[k_most_rules];
    u32 count_ = 0;
    u32 line_ = 0, section_line_ = 0;
    u32 seen_ = 0; ///< bit per key of keys(), in this section
    char message_[320] = "";
};

} // namespace alcove
