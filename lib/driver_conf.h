// SPDX-License-Identifier: MIT
// Reads driver.conf, which declares a bundle: modules, class, rights, limits, recovery policy.
#pragma once
#include "lib/check_kinds.h"
#include "lib/command_words.h"
#include "lib/result.h"
#include "lib/text_buffer.h"
#include <array>

namespace alcove {

/// The contents of one driver.conf. Lines are `key = value`; '#' begins a comment. A key stands once,
/// but for param.MODULE.NAME with each module and name. A limit of 0 means: the executive's default.
/// The texts point into what was parsed.
class DriverConf {
  public:
    static constexpr u32 k_most_modules = 8, k_most_pci = 32, k_most_ranges = 8, k_most_parameters = 32;
    static constexpr u32 k_any = 0xFFFFFFFF; ///< `*` in a PCI id

    struct PciId {
        u32 vendor, device; ///< k_any matches all
        bool matches(u32 v, u32 d) const {
            return (vendor == k_any || vendor == v) && (device == k_any || device == d);
        }
    };
    struct Range {
        u32 first, last; ///< both belong to it
        bool contains(u32 start, u32 count) const {
            return count != 0 && start >= first && start <= last && count - 1 <= last - start;
        }
    };
    struct Parameter {
        std::string_view module, name, value;
    };
    template <typename T, u32 Most>
    struct Items {
        T items[Most] = {};
        u32 count = 0;
        bool add(const T& t) {
            if (count == Most) return false;
            items[count++] = t;
            return true;
        }
        const T* begin() const { return items; }
        const T* end() const { return items + count; }
    };

    Items<std::string_view, k_most_modules> modules; ///< in the order of loading
    std::string_view device_class;                   ///< net, sound, block, char, fs, or "" when not said
    Items<PciId, k_most_pci> pci;
    Items<Range, k_most_ranges> ports;
    Items<Range, k_most_ranges> iomem;
    u32 irqs = 0; ///< bit per line
    u32 memory_kib = 0;
    Items<Parameter, k_most_parameters> parameters;
    u32 deadline_interrupt_ms = 0, deadline_softirq_ms = 0, deadline_process_ms = 0;
    u32 health_silent_ms = 1000, health_carrier_ms = 3000; ///< recovery/net_health.h; 0: not judged
    u32 health_loss_ms = 2000, health_transmit_ms = 1000, health_damage_frames = 4;
    u32 health_request_ms = 15000; ///< recovery/block_shadow.h; 0: not judged
    u32 recovery_retries = 0, recovery_backoff_max_ms = 0;
    bool has_recovery_retries = false; ///< 0 retries is a policy of its own: never restart
    bool tx_copy = false;
    bool is_volatile = false; ///< its disks' contents go with the domain
    u32 rx_frames = 0;
    u32 checks = 0; ///< mask of lib/check_kinds.h

    u32 module_count() const { return modules.count; }
    std::string_view module(u32 i) const { return modules.items[i]; }

    /// Reads a whole file. Error: invalid; message() then names line and reason. The text must stay.
    Result<void> parse(std::string_view text) {
        *this = DriverConf{};
        for (line_ = 1; !text.empty(); ++line_) {
            const usize end = text.find('\n');
            const std::string_view line = text.substr(0, end);
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
            const Result<void> r = parse_line(trim(line.substr(0, line.find('#'))));
            if (!r) return r;
        }
        if (modules.count == 0) {
            line_ = 0;
            return bad("no modules: a line `modules = NAME...` is needed");
        }
        return {};
    }
    const char* message() const { return message_; }

    DriverConf() = default;
    DriverConf(const DriverConf&) = default;
    DriverConf& operator=(const DriverConf&) = default;

