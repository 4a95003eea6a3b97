// SPDX-License-Identifier: MIT
// Draws at most five times a second.
#include "progress.h"
#include "alcove/process.h"
#include <stdio.h>
#include <string.h>

namespace alcove::fetch {

namespace {

constexpr unsigned k_interval_ms = 200;
constexpr int k_bar = 30;

} // namespace

Progress::Progress(uint64_t total, bool wanted)
    : total_(total), wanted_(wanted), started_(user::now_ms()), drawn_at_(started_) {}

void Progress::at(uint64_t bytes) {
    if (!wanted_) return;
    const unsigned now = user::now_ms();
    if (now - drawn_at_ >= k_interval_ms) draw(bytes, now);
}

void Progress::draw(uint64_t bytes, unsigned now) {
    const unsigned elapsed = now - started_ ? now - started_ : 1;
    const unsigned rate = static_cast<unsigned>(bytes * 1000 / elapsed / 1024);
    char bar[k_bar + 1] = "";
    unsigned percent = 0;
    if (total_ > 0) {
        const int full = static_cast<int>(bytes * k_bar / total_);
        for (int i = 0; i < k_bar; i++) bar[i] = i < full ? '#' : '.';
        percent = static_cast<unsigned>(bytes * 100 / total_);
    }
    fiprintf(stderr, "\r[%s] %3u%%  %u KiB  %u KiB/s \x1b[K", bar, percent,
             static_cast<unsigned>(bytes / 1024), rate);
    drawn_ = true;
    drawn_at_ = now;
}

void Progress::clear() {
    if (drawn_) fputs("\r\x1b[K", stderr);
    drawn_ = false;
}

} // namespace alcove::fetch
