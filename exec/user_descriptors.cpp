// SPDX-License-Identifier: MIT
// The descriptor table of a process.
#include "exec/user_file.h"
#include <utility>

namespace alcove::exec {

Result<i32> Descriptors::add(File* file) {
    for (i32 fd = 0; fd < ALCOVE_FD_MAX; fd++) {
        if (files_[fd]) continue;
        files_[fd] = file;
        return fd;
    }
    file->unref();
    return Error::too_many_files;
}

Result<i32> Descriptors::put(i32 fd, File* file) {
    if (!valid(fd)) {
        file->unref();
        return Error::bad_descriptor;
    }
    if (File* before = std::exchange(files_[fd], file)) before->unref();
    return fd;
}

Result<void> Descriptors::close(i32 fd) {
    if (!at(fd)) return Error::bad_descriptor;
    std::exchange(files_[fd], nullptr)->unref();
    return {};
}

void Descriptors::close_all() {
    for (File*& file : files_) {
        if (file) std::exchange(file, nullptr)->unref();
    }
}

} // namespace alcove::exec