  private:
    using Setter = Result<void> (DriverConf::*)(std::string_view value);
    struct Key {
        std::string_view name;
        Setter set;
    };
    template <u32 DriverConf::*Member, u32 Low, u32 High>
    Result<void> set_number(std::string_view value) {
        u32 n;
        if (!parse_number(value, n)) return bad("not a number", value);
        if (n < Low || n > High) return out_of_range(value, Low, High);
        this->*Member = n;
        return {};
    }
    template <Items<Range, k_most_ranges> DriverConf::*Member, u32 Highest>
    Result<void> set_ranges(std::string_view value) {
        for (std::string_view word; !(word = next_word(value, ",")).empty();) {
            const usize dash = word.find('-');
            Range r{};
            if (!parse_number(word.substr(0, dash), r.first, 16))
                return bad("not FIRST-LAST in hexadecimal", word);
            r.last = r.first;
            if (dash != std::string_view::npos && !parse_number(after(word, dash + 1), r.last, 16))
                return bad("not FIRST-LAST in hexadecimal", word);
            if (r.last < r.first) return bad("range ends before it begins", word);
            if (r.last > Highest) return bad("beyond the last address", word);
            if (!(this->*Member).add(r)) return bad("too many ranges", word);
        }
        return (this->*Member).count ? Result<void>() : bad("empty value");
    }
    Result<void> set_modules(std::string_view value) {
        for (std::string_view word; !(word = next_word(value, ",")).empty();) {
            if (!is_name(word)) return bad("not a module's name", word);
            for (std::string_view other : modules)
                if (other == word) return bad("module named twice", word);
            if (!modules.add(word)) return bad("too many modules", word);
        }
        return modules.count ? Result<void>() : bad("empty value");
    }
    Result<void> set_class(std::string_view value) {
        for (std::string_view known : {"net", "sound", "block", "char", "fs"})
            if (value == known) {
                device_class = value;
                return {};
            }
        return bad("unknown class (net, sound, block, char or fs)", value);
    }
    Result<void> set_pci(std::string_view value) {
        for (std::string_view word; !(word = next_word(value, ",")).empty();) {
            const usize colon = word.find(':');
            PciId id{};
            if (colon == std::string_view::npos || !pci_part(word.substr(0, colon), id.vendor) ||
                !pci_part(after(word, colon + 1), id.device))
                return bad("not VENDOR:DEVICE in hexadecimal", word);
            if (!pci.add(id)) return bad("too many PCI ids", word);
        }
        return pci.count ? Result<void>() : bad("empty value");
    }
    static bool pci_part(std::string_view s, u32& out) {
        if (s == "*") {
            out = k_any;
            return true;
        }
        return parse_number(s, out, 16) && out <= 0xFFFF;
    }
    Result<void> set_irqs(std::string_view value) {
        for (std::string_view word; !(word = next_word(value, ",")).empty();) {
            u32 n;
            if (!parse_number(word, n) || n > 15) return bad("not an interrupt line (0 to 15)", word);
            irqs |= 1u << n;
        }
        return irqs ? Result<void>() : bad("empty value");
    }
    Result<void> set_retries(std::string_view value) {
        has_recovery_retries = true;
        return set_number<&DriverConf::recovery_retries, 0, 1000000>(value);
    }
    template <bool DriverConf::*Member>
    Result<void> set_flag(std::string_view value) {
        this->*Member = value == "yes" || value == "true" || value == "on" || value == "1";
        if (this->*Member || value == "no" || value == "false" || value == "off" || value == "0") return {};
        return bad("neither yes nor no", value);
    }
    Result<void> set_check(std::string_view value) {
        std::string_view unknown;
        return parse_check_kinds(value, checks, unknown) ? Result<void>() : bad("no checker", unknown);
    }
    Result<void> set_parameter(std::string_view key, std::string_view value) {
        key.remove_prefix(k_parameter_prefix.size());
        const usize dot = key.find('.');
        if (dot == std::string_view::npos || !is_name(key.substr(0, dot)) || !is_name(after(key, dot + 1)))
            return bad("not param.MODULE.NAME", key);
        const Parameter p{key.substr(0, dot), after(key, dot + 1), value};
        for (const Parameter& other : parameters)
            if (other.module == p.module && other.name == p.name) return bad("parameter given twice", key);
        return parameters.add(p) ? Result<void>() : bad("too many parameters", key);
    }

