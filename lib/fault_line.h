// SPDX-License-Identifier: MIT
// Reads one line of a fault plan: what tools/plan writes and the control channel's `inject` takes.
#pragma once
#include "lib/command_words.h"
#include <span>
#include <string_view>

namespace alcove {

/// Faults that change no code. The order is that of k_environment_names.
enum class EnvironmentFault : u8 {
    alloc_fail,       ///< count: which allocation from now on fails, 1 is the next
    dma_map_fail,     ///< count: which mapping or allocation for DMA
    irq_request_fail, ///< count: which request of an interrupt line
    irq_lost,         ///< count: how many interrupts are withheld
    irq_spurious,     ///< count: how many interrupts come that no device raised
    irq_stuck,        ///< the line stays asserted: count is of no meaning
    device_ones,      ///< the device answers all ones: count is of no meaning
    data_corrupt,     ///< count: how many received frames, or pages read of a disk, have one bit flipped
};
constexpr u32 k_environment_faults = 8;
constexpr const char* k_environment_names[k_environment_faults] = {
    "alloc-fail",   "dma-map-fail", "irq-request-fail", "irq-lost",
    "irq-spurious", "irq-stuck",    "device-ones",      "data-corrupt"};

/// A line, its words separated by spaces, in one of two forms (docs/fault-injection.md):
///
///   code TYPE MODULE OFFSET OLD NEW [xor=HEX] [thunk=HEX] [new+K=TARGET ...] [thunk+K=TARGET ...]
///   env KIND [COUNT]
///
/// OFFSET (hexadecimal) is the site's distance from the begin of the module's loaded text. OLD and NEW have
/// two hexadecimal digits for each byte of the instruction there. ".." in OLD is a byte that the loader
/// relocates: it is not compared; ".." in NEW leaves a byte as it is. xor is applied to the bytes after that.
/// A thunk is code that the domain gets beside its modules. At byte K of NEW or of the thunk the distance to
/// TARGET is stored, as call and jmp take it (4 bytes): "@thunk", or a symbol as the module's own undefined
/// ones are resolved.
///
/// The views point into the words given to parse().
struct FaultLine {
    static constexpr u32 k_most_bytes = 15; ///< of an instruction (SDM vol. 2, 2.3.11)
    static constexpr u32 k_most_thunk = 64;
    static constexpr u32 k_most_fixes = 6;
    struct Byte {
        u8 value;
        bool known; ///< false: ".."
    };
    struct Fix {
        bool in_thunk;
        u8 at;
        std::string_view target;
    };

    bool is_code = false;
    std::string_view type; ///< of code; KIND of the environment's
    std::string_view module;
    u32 offset = 0, length = 0;
    Byte before[k_most_bytes] = {}, after[k_most_bytes] = {};
    u8 flip[k_most_bytes] = {};
    u8 thunk[k_most_thunk] = {};
    u32 thunk_length = 0;
    Fix fixes[k_most_fixes] = {};
    u32 fix_count = 0;
    EnvironmentFault environment = {};
    u32 count = 1;

    /// Returns nullptr, or what is wrong in a few words. Only after nullptr the rest means something.
    const char* parse(std::span<const std::string_view> words) {
        *this = FaultLine();
        if (!words.empty() && words[0] == "env") return parse_environment(words.subspan(1));
        if (words.size() < 6 || words[0] != "code")
            return "neither `code TYPE MODULE OFFSET OLD NEW` nor `env KIND`";
        is_code = true;
        type = words[1];
        module = words[2];
        if (!parse_number(words[3], offset, 16)) return "bad offset";
        if (!masked(words[4], before, length) || length == 0) return "bad old bytes";
        u32 n = 0;
        if (!masked(words[5], after, n) || n != length) return "the new bytes are not as many as the old";
        for (const std::string_view w : words.subspan(6))
            if (const char* wrong = parse_option(w)) return wrong;
        return check_fixes();
    }

  private:
    static int digit(char ch) {
        if (ch >= '0' && ch <= '9') return ch - '0';
        if (ch >= 'a' && ch <= 'f') return ch - 'a' + 10;
        return -1;
    }
    static bool byte_at(std::string_view text, u32 i, u8& value) {
        const int high = digit(text[2 * i]), low = digit(text[2 * i + 1]);
        value = static_cast<u8>(high << 4 | low);
        return high >= 0 && low >= 0;
    }
    static bool plain(std::string_view text, std::span<u8> bytes, u32& n) {
        n = static_cast<u32>(text.size() / 2);
        if (text.size() % 2 || n > bytes.size()) return false;
        for (u32 i = 0; i < n; ++i)
            if (!byte_at(text, i, bytes[i])) return false;
        return true;
    }
    static bool masked(std::string_view text, std::span<Byte> bytes, u32& n) {
        n = static_cast<u32>(text.size() / 2);
        if (text.size() % 2 || n > bytes.size()) return false;
        for (u32 i = 0; i < n; ++i) {
            bytes[i].known = text[2 * i] != '.' || text[2 * i + 1] != '.';
            if (bytes[i].known && !byte_at(text, i, bytes[i].value)) return false;
        }
        return true;
    }
    static bool take(std::string_view& text, std::string_view prefix) {
        if (!text.starts_with(prefix)) return false;
        text.remove_prefix(prefix.size());
        return true;
    }

    const char* parse_option(std::string_view w) {
        u32 n = 0;
        if (take(w, "xor=")) return plain(w, flip, n) && n == length ? nullptr : "bad xor";
        if (take(w, "thunk=")) return plain(w, thunk, thunk_length) ? nullptr : "bad thunk";
        Fix fix = {};
        if (take(w, "thunk+"))
            fix.in_thunk = true;
        else if (!take(w, "new+"))
            return "unknown word";
        fix.target = w;
        const std::string_view place = next_word(fix.target, "=");
        if (!parse_number(place, n, 10) || n > k_most_thunk) return "bad place of a target";
        (void)take(fix.target, "=");
        if (fix_count == k_most_fixes) return "too many targets";
        fix.at = static_cast<u8>(n);
        fixes[fix_count++] = fix;
        return nullptr;
    }
    const char* check_fixes() const {
        for (u32 i = 0; i < fix_count; ++i) {
            if (fixes[i].at + 4u > (fixes[i].in_thunk ? thunk_length : length))
                return "a target lies outside the code";
            if (fixes[i].target.empty() || (fixes[i].target == "@thunk" && !thunk_length))
                return "bad target";
        }
        return nullptr;
    }
    const char* parse_environment(std::span<const std::string_view> words) {
        if (words.empty() || words.size() > 2) return "`env KIND [COUNT]`";
        type = words[0];
        for (u32 i = 0; i < k_environment_faults; ++i)
            if (type == k_environment_names[i]) {
                environment = static_cast<EnvironmentFault>(i);
                return words.size() == 1 || (parse_number(words[1], count, 10) && count) ? nullptr
                                                                                         : "bad count";
            }
        return "unknown kind of environment fault";
    }
};

} // namespace alcove
