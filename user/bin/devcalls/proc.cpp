// SPDX-License-Identifier: MIT
// Files below /proc, of each kind that drivers have (tests/system/modules/chardev/procs.c).
#include "user/bin/devcalls/checks.h"
#include "alcove/process.h"
#include <initializer_list>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

namespace alcove::devcalls {
namespace {

constexpr const char* k_word = "/proc/driver/test/word";
constexpr const char* k_made = "/proc/driver/test/made";

/// Reads in portions of `portion` bytes up to the end.
int read_all(int fd, char* to, int room, int portion) {
    int done = 0;
    while (done < room) {
        const int n = static_cast<int>(
            read(fd, to + done, static_cast<size_t>(portion < room - done ? portion : room - done)));
        if (n < 0) return n;
        if (n == 0) break;
        done += n;
    }
    return done;
}

bool appears(const char* path, bool wanted) {
    struct stat status;
    for (int i = 0; i < 200; i++) {
        if ((stat(path, &status) == 0) == wanted) return true;
        user::sleep_ms(10);
    }
    return false;
}

int write_word(const char* word) {
    Device d(O_WRONLY, k_word);
    return d < 0 ? -1 : static_cast<int>(write(d, word, strlen(word)));
}

} // namespace

void proc_texts() {
    constexpr int k_size = 2000;
    static char text[k_size + 1], line[16];
    for (const int portion : {4096, 100, 7}) {
        Device d(O_RDONLY, "/proc/driver/test/whole");
        MUST_BE(d >= 0, 1);
        MUST_BE(read_all(d, text, k_size + 1, portion), k_size);
        for (int i = 0; i < k_size / 10; i++) {
            sniprintf(line, sizeof line, "line %04d\n", i);
            MUST_BE(memcmp(text + 10 * i, line, 10), 0);
        }
    }
    Device d(O_RDONLY, "/proc/driver/test/whole");
    MUST_BE(lseek(d, 1995, SEEK_SET), 1995);
    MUST_BE(read(d, text, 100), 5);
    MUST_BE(memcmp(text, "0199\n", 5), 0);
    MUST_BE(lseek(d, 0, SEEK_SET), 0);
    MUST_FAIL(read(d, reinterpret_cast<void*>(0xC0000000), 16), EFAULT);
}

void proc_chunks() {
    constexpr int k_size = 20000, k_records = 300 * 7;
    static char bytes[k_size + 1];
    for (const int portion : {5000, 333}) {
        Device d(O_RDONLY, "/proc/driver/test/chunk");
        MUST_BE(read_all(d, bytes, k_size + 1, portion), k_size);
        for (int i = 0; i < k_size; i++)
            if (bytes[i] != static_cast<char>(i * 7 % 251)) MUST_BE(i, -1);
    }
    Device d(O_RDONLY, "/proc/driver/test/count");
    MUST_BE(read_all(d, bytes, k_size, 500), k_records);
    MUST_BE(memcmp(bytes + k_records - 7, "rec299\n", 7), 0);
}

void proc_writes() {
    char text[64] = "";
    MUST_BE(write_word("red"), 3);
    {
        Device d(O_RDONLY, k_word);
        MUST_BE(read(d, text, sizeof text), 9);
        MUST_BE(strcmp(text, "it is red"), 0);
    }
    MUST_FAIL(write_word("a word of more than the bytes that fit"), EINVAL);
    for (int i = 0; i < 3; i++) {
        MUST_BE(write_word("make"), 4);
        MUST_BE(appears(k_made, true), 1);
        Device d(O_RDONLY, k_made);
        MUST_BE(read(d, text, sizeof text), 4);
        MUST_BE(write_word("drop"), 4);
        MUST_BE(appears(k_made, false), 1);
        MUST_FAIL(read(d, text, sizeof text), ENODEV);
    }
}

void proc_operations() {
    char text[64] = "";
    Device d(O_RDONLY, "/proc/driver/test/operations");
    MUST_BE(read(d, text, sizeof text), 10);
    MUST_BE(strcmp(text, "operations"), 0);
    Device reader(O_RDWR, "/proc/driver/test/whole");
    MUST_FAIL(write(reader, "x", 1), EIO);
    MUST_FAIL(open("/proc/driver/test/no name", O_RDONLY), ENOENT);
    struct stat status;
    MUST_BE(stat("/proc/driver/test", &status), 0);
    MUST_BE(S_ISDIR(status.st_mode), 1);
}

} // namespace alcove::devcalls