    static constexpr std::string_view k_parameter_prefix = "param.";
    static constexpr u32 k_day_ms = 24 * 3600 * 1000;
    static const auto& keys() {
        static constexpr auto k_keys = std::to_array<Key>({
            {"modules", &DriverConf::set_modules},
            {"class", &DriverConf::set_class},
            {"pci", &DriverConf::set_pci},
            {"ports", &DriverConf::set_ranges<&DriverConf::ports, 0xFFFF>},
            {"irqs", &DriverConf::set_irqs},
            {"memory", &DriverConf::set_number<&DriverConf::memory_kib, 4, 768 * 1024>},
            {"iomem", &DriverConf::set_ranges<&DriverConf::iomem, 0xFFFFFFFF>},
            {"deadline.interrupt", &DriverConf::set_number<&DriverConf::deadline_interrupt_ms, 1, k_day_ms>},
            {"deadline.softirq", &DriverConf::set_number<&DriverConf::deadline_softirq_ms, 1, k_day_ms>},
            {"deadline.process", &DriverConf::set_number<&DriverConf::deadline_process_ms, 1, k_day_ms>},
            {"health.silent", &DriverConf::set_number<&DriverConf::health_silent_ms, 0, k_day_ms>},
            {"health.carrier", &DriverConf::set_number<&DriverConf::health_carrier_ms, 0, k_day_ms>},
            {"health.damage", &DriverConf::set_number<&DriverConf::health_damage_frames, 0, 1000000>},
            {"health.loss", &DriverConf::set_number<&DriverConf::health_loss_ms, 0, k_day_ms>},
            {"health.transmit", &DriverConf::set_number<&DriverConf::health_transmit_ms, 0, k_day_ms>},
            {"recovery.retries", &DriverConf::set_retries},
            {"recovery.backoff_max",
             &DriverConf::set_number<&DriverConf::recovery_backoff_max_ms, 1, k_day_ms>},
            {"health.request", &DriverConf::set_number<&DriverConf::health_request_ms, 0, k_day_ms>},
            {"tx_copy", &DriverConf::set_flag<&DriverConf::tx_copy>},
            {"volatile", &DriverConf::set_flag<&DriverConf::is_volatile>},
            {"check", &DriverConf::set_check},
            {"rx_frames", &DriverConf::set_number<&DriverConf::rx_frames, 2, 1000000>},
        });
        return k_keys;
    }

    Result<void> parse_line(std::string_view line) {
        if (line.empty()) return {};
        const usize equals = line.find('=');
        if (equals == std::string_view::npos) return bad("not `key = value`", line);
        const std::string_view key = trim(line.substr(0, equals)), value = trim(after(line, equals + 1));
        if (key.starts_with(k_parameter_prefix)) return set_parameter(key, value);
        const auto& all = keys();
        for (u32 i = 0; i < all.size(); ++i) {
            if (all[i].name != key) continue;
            if ((seen_ >> i & 1) != 0) return bad("key given twice", key);
            seen_ |= 1u << i;
            return value.empty() ? bad("empty value") : (this->*all[i].set)(value);
        }
        return unknown_key(key);
    }
    static bool is_name(std::string_view s) {
        for (char c : s) {
            const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '-') return false;
        }
        return !s.empty() && s.size() < 32;
    }

    TextWriter start_message() {
        TextWriter w(message_, sizeof message_);
        if (line_ != 0) w.add("line ").add_number(line_).add(": ");
        return w;
    }
    Error bad(const char* why) {
        start_message().add(why);
        return Error::invalid;
    }
    Error bad(const char* why, std::string_view what) {
        start_message().add(why).add(": ").add_safe(what, 40);
        return Error::invalid;
    }
    Error out_of_range(std::string_view what, u32 low, u32 high) {
        start_message()
            .add("not between ")
            .add_number(low)
            .add(" and ")
            .add_number(high)
            .add(": ")
            .add_safe(what, 40);
        return Error::invalid;
    }
    Error unknown_key(std::string_view key) {
        TextWriter w = start_message();
        w.add("unknown key ").add_safe(key, 40).add("; known are");
        for (const Key& k : keys()) w.add(' ').add(k.name);
        w.add(" param.MODULE.NAME");
        return Error::invalid;
    }

    u32 line_ = 0;
    u32 seen_ = 0; ///< bit per key of keys()
    char message_[320] = "";
};

} // namespace alcove
