// SPDX-License-Identifier: MIT
// Memory of a device in that of a program (tests/system/modules/chardev/maps.c).
#include "user/bin/devcalls/checks.h"
#include "alcove/process.h"
#include "exec/abi/stubs.h"
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

namespace alcove::devcalls {
namespace {

constexpr int k_page = 4096;
/// As in tests/system/modules/chardev/chardev.h.
enum Place { shared = 0, single = 16, screen = 32, foreign = 48, stack = 49, none = 60 };
enum Request : unsigned { look = 0x4313, maps, drop };

char* map(int fd, int pages, Place at, int rights = PROT_READ | PROT_WRITE) {
    void* p = mmap(nullptr, static_cast<size_t>(pages * k_page), rights, MAP_SHARED, fd, at * k_page);
    return p == MAP_FAILED ? nullptr : static_cast<char*>(p);
}

/// Status of a child that touches what it has mapped, or has no more.
int touch(const char* how) {
    const char* const child[] = {"devcalls", how, nullptr};
    const int pid = user::spawn("/bin/devcalls", child, {0, 1, 2}, ALCOVE_JOB_SAME);
    int status = -1;
    return pid > 0 && user::wait_for(pid, status) == pid ? status : -1;
}

} // namespace

int child(const char* how) {
    Device d;
    char* p = map(d, 1, shared, strcmp(how, "read-only") == 0 ? PROT_READ : PROT_READ | PROT_WRITE);
    if (!p || p[0] == 0) return 1;
    if (strcmp(how, "unmapped") == 0) munmap(p, k_page);
    *static_cast<volatile char*>(p) = 'x';
    return 0;
}

/// Over a failure of the driver: what it has lent stays, and the next one lends anew.
int hold() {
    Device d;
    char* p = map(d, 2, shared);
    if (!p) return 1;
    memset(p, 'h', 2 * k_page);
    iprintf("mapped\n");
    fflush(stdout);
    for (int i = 0; i < 500 && ioctl(d, look, 0) == 'h'; i++) user::sleep_ms(10);
    for (int i = 0; i < 2 * k_page; i++)
        if (p[i] != 'h') return 2;
    if (ioctl(d, look, 0) != 's') return 3;
    char* q = map(d, 2, shared);
    if (!q || q[0] != 's') return 4;
    q[0] = 'q';
    if (ioctl(d, look, 0) != 'q' || p[0] != 'h') return 5;
    return munmap(p, 0) == 0 ? 0 : 6; // the other one goes with the program
}

void map_frames() {
    Device d;
    char* p = map(d, 2, shared);
    MUST_BE(p != nullptr, 1);
    p[0] = 'a';
    p[2 * k_page - 1] = 'z';
    MUST_BE(ioctl(d, look, 0), 'a');
    MUST_BE(ioctl(d, look, 2 * k_page - 1), 'z');
    char* again = map(d, 1, shared, PROT_READ);
    MUST_BE(again != nullptr && again != p, 1);
    MUST_BE(again[0], 'a');
    MUST_BE(munmap(again, k_page), 0);
    // The driver gives its pages back: they stay the program's until it does, too.
    MUST_BE(ioctl(d, drop), 0);
    MUST_BE(ioctl(d, look, 0), 0);
    MUST_BE(p[0], 'a');
    p[0] = 'b';
    MUST_BE(ioctl(d, look, 0), 0);
    MUST_BE(munmap(p, 2 * k_page), 0);
    MUST_FAIL(munmap(p, 2 * k_page), EINVAL);
    p = map(d, 2, shared);
    MUST_BE(p && p[0] == 0, 1);
    memset(p, 's', 2 * k_page);
    MUST_BE(munmap(p, 0), 0);
    MUST_BE(touch("write"), 0);
    MUST_BE(touch("read-only"), 128 + 11);
    MUST_BE(touch("unmapped"), 128 + 11);
}

void map_pages() {
    char* p;
    {
        Device d;
        p = map(d, 3, single);
        MUST_BE(p != nullptr, 1);
        MUST_BE(ioctl(d, maps), 1);
        for (int i = 0; i < 3; i++) MUST_BE(p[i * k_page + 5], '0' + i);
        p[k_page] = 'm';
        MUST_BE(ioctl(d, look, (single + 1) * k_page), 'm');
        p[k_page] = '1';
    }
    MUST_BE(p[2 * k_page], '2'); // the descriptor is closed, the mapping is not
    Device d;
    MUST_BE(ioctl(d, maps), 1);
    MUST_BE(munmap(p, 3 * k_page), 0);
    MUST_BE(ioctl(d, maps), 0);
    char* end = map(d, 2, static_cast<Place>(single + 2));
    MUST_BE(end && end[0] == '2', 1);
    MUST_BE(munmap(end, 0), 0);
}

void map_refused() {
    Device d, reader(O_RDONLY), plain(O_RDONLY, "/dev/plain");
    MUST_FAIL(map(d, 1, foreign) ? 0 : -1, EAGAIN);
    MUST_FAIL(map(d, 1, stack) ? 0 : -1, EAGAIN);
    MUST_FAIL(map(d, 1, none) ? 0 : -1, ENXIO);
    MUST_FAIL(map(d, 3, shared) ? 0 : -1, EINVAL);
    MUST_FAIL(map(d, 0, shared) ? 0 : -1, EINVAL);
    MUST_FAIL(map(d, 1 << 15, shared) ? 0 : -1, ENOMEM);
    MUST_FAIL(map(reader, 1, shared) ? 0 : -1, EACCES);
    MUST_FAIL(map(plain, 1, shared, PROT_READ) ? 0 : -1, ENODEV);
    MUST_FAIL(map(1, 1, shared) ? 0 : -1, ENODEV); // the console
    MUST_FAIL(map(31, 1, shared) ? 0 : -1, EBADF);
    MUST_FAIL(munmap(reinterpret_cast<void*>(0x80000800), k_page), EINVAL);
}

void map_device() {
    Device d;
    char* p = map(d, 1, screen);
    MUST_BE(p != nullptr, 1);
    const char before = p[k_page - 2];
    p[k_page - 2] = '!';
    char* q = map(d, 1, screen, PROT_READ);
    MUST_BE(q && q[k_page - 2] == '!', 1);
    p[k_page - 2] = before;
    MUST_BE(munmap(p, 0) + munmap(q, 0), 0);
}

} // namespace alcove::devcalls
