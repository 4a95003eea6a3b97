// SPDX-License-Identifier: MIT
// Lines, progress bar and tables on stdout.
#include "tools/common/display.h"
#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <unistd.h>

namespace alcove::tools {
namespace {

constexpr int k_bar_width = 32;

} // namespace

Display::Display() : terminal_(isatty(STDOUT_FILENO)) {}
Display::~Display() { end_progress(); }

void Display::line(const std::string& text) {
    if (bar_shown_) fmt::print("\r\x1b[K");
    bar_shown_ = false;
    fmt::print("{}\n", text);
    std::fflush(stdout);
}

void Display::progress(const std::string& label, std::uint64_t done, std::uint64_t total, double seconds) {
    const double part = total ? static_cast<double>(done) / static_cast<double>(total) : 0;
    const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
    const std::string numbers = fmt::format("{:3.0f} %  {} of {}, {}/s", part * 100, bytes_text(done),
                                            bytes_text(total), bytes_text(static_cast<std::uint64_t>(rate)));
    bar(label, part, numbers);
}

void Display::bar(const std::string& label, double part, const std::string& numbers) {
    if (!terminal_) {
        if (static_cast<int>(part * 4) <= quarters_shown_) return;
        quarters_shown_ = static_cast<int>(part * 4);
        return line(fmt::format("{}{}", label, numbers));
    }
    const int full = static_cast<int>(part * k_bar_width);
    fmt::print("\r\x1b[K{}[{}{}] {}", label, std::string(full, '#'), std::string(k_bar_width - full, '.'),
               numbers);
    std::fflush(stdout);
    bar_shown_ = true;
}

void Display::status(const std::string& text) {
    if (!terminal_) return;
    fmt::print("\r\x1b[K{}", text);
    std::fflush(stdout);
    bar_shown_ = true;
}

void Display::end_progress() {
    if (bar_shown_) fmt::print("\r\x1b[K");
    std::fflush(stdout);
    bar_shown_ = false;
    quarters_shown_ = 0;
}

std::string Display::strong(const std::string& text) const {
    return terminal_ ? "\x1b[1m" + text + "\x1b[0m" : text;
}

std::string bytes_text(std::uint64_t bytes) {
    if (bytes >= 1 << 20) return fmt::format("{:.1f} MiB", static_cast<double>(bytes) / (1 << 20));
    if (bytes >= 1 << 10) return fmt::format("{:.0f} KiB", static_cast<double>(bytes) / (1 << 10));
    return fmt::format("{} B", bytes);
}

std::string duration_text(double us) {
    if (us >= 1e6) return fmt::format("{:.2f} s", us / 1e6);
    if (us >= 1e3) return fmt::format("{:.1f} ms", us / 1e3);
    return fmt::format("{:.0f} us", us);
}

std::string Table::text() const {
    std::vector<std::size_t> width;
    for (const auto& row : rows_)
        for (std::size_t i = 0; i < row.size(); ++i) {
            width.resize(std::max(width.size(), i + 1));
            width[i] = std::max(width[i], row[i].size());
        }
    std::string all;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
        std::string line, rule;
        for (std::size_t i = 0; i < rows_[r].size(); ++i) {
            const bool last = i + 1 == rows_[r].size();
            line += last ? rows_[r][i] : fmt::format("{:<{}}", rows_[r][i], width[i] + 2);
            rule += std::string(width[i], '-') + "  ";
        }
        all += line + "\n";
        if (r == 0) all += rule.substr(0, rule.size() - 2) + "\n";
    }
    return all;
}

} // namespace alcove::tools
