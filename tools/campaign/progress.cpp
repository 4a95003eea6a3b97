// SPDX-License-Identifier: MIT
// The bar of a campaign.
#include "tools/campaign/progress.h"
#include <cmath>
#include <fmt/format.h>

namespace alcove::campaign {
namespace {

std::string left_text(double seconds) {
    const auto s = std::lround(seconds);
    return s < 90     ? fmt::format("{} s", s)
           : s < 5400 ? fmt::format("{} min", (s + 30) / 60)
                      : fmt::format("{:.1f} h", static_cast<double>(s) / 3600);
}

} // namespace

Progress::Progress(std::size_t total, std::size_t known) : total_(total) {
    if (known) display_.line(fmt::format("{} trials are there already, {} are to be run", known, total));
}

void Progress::add(const Row& row) {
    done_++;
    tally_[row.key.mode + " " + std::string(verdict_text(row.verdict))]++;
    if (!row.integrity) tally_[row.key.mode + " INTEGRITY"]++;
    const auto now = Clock::now();
    if (done_ < total_ && now - drawn_ < std::chrono::milliseconds(250)) return;
    drawn_ = now;
    draw();
}

void Progress::draw() {
    const double seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
    const double rate = seconds > 0 ? static_cast<double>(done_) / seconds : 0;
    std::string text = fmt::format("{} of {}, {:.1f}/s", done_, total_, rate);
    if (rate > 0) text += fmt::format(", {} left", left_text(static_cast<double>(total_ - done_) / rate));
    for (const auto& [name, n] : tally_)
        if (name.find("crash") != std::string::npos || name.find("hang") != std::string::npos ||
            name.find("INTEGRITY") != std::string::npos || name.find("recovered") != std::string::npos)
            text += fmt::format("; {}: {}", name, n);
    display_.bar("trials ", static_cast<double>(done_) / static_cast<double>(total_), text);
}

} // namespace alcove::campaign
