// SPDX-License-Identifier: MIT
// A ring of lines.
#include "history.h"
#include <stdio.h>
#include <string.h>

namespace alcove::shell {

void History::add(const char* line) {
    if (!*line || (count_ > 0 && strcmp(at(count_ - 1), line) == 0)) return;
    strlcpy(lines_[(first_ + count_) % k_lines], line, k_max_line);
    if (count_ < k_lines) {
        count_++;
    } else {
        first_ = (first_ + 1) % k_lines;
    }
}

int History::find(const char* text, int before) const {
    for (int i = before - 1; i >= 0; i--) {
        if (strstr(at(i), text)) return i;
    }
    return -1;
}

void History::print() const {
    for (int i = 0; i < count_; i++) iprintf("%4d  %s\n", i + 1, at(i));
}

} // namespace alcove::shell
