// SPDX-License-Identifier: MIT
// ls: lists directories.
#include "alcove/program.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {"ls", "[-1l] [PATH...]", "Lists directories, by default the root.", "1l",
                               "  -1  one name a line\n  -l  with type and size\n"};
constexpr unsigned k_columns = 80;

struct Format {
    bool one_a_line, details;
};

struct Names {
    dirent* entries = nullptr;
    unsigned count = 0, room = 0;
    ~Names() { free(entries); }
    void add(const dirent& entry) {
        if (count == room) {
            room = room ? room * 2 : 32;
            entries = static_cast<dirent*>(realloc(entries, room * sizeof(dirent)));
            if (!entries) fail("out of memory");
        }
        entries[count++] = entry;
    }
    void sort() {
        qsort(entries, count, sizeof(dirent), [](const void* a, const void* b) {
            return strcmp(static_cast<const dirent*>(a)->d_name, static_cast<const dirent*>(b)->d_name);
        });
    }
};

const char* mark(const dirent& entry) { return entry.d_type == DT_DIR ? "/" : ""; }

void print_columns(const Names& names) {
    unsigned width = 1;
    for (unsigned i = 0; i < names.count; i++) {
        const unsigned n = strlen(names.entries[i].d_name) + strlen(mark(names.entries[i])) + 2;
        if (n > width) width = n;
    }
    const unsigned columns = width < k_columns ? k_columns / width : 1;
    const unsigned rows = (names.count + columns - 1) / columns;
    for (unsigned row = 0; row < rows; row++) {
        for (unsigned i = row; i < names.count; i += rows) {
            const dirent& e = names.entries[i];
            const unsigned n = iprintf("%s%s", e.d_name, mark(e));
            if (i + rows < names.count) iprintf("%*s", static_cast<int>(width - n), "");
        }
        putchar('\n');
    }
}

void print(const Names& names, const Format& format) {
    if (!format.one_a_line && !format.details) return print_columns(names);
    for (unsigned i = 0; i < names.count; i++) {
        const dirent& e = names.entries[i];
        const char type = e.d_type == DT_DIR ? 'd' : e.d_type == DT_CHR ? 'c' : '-';
        if (format.details) iprintf("%c %9u  ", type, e.d_size);
        iprintf("%s%s\n", e.d_name, mark(e));
    }
}

bool list(const char* path, const Format& format) {
    Names names;
    struct stat status;
    if (stat(path, &status) < 0) {
        complain_errno("%s", path);
        return false;
    }
    if (!S_ISDIR(status.st_mode)) {
        dirent entry = {};
        strlcpy(entry.d_name, path, sizeof entry.d_name);
        entry.d_type = S_ISCHR(status.st_mode) ? DT_CHR : DT_REG;
        entry.d_size = static_cast<unsigned>(status.st_size);
        names.add(entry);
        print(names, format);
        return true;
    }
    DIR* directory = opendir(path);
    if (!directory) {
        complain_errno("%s", path);
        return false;
    }
    while (const dirent* entry = readdir(directory)) names.add(*entry);
    closedir(directory);
    names.sort();
    print(names, format);
    return true;
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    Format format = {!isatty(STDOUT_FILENO), false};
    while (const char letter = options.next()) (letter == 'l' ? format.details : format.one_a_line) = true;
    if (options.operand_count() == 0) return list("/", format) ? 0 : 1;
    bool ok = true;
    for (int i = 0; i < options.operand_count(); i++) {
        if (options.operand_count() > 1) iprintf("%s%s:\n", i ? "\n" : "", options.operands()[i]);
        ok &= list(options.operands()[i], format);
    }
    return ok ? 0 : 1;
}
