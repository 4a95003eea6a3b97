// SPDX-License-Identifier: MIT
// newlib's system calls on files, and dup2 and pipe beside them.
#include "alcove/errors.h"
#include "exec/abi/stubs.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace alcove::user;

namespace {

int read_only_system() {
    errno = EROFS;
    return -1;
}

alcove_u32 open_flags(int flags) {
    struct Pair {
        int posix;
        alcove_u32 ours;
    };
    constexpr Pair k_pairs[] = {{O_CREAT, ALCOVE_OPEN_CREATE},
                                {O_TRUNC, ALCOVE_OPEN_TRUNCATE},
                                {O_APPEND, ALCOVE_OPEN_APPEND},
                                {O_EXCL, ALCOVE_OPEN_EXCLUSIVE},
                                {O_NONBLOCK, ALCOVE_OPEN_NONBLOCK}};
    alcove_u32 result = static_cast<alcove_u32>(flags & O_ACCMODE);
    for (const Pair& p : k_pairs)
        if (flags & p.posix) result |= p.ours;
    return result;
}

int fill(int result, const alcove_stat& from, struct stat& to) {
    constexpr mode_t k_modes[] = {S_IFREG | 0755, S_IFDIR | 0555, S_IFCHR | 0666, S_IFIFO | 0600,
                                  S_IFSOCK | 0600};
    if (result < 0) return posix(result);
    memset(&to, 0, sizeof to);
    to.st_mode = k_modes[from.type];
    to.st_nlink = 1;
    to.st_size = from.size;
    to.st_mtime = from.modified;
    to.st_blksize = 4096;
    return 0;
}

} // namespace

extern "C" {

int open(const char* path, int flags, ...) { return posix(sys_open(path, open_flags(flags))); }
int close(int fd) { return posix(sys_close(fd)); }
_READ_WRITE_RETURN_TYPE read(int fd, void* to, size_t size) { return posix(sys_read(fd, to, size)); }
_READ_WRITE_RETURN_TYPE write(int fd, const void* from, size_t size) {
    return posix(sys_write(fd, from, size));
}
off_t lseek(int fd, off_t offset, int whence) {
    return posix(sys_lseek(fd, static_cast<int>(offset), static_cast<alcove_u32>(whence)));
}
int fstat(int fd, struct stat* to) {
    alcove_stat status;
    const int r = sys_fstat(fd, &status);
    return fill(r, status, *to);
}
int stat(const char* path, struct stat* to) {
    alcove_stat status;
    const int r = sys_stat(path, &status);
    return fill(r, status, *to);
}
int isatty(int fd) {
    alcove_u32 flags;
    return posix(sys_ioctl(fd, ALCOVE_IOCTL_TTY_GET, reinterpret_cast<alcove_u32>(&flags))) == 0;
}
int ioctl(int fd, unsigned long request, ...) {
    va_list arguments;
    va_start(arguments, request);
    const unsigned long argument = va_arg(arguments, unsigned long);
    va_end(arguments);
    return posix(sys_ioctl(fd, request, argument));
}
void* mmap(void*, size_t bytes, int rights, int flags, int fd, long offset) {
    const alcove_mapping what = {bytes, static_cast<alcove_u32>(offset) / 4096};
    alcove_u32 address = 0;
    if (!(flags & MAP_SHARED) || offset % 4096) {
        errno = EINVAL;
        return MAP_FAILED;
    }
    return posix(sys_mmap(fd, &what, static_cast<alcove_u32>(rights), &address)) < 0
               ? MAP_FAILED
               : reinterpret_cast<void*>(address);
}
int munmap(void* address, size_t) { return posix(sys_munmap(reinterpret_cast<alcove_u32>(address))); }
int fsync(int fd) { return posix(sys_fsync(fd)); }
int poll(pollfd* files, unsigned long count, int milliseconds) {
    static_assert(sizeof(pollfd) == sizeof(alcove_pollfd));
    return posix(sys_poll(files, count * sizeof *files, milliseconds));
}
int dup2(int fd, int target) { return posix(sys_dup2(fd, target)); }
int pipe(int fds[2]) {
    alcove_pipe ends;
    const int r = sys_pipe(&ends);
    if (r < 0) return posix(r);
    fds[0] = ends.read_fd;
    fds[1] = ends.write_fd;
    return 0;
}
int link(const char*, const char*) { return read_only_system(); }
int unlink(const char* path) { return posix(sys_unlink(path)); }
int ftruncate(int fd, off_t size) { return posix(sys_truncate(fd, static_cast<alcove_u32>(size))); }

} // extern "C"
