// SPDX-License-Identifier: MIT
// Tab completion.
#include "completion.h"
#include "builtins.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace alcove::shell {

Completion::~Completion() { free(candidates_); }

void Completion::consider(const char* name, bool directory) {
    if (strncmp(name, prefix_, strlen(prefix_)) != 0 || strlen(name) >= sizeof(Candidate::name)) return;
    if (count_ == room_) {
        const int room = room_ ? room_ * 2 : 16;
        void* larger = realloc(candidates_, static_cast<size_t>(room) * sizeof(Candidate));
        if (!larger) return;
        candidates_ = static_cast<Candidate*>(larger);
        room_ = room;
    }
    Candidate& c = candidates_[count_++];
    strlcpy(c.name, name, sizeof c.name);
    c.directory = directory;
}

void Completion::consider_folder(const char* folder) {
    DIR* directory = opendir(folder);
    if (!directory) return;
    while (const dirent* entry = readdir(directory)) consider(entry->d_name, entry->d_type == DT_DIR);
    closedir(directory);
}

/// What all candidates begin with, and the end of the word when there is one only.
void Completion::decide() {
    if (count_ == 0) return;
    size_t common = strlen(candidates_[0].name);
    for (int i = 1; i < count_; i++) {
        size_t n = 0;
        while (n < common && candidates_[i].name[n] == candidates_[0].name[n]) n++;
        common = n;
    }
    const size_t typed = strlen(prefix_);
    memcpy(added_, candidates_[0].name + typed, common - typed);
    added_[common - typed] = '\0';
    if (count_ == 1) strlcat(added_, candidates_[0].directory ? "/" : " ", sizeof added_);
}

void Completion::find(const char* line, int cursor) {
    int start = cursor;
    while (start > 0 && !strchr(" |;&<", line[start - 1])) start--;
    int before = start;
    while (before > 0 && line[before - 1] == ' ') before--;
    const bool first = before == 0 || strchr("|;&", line[before - 1]);

    int slash = cursor;
    while (slash > start && line[slash - 1] != '/') slash--;
    if (cursor - slash >= static_cast<int>(sizeof prefix_)) return;
    memcpy(prefix_, line + slash, static_cast<size_t>(cursor - slash));
    prefix_[cursor - slash] = '\0';

    if (slash > start) {
        char folder[256];
        sniprintf(folder, sizeof folder, "%.*s", slash - start, line + start);
        consider_folder(folder);
    } else if (first) {
        consider_folder("/bin");
        for (const Builtin& b : k_builtins) consider(b.name, false);
    } else {
        consider_folder("/");
    }
    decide();
}

void Completion::print() const {
    constexpr int k_columns = 80;
    int column = 0;
    for (int i = 0; i < count_; i++) {
        const int width = static_cast<int>(strlen(candidates_[i].name)) + 3;
        if (column + width > k_columns) {
            putchar('\n');
            column = 0;
        }
        column += iprintf("%s%s  ", candidates_[i].name, candidates_[i].directory ? "/" : "");
    }
    putchar('\n');
    fflush(stdout);
}

} // namespace alcove::shell
