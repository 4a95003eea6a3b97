// SPDX-License-Identifier: MIT
// Directory streams.
#include "alcove/errors.h"
#include "exec/abi/stubs.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

using namespace alcove::user;

struct __dirstream {
    int fd;
    dirent entry;
};

extern "C" {

DIR* opendir(const char* path) {
    const int fd = open(path, O_RDONLY);
    if (fd < 0) return nullptr;
    alcove_stat status;
    const int r = sys_fstat(fd, &status);
    DIR* directory = nullptr;
    if (r < 0 || status.type != ALCOVE_DIRECTORY) {
        errno = ENOTDIR;
    } else {
        directory = static_cast<DIR*>(malloc(sizeof(DIR)));
    }
    if (directory) {
        directory->fd = fd;
    } else {
        sys_close(fd);
    }
    return directory;
}

dirent* readdir(DIR* directory) {
    constexpr unsigned char k_types[] = {DT_REG, DT_DIR, DT_CHR, DT_UNKNOWN, DT_UNKNOWN};
    alcove_dirent entry;
    if (posix(sys_readdir(directory->fd, &entry)) <= 0) return nullptr;
    static_assert(sizeof entry.name == sizeof directory->entry.d_name);
    memcpy(directory->entry.d_name, entry.name, sizeof entry.name);
    directory->entry.d_type = k_types[entry.type];
    directory->entry.d_size = entry.size;
    return &directory->entry;
}

void rewinddir(DIR* directory) { lseek(directory->fd, 0, SEEK_SET); }

int closedir(DIR* directory) {
    const int r = close(directory->fd);
    free(directory);
    return r;
}

} // extern "C"
