// SPDX-License-Identifier: MIT
// System calls on descriptors: files, directories, devices, pipes.
#include "exec/process.h"
#include "exec/syscall.h"
#include "exec/vfs.h"
#include <algorithm>
#include <stdlib.h>

namespace alcove::exec {

namespace {

constexpr u32 k_piece = 1024;        ///< on the kernel stack: enough for lines and messages
constexpr u32 k_large_piece = 32768; ///< from the heap

/// Where data stops between the program and a file; large transfers get a large one.
class Buffer {
  public:
    explicit Buffer(u32 wanted) {
        if (wanted <= k_piece) return;
        size_ = std::min(wanted, k_large_piece);
        heap_ = static_cast<u8*>(malloc(size_));
        if (!heap_) size_ = k_piece;
    }
    ~Buffer() { free(heap_); }
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    u8* data() { return heap_ ? heap_ : stack_; }
    u32 size() const { return size_; }

  private:
    u8* heap_ = nullptr;
    u32 size_ = k_piece;
    u8 stack_[k_piece];
};

File* file_at(i32 fd) { return Process::current()->files.at(fd); }

/// What was moved before an error counts; the error comes back with the next call.
i32 moved_or(u32 moved, Error error) { return moved > 0 ? static_cast<i32>(moved) : to_errno(error); }

} // namespace

i32 syscall_open(const char* path, u32 flags) {
    const Result<File*> file = file_open(path, flags);
    return file ? syscall_result(Process::current()->files.add(file.value())) : to_errno(file.error());
}

i32 syscall_close(i32 fd) { return syscall_result(Process::current()->files.close(fd)); }

i32 syscall_read(i32 fd, const UserSink& data) {
    File* file = file_at(fd);
    if (!file) return to_errno(Error::bad_descriptor);
    if (file->socket()) return syscall_recv(fd, data, 0);
    if (file->direct()) return syscall_result(file->read_user(data));
    Buffer buffer(data.size());
    u32 moved = 0;
    while (moved < data.size()) {
        const u32 wanted = std::min(data.size() - moved, buffer.size());
        const Result<u32> n = file->read(buffer.data(), wanted);
        if (!n) return moved_or(moved, n.error());
        if (const Result<void> r = data.fill(moved, buffer.data(), n.value()); !r)
            return moved_or(moved, r.error());
        moved += n.value();
        if (n.value() < wanted || !file->seekable()) break;
    }
    return static_cast<i32>(moved);
}

i32 syscall_write(i32 fd, const UserSource& data) {
    File* file = file_at(fd);
    if (!file) return to_errno(Error::bad_descriptor);
    if (file->socket()) return syscall_send(fd, data, 0);
    if (file->direct()) return syscall_result(file->write_user(data));
    Buffer buffer(data.size());
    u32 moved = 0;
    while (moved < data.size()) {
        const u32 wanted = std::min(data.size() - moved, buffer.size());
        if (const Result<void> r = data.copy(moved, buffer.data(), wanted); !r)
            return moved_or(moved, r.error());
        for (u32 done = 0; done < wanted;) {
            const Result<u32> n = file->write(buffer.data() + done, wanted - done);
            if (!n) return moved_or(moved + done, n.error());
            done += n.value();
        }
        moved += wanted;
    }
    return static_cast<i32>(moved);
}

i32 syscall_lseek(i32 fd, i32 offset, u32 whence) {
    File* file = file_at(fd);
    return file ? syscall_result(file->seek(offset, whence)) : to_errno(Error::bad_descriptor);
}

i32 syscall_fstat(i32 fd, alcove_stat& status) {
    File* file = file_at(fd);
    return file ? syscall_result(file->stat(status)) : to_errno(Error::bad_descriptor);
}

i32 syscall_stat(const char* path, alcove_stat& status) {
    const Result<const Node*> node = vfs_find(path);
    if (!node) return to_errno(node.error());
    constexpr u32 k_types[] = {ALCOVE_FILE, ALCOVE_DIRECTORY, ALCOVE_DEVICE};
    const Node& n = *node.value();
    status = {k_types[static_cast<u32>(n.type)], n.view.size, n.modified, n.changes};
    return 0;
}

i32 syscall_unlink(const char* path) { return syscall_result(vfs_unlink(path)); }

i32 syscall_truncate(i32 fd, u32 size) {
    File* file = file_at(fd);
    return file ? syscall_result(file->truncate(size)) : to_errno(Error::bad_descriptor);
}

i32 syscall_readdir(i32 fd, alcove_dirent& entry) {
    File* file = file_at(fd);
    return file ? syscall_result(file->next_entry(entry)) : to_errno(Error::bad_descriptor);
}

i32 syscall_ioctl(i32 fd, u32 request, u32 argument) {
    File* file = file_at(fd);
    return file ? syscall_result(file->ioctl(request, argument)) : to_errno(Error::bad_descriptor);
}

i32 syscall_fsync(i32 fd) {
    File* file = file_at(fd);
    return file ? syscall_result(file->sync()) : to_errno(Error::bad_descriptor);
}

i32 syscall_dup2(i32 fd, i32 target) {
    File* file = file_at(fd);
    if (!file) return to_errno(Error::bad_descriptor);
    return syscall_result(Process::current()->files.put(target, &file->ref()));
}

i32 syscall_pipe(alcove_pipe& ends) {
    const Result<PipeEnds> pipe = pipe_create();
    if (!pipe) return to_errno(pipe.error());
    Descriptors& files = Process::current()->files;
    const Result<i32> reader = files.add(pipe.value().reader);
    const Result<i32> writer = files.add(pipe.value().writer);
    if (reader && writer) {
        ends = {reader.value(), writer.value()};
        return 0;
    }
    if (reader) (void)files.close(reader.value());
    return to_errno(Error::too_many_files);
}

i32 syscall_mmap(i32 fd, const alcove_mapping& what, u32 rights, u32& address) {
    File* file = file_at(fd);
    if (!file) return to_errno(Error::bad_descriptor);
    if (!(rights & ALCOVE_MAP_READ) || (rights & ~(ALCOVE_MAP_READ | ALCOVE_MAP_WRITE)))
        return to_errno(Error::invalid);
    const auto at =
        Process::current()->mappings.map(*file, what.bytes, what.first, rights & ALCOVE_MAP_WRITE);
    if (!at) return to_errno(at.error());
    address = at.value();
    return 0;
}

i32 syscall_munmap(u32 address) { return syscall_result(Process::current()->mappings.unmap(address)); }

} // namespace alcove::exec
