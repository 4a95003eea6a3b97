// SPDX-License-Identifier: MIT
// devcalls: checks what a program sees of a driver's file operations, with the test extension chardev.
#include "user/bin/devcalls/checks.h"
#include "alcove/process.h"
#include "alcove/program.h"
#include "exec/abi/stubs.h"
#include <errno.h>
#include <fcntl.h>
#include <initializer_list>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace alcove;
using namespace alcove::user;
using devcalls::Device;
using devcalls::k_device;

namespace {

constexpr Program k_program = {"devcalls", "", "Checks the interface of character devices.", "",
                               "It needs the extension chardev, which only the tests have.\n"};

constexpr unsigned k_room = 4096, k_page = 4096;
constexpr unsigned k_top_of_programs = 0xC0000000;

/// As in tests/system/modules/chardev/chardev.h.
enum Request : unsigned {
    peek = 0x4301,
    copy,
    kernel,
    text,
    pid,
    thread,
    own,
    clear,
    flags,
    sleep_jiffies,
    opens,
    listeners,
    synced,
    restart,
    put_later,
    range,
    used,
    only,
};
struct Copy {
    const char* from;
    char* to;
    unsigned bytes;
    int missed_from, missed_to;
};

void drain() {
    Device d(O_RDONLY | O_NONBLOCK);
    char bytes[256];
    while (read(d, bytes, sizeof bytes) > 0) {
    }
}

/// Two pages, of which only the first is mapped: the heap's end.
char* last_page() {
    static char* page;
    if (page) return page;
    char* now = static_cast<char*>(sbrk(0));
    const unsigned up = (k_page - reinterpret_cast<unsigned>(now) % k_page) % k_page;
    if (sbrk(static_cast<int>(up + k_page)) == reinterpret_cast<void*>(-1)) return nullptr;
    return page = now + up;
}

void names() {
    struct stat status;
    MUST_BE(stat(k_device, &status), 0);
    MUST_BE(S_ISCHR(status.st_mode), 1);
    MUST_FAIL(open("/dev/test/nobody", O_RDONLY), ENXIO);
    MUST_FAIL(open("/dev/refused", O_RDONLY), ENOENT);
}

void misc_device() {
    Device plain(O_RDONLY, "/dev/plain"), taken(O_RDONLY, "/dev/taken");
    MUST_BE(plain >= 0, 1);
    MUST_BE(taken >= 0, 1);
    unsigned char minor = 0;
    MUST_BE(read(taken, &minor, 1), 1);
    MUST_BE(minor, 200);
    MUST_BE(read(plain, &minor, 1), 1);
    MUST_BE(minor < 64, 1);
    MUST_BE(read(plain, &minor, 1), 0); // its position is its own
    MUST_FAIL(write(plain, "x", 1), EBADF);
    MUST_FAIL(lseek(plain, 0, SEEK_SET), ESPIPE);
    MUST_FAIL(ioctl(plain, peek, nullptr), ENOTTY);
    MUST_FAIL(fsync(plain), EINVAL);
}

void opened() {
    MUST_FAIL(open("/dev/test/nobody", O_RDWR), ENXIO);
    Device first;
    MUST_BE(first >= 0, 1);
    MUST_BE(ioctl(first, opens), 1);
    MUST_BE(ioctl(first, used), 1);
    {
        Device second(O_RDONLY);
        MUST_BE(ioctl(first, opens), 2);
        const int third = dup2(second, 9);
        MUST_BE(third, 9);
        MUST_BE(ioctl(first, opens), 2);
        close(third);
        MUST_BE(ioctl(first, used), 2);
    }
    MUST_BE(ioctl(first, opens), 1);
    MUST_BE(ioctl(first, used), 1);
}

void flags_of_files() {
    Device reader(O_RDONLY), writer(O_WRONLY), both(O_RDWR | O_NONBLOCK);
    MUST_BE(ioctl(reader, flags), 0);
    MUST_BE(ioctl(writer, flags), 1);
    MUST_BE(ioctl(both, flags), 04002);
    char byte;
    MUST_FAIL(read(writer, &byte, 1), EBADF);
    MUST_FAIL(write(reader, &byte, 1), EBADF);
    int on = 1, off = 0;
    MUST_BE(ioctl(both, FIONBIO, &off), 0);
    MUST_BE(ioctl(both, flags), 2);
    MUST_BE(ioctl(both, FIONBIO, &on), 0);
    MUST_FAIL(ioctl(both, FIONBIO, 4), EFAULT);
    MUST_FAIL(read(both, &byte, 1), EAGAIN);
}

void transfers() {
    drain();
    Device d;
    static char out[3 * k_room], in[3 * k_room];
    for (unsigned i = 0; i < sizeof out; i++) out[i] = static_cast<char>(i * 7 + i / 256);
    MUST_BE(write(d, out, 100), 100);
    MUST_BE(write(d, out + 100, sizeof out - 100), k_room - 100); // as much as fits
    MUST_BE(read(d, in, sizeof in), k_room);
    MUST_BE(memcmp(in, out, k_room), 0);
    MUST_BE(lseek(d, 0, SEEK_CUR), 2 * k_room);
    MUST_BE(lseek(d, 5, SEEK_SET), 5);
    MUST_BE(lseek(d, -2, SEEK_CUR), 3);
    MUST_FAIL(lseek(d, 0, SEEK_END), ESPIPE);
}

void numbers() {
    Device d;
    int value = 0;
    MUST_BE(ioctl(d, peek, &value), 0);
    MUST_BE(value, 0x12345678);
    MUST_BE(ioctl(d, pid), getpid());
    MUST_FAIL(ioctl(d, 0x43FF, 0xFFFFFFFF), ENOTTY);
    MUST_FAIL(ioctl(d, restart), EINTR);
}

void bad_addresses() {
    Device d;
    for (unsigned bad :
         {0u, 4u, 0x00400000u, k_top_of_programs - 2, k_top_of_programs, 0xC0100000u, 0xFFFFFFFCu}) {
        MUST_FAIL(ioctl(d, peek, bad), EFAULT);
        MUST_FAIL(ioctl(d, copy, bad), EFAULT);
        MUST_FAIL(ioctl(d, text, bad), EFAULT);
        MUST_FAIL(read(d, reinterpret_cast<void*>(bad), 16), EFAULT);
        MUST_FAIL(write(d, reinterpret_cast<void*>(bad), 16), EFAULT);
    }
    MUST_BE(ioctl(d, kernel), 4); // nothing reaches the executive
    MUST_FAIL(ioctl(d, range, k_top_of_programs - 16), EFAULT);
    MUST_BE(ioctl(d, range, k_top_of_programs - 2 * k_room), 0); // only the bounds are checked
}

void partial_copies() {
    char* page = last_page();
    MUST_BE(page != nullptr, 1);
    Device d;
    static char good[2 * k_page];
    memset(page, 'p', k_page);
    Copy c = {page + k_page - 10, good, 30, 0, 0};
    MUST_BE(ioctl(d, copy, &c), 0);
    MUST_BE(c.missed_from, 20); // what lies in the page that is not there
    MUST_BE(c.missed_to, 0);
    MUST_BE(good[9], 'p');
    MUST_BE(good[10], 0);
    c = {good, page, 2 * k_page, 0, 0};
    MUST_BE(ioctl(d, copy, &c), 0);
    MUST_BE(c.missed_from, 0);
    MUST_BE(c.missed_to, k_page);
    MUST_BE(ioctl(d, clear, page + k_page - k_room), 0);
    MUST_BE(page[0] | page[k_page - 1], 0);
    MUST_BE(ioctl(d, clear, page + k_page), k_room);
}

void texts() {
    Device d;
    MUST_BE(ioctl(d, text, "abc"), 4);
    MUST_BE(ioctl(d, text, ""), 1);
    MUST_BE(ioctl(d, text, "a text that is longer than sixteen"), 17);
    MUST_BE(ioctl(d, own), 8); // its own memory is none of a program's
    int value = 7;
    MUST_BE(ioctl(d, thread, &value), 4); // nor is a program's any of its threads'
    MUST_BE(value, 7);
}

void waits() {
    drain();
    Device d;
    char byte = 0;
    const unsigned before = now_ms();
    MUST_BE(ioctl(d, put_later, 10), 0);
    MUST_BE(read(d, &byte, 1), 1);
    MUST_BE(byte, '!');
    MUST_BE(now_ms() - before >= 80, 1);
}

void polls() {
    drain();
    Device d, other(O_RDWR);
    pollfd files[3] = {{d, POLLIN, 0}, {other, POLLIN | POLLOUT, 0}, {-1, POLLIN, 0}};
    MUST_BE(poll(files, 1, 0), 0);
    MUST_BE(poll(files, 3, 1000), 1);
    MUST_BE(files[0].revents, 0);
    MUST_BE(files[1].revents, POLLOUT);
    const unsigned before = now_ms();
    MUST_BE(poll(files, 1, 50), 0);
    MUST_BE(now_ms() - before >= 40, 1); // a tick is 10 ms
    MUST_BE(ioctl(d, put_later, 5), 0);
    MUST_BE(poll(files, 1, 5000), 1);
    MUST_BE(files[0].revents, POLLIN);
    MUST_BE(now_ms() - before < 3000, 1);
    files[0].fd = 31;
    MUST_BE(poll(files, 1, 1000), 1);
    MUST_BE(files[0].revents, POLLNVAL);
    static pollfd too_many[33];
    MUST_FAIL(poll(too_many, 33, 0), EINVAL);
}

void synced_files() {
    Device d;
    const int before = ioctl(d, synced);
    MUST_BE(fsync(d), 0);
    MUST_BE(ioctl(d, synced), before + 1);
}

void asynchronous() {
    constexpr unsigned k_fioasync = 0x5452;
    Device d;
    int on = 1, off = 0;
    {
        Device other;
        MUST_BE(ioctl(d, k_fioasync, &on), 0);
        MUST_BE(ioctl(other, k_fioasync, &on), 0);
        MUST_BE(ioctl(other, k_fioasync, &on), 0);
        MUST_BE(ioctl(d, listeners), 2);
        MUST_BE(ioctl(d, flags), 020002);
    }
    MUST_BE(ioctl(d, listeners), 1); // the other one has closed
    MUST_BE(ioctl(d, k_fioasync, &off), 0);
    MUST_BE(ioctl(d, listeners), 0);
}

/// A child that sleeps in the driver is killed.
void signals() {
    drain();
    Device d;
    const char* const reader[] = {"devcalls", "read", nullptr};
    const int pid = spawn("/bin/devcalls", reader, {0, 1, 2}, ALCOVE_JOB_SAME);
    MUST_BE(pid > 0, 1);
    for (int i = 0; i < 100 && ioctl(d, opens) < 2; i++) sleep_ms(10);
    sleep_ms(50);
    MUST_BE(ioctl(d, opens), 2);
    MUST_BE(sys_kill(pid, 9), 0);
    int status = 0;
    MUST_BE(wait_for(pid, status), pid);
    MUST_BE(status, 128 + 9);
    MUST_BE(ioctl(d, opens), 1);
    MUST_BE(ioctl(d, sleep_jiffies, 3), 0); // nobody kills this one
}

constexpr DeviceCheck k_checks[] = {
    {"dev-names", names},
    {"dev-misc", misc_device},
    {"dev-opens", opened},
    {"dev-flags", flags_of_files},
    {"dev-transfers", transfers},
    {"dev-numbers", numbers},
    {"dev-bad-addresses", bad_addresses},
    {"dev-partial-copies", partial_copies},
    {"dev-texts", texts},
    {"dev-waits", waits},
    {"dev-polls", polls},
    {"dev-sync", synced_files},
    {"dev-async", asynchronous},
    {"dev-signals", signals},
    {"proc-texts", devcalls::proc_texts},
    {"proc-chunks", devcalls::proc_chunks},
    {"proc-writes", devcalls::proc_writes},
    {"proc-operations", devcalls::proc_operations},
    {"map-frames", devcalls::map_frames},
    {"map-pages", devcalls::map_pages},
    {"map-refused", devcalls::map_refused},
    {"map-device", devcalls::map_device},
};

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    options.next();
    options.expect_operands(0, 1);
    if (options.operand_count()) { // a child of a check's, or a test's
        if (strcmp(argv[1], "hold") == 0) return devcalls::hold();
        if (strcmp(argv[1], "read") != 0) return devcalls::child(argv[1]);
        Device d(O_RDONLY);
        char byte;
        return read(d, &byte, 1) == 1 ? 0 : 1;
    }
    char name[32] = "";
    {
        Device d;
        if (d < 0) fail_errno("%s", k_device);
        (void)ioctl(d, only, name);
        name[sizeof name - 1] = 0;
    }
    return run_checks(k_checks, sizeof k_checks / sizeof *k_checks, name) != 0;
}
