// SPDX-License-Identifier: MIT
// hwclock: shows, sets and times the machine's battery clock by /dev/rtc.
#include "alcove/program.h"
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {"hwclock", "[-f FILE] [-s YYYY-MM-DD,HH:MM:SS] [-p HERTZ] [-n COUNT] [-w]",
                               "Shows or sets the battery clock.", "f:s:p:n:w",
                               "  -f  the device (default: /dev/rtc)\n"
                               "  -s  set it\n"
                               "  -p  have it interrupt so many times a second (2, 4, ... 8192) and count\n"
                               "  -n  count so many (default: as many as come in a second)\n"
                               "  -w  wait by poll\n"};

/// Linux's layout and numbers.
struct Time {
    int sec, min, hour, mday, mon, year, wday, yday, isdst;
};
constexpr unsigned k_periodic_on = _IO('p', 5), k_periodic_off = _IO('p', 6);
constexpr unsigned k_read_time = _IOR('p', 9, Time), k_set_time = _IOW('p', 10, Time);
constexpr unsigned k_set_rate = _IOW('p', 12, unsigned long);

void show(int fd) {
    Time t;
    if (ioctl(fd, k_read_time, &t) < 0) fail_errno("reading the clock");
    iprintf("%04d-%02d-%02d %02d:%02d:%02d\n", t.year + 1900, t.mon + 1, t.mday, t.hour, t.min, t.sec);
}

void set(int fd, const char* text) {
    Time t = {};
    char end;
    if (siscanf(text, "%d-%d-%d,%d:%d:%d%c", &t.year, &t.mon, &t.mday, &t.hour, &t.min, &t.sec, &end) != 6)
        fail("%s: not YYYY-MM-DD,HH:MM:SS", text);
    t.year -= 1900;
    t.mon -= 1;
    if (ioctl(fd, k_set_time, &t) < 0) fail_errno("%s", text);
}

/// Counts interrupts until there were `wanted`.
void count(int fd, unsigned hertz, unsigned wanted, bool by_poll) {
    if (ioctl(fd, k_set_rate, hertz) < 0) fail_errno("%u interrupts a second", hertz);
    if (ioctl(fd, k_periodic_on) < 0) fail_errno("switching them on");
    unsigned counted = 0, reads = 0;
    while (counted < wanted) {
        pollfd file = {fd, POLLIN, 0};
        if (by_poll && poll(&file, 1, 5000) != 1) fail("no interrupt in five seconds");
        unsigned long events;
        if (read(fd, &events, sizeof events) != sizeof events) fail_errno("waiting for an interrupt");
        counted += events >> 8;
        reads++;
    }
    if (ioctl(fd, k_periodic_off) < 0) fail_errno("switching them off");
    iprintf("%u interrupts at %u Hz in %u reads\n", counted, hertz, reads);
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    const char *file = "/dev/rtc", *to = nullptr;
    unsigned hertz = 0, wanted = 0;
    bool by_poll = false;
    while (const char option = options.next()) {
        if (option == 'f') file = options.value();
        if (option == 's') to = options.value();
        if (option == 'p') hertz = options.number(1, 1000000);
        if (option == 'n') wanted = options.number(1, 1000000);
        if (option == 'w') by_poll = true;
    }
    options.expect_operands(0, 0);
    const int fd = open(file, O_RDONLY);
    if (fd < 0) fail_errno("%s", file);
    if (to) set(fd, to);
    if (hertz)
        count(fd, hertz, wanted ? wanted : hertz, by_poll);
    else
        show(fd);
    return 0;
}
