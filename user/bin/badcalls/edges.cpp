// SPDX-License-Identifier: MIT
// Arguments that are almost right, and files that are no programs.
#include "alcove/errors.h"
#include "alcove/process.h"
#include "checks.h"
#include "exec/abi/stubs.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

namespace alcove::badcalls {

namespace {

constexpr int k_name_too_long = -36; // Linux's ENAMETOOLONG
char g_long[5000];
const int g_constant[16] = {1}; // in read-only memory

void check_result(int expected, int result, const char* what) {
    check(result == expected, what, "gave", result);
}

void check_pointers() {
    const unsigned last_page = 0xBFFFF000; // never mapped
    char* const text = reinterpret_cast<char*>(reinterpret_cast<unsigned>(&check_edges));
    alcove_clock* const constant = reinterpret_cast<alcove_clock*>(const_cast<int*>(g_constant));
    check_result(-EFAULT, sys_clock(constant), "clock into constants");
    check_result(-EFAULT, sys_clock(reinterpret_cast<alcove_clock*>(text)), "clock into text");
    check_result(-EFAULT, sys_clock(reinterpret_cast<alcove_clock*>(last_page - 4)),
                 "clock across the stack's end");
    check_result(-EFAULT, sys_write(1, reinterpret_cast<void*>(last_page - 16), 64),
                 "write across the stack's end");
    check_result(-EFAULT, sys_write(1, g_long, 0x7FFFFFFF), "write of 2 GiB");
    check_result(-EFAULT, sys_write(1, g_long, 0xFFFFFFFF), "write that wraps");
    check_result(-EFAULT, sys_read(0, text, 16), "read into text");
    check_result(0, sys_write(1, reinterpret_cast<void*>(last_page), 0), "empty write");
}

void check_texts() {
    alcove_stat status;
    memset(g_long, 'a', sizeof g_long);
    check_result(k_name_too_long, sys_stat(g_long, &status), "text without end");
    g_long[ALCOVE_TEXT_MAX - 1] = '\0';
    check_result(-ENOENT, sys_stat(g_long, &status), "longest text");
    char* const at_end = reinterpret_cast<char*>(0xBFFFF000 - 4); // the strings of argv end there or before
    const int r = sys_stat(at_end, &status);
    check(r == -EFAULT || r == -ENOENT || r == 0, "text at the stack's end", "gave", r);
    check_result(-ENOENT, sys_open("/nosuch", 0), "open of a missing file");
    check_result(-EROFS, sys_open("/nosuch", ALCOVE_OPEN_WRITE | ALCOVE_OPEN_CREATE), "creation of a file");
    check_result(-ENOENT, sys_open("/tmp/nosuch", ALCOVE_OPEN_WRITE), "writing of nothing");
    check_result(-ENOENT, sys_open("/tmp/no/such", ALCOVE_OPEN_WRITE | ALCOVE_OPEN_CREATE), "no directory");
    check_result(-EROFS, sys_unlink("/bin/sh"), "removal of a program");
    check_result(-EISDIR, sys_unlink("/tmp"), "removal of a directory");
    check_result(-EROFS, sys_open("/bin/sh", ALCOVE_OPEN_WRITE), "open for writing");
    check_result(0, sys_stat("/../.././bin//sh", &status), "path with dots");
}

void check_spawn() {
    const alcove_spawn inherit = {{0, 1, 2}, ALCOVE_JOB_SAME, 0};
    const alcove_spawn bad_fd = {{0, 31, 2}, ALCOVE_JOB_SAME, 0};
    const alcove_spawn bad_job = {{0, 1, 2}, -7, 0};
    check_result(-ENOENT, sys_spawn("/nosuch", "x", 2, &inherit), "spawn of nothing");
    check_result(-EISDIR, sys_spawn("/bin", "x", 2, &inherit), "spawn of a directory");
    check_result(-EACCES, sys_spawn("/dev/null", "x", 2, &inherit), "spawn of a device");
    check_result(-EBADF, sys_spawn("/bin/echo", "x", 2, &bad_fd), "spawn with a closed descriptor");
    check_result(-EINVAL, sys_spawn("/bin/echo", "x", 2, &bad_job), "spawn with a wrong job");
    check_result(-EINVAL, sys_spawn("/bin/echo", "xyz", 3, &inherit), "spawn with open arguments");
    check_result(-EINVAL, sys_spawn("/bin/echo", "", 0, &inherit), "spawn without arguments");
    check_result(-E2BIG, sys_spawn("/bin/echo", g_long, 0x100000, &inherit) == -EFAULT ? -E2BIG : 0,
                 "spawn with endless arguments");
    int status;
    check_result(-ECHILD, sys_wait(-1, 0, &status), "wait for nobody");
}

void check_memory() {
    alcove_u32 before;
    check_result(-ENOMEM, sys_sbrk(0x7FFFFFFF, &before), "sbrk of 2 GiB");
    check_result(-EINVAL, sys_sbrk(-0x40000000, &before), "sbrk below the heap");
    check_result(-ENOMEM, sys_sbrk(64 << 20, &before), "sbrk beyond the limit");
    check_result(0, sys_sbrk(0, &before), "sbrk of nothing");
}

void check_descriptors() {
    int opened = 0, r;
    while ((r = sys_open("/dev/null", ALCOVE_OPEN_BOTH)) >= 0) opened++;
    check_result(-EMFILE, r, "open without end");
    alcove_pipe ends;
    check_result(-EMFILE, sys_pipe(&ends), "pipe without descriptors");
    for (int fd = ALCOVE_FD_MAX - 1; opened > 0; fd--, opened--) check_result(0, sys_close(fd), "close");
    check_result(0, sys_pipe(&ends), "pipe");
    check_result(-EBADF, sys_write(ends.read_fd, "x", 1), "write to the reading end");
    sys_close(ends.read_fd);
    check_result(-EPIPE, sys_write(ends.write_fd, "x", 1), "write to a pipe without reader");
    sys_close(ends.write_fd);
    check_result(-88, sys_recv(1, g_long, 1, 0), "recv from no socket"); // Linux's ENOTSOCK
}

} // namespace

void check_edges() {
    check_pointers();
    check_texts();
    check_spawn();
    check_memory();
    check_descriptors();
}

} // namespace alcove::badcalls
