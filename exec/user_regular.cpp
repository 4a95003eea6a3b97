// SPDX-License-Identifier: MIT
// Open files and directories of the RAM file system.
#include "exec/device.h"
#include "exec/user_file.h"
#include "exec/vfs.h"
#include <new>
#include <string.h>

namespace alcove::exec {

namespace {

class RegularFile final : public File {
  public:
    /// `writable`: the same node when it was opened for writing, else nullptr.
    RegularFile(const Node& node, Node* writable, u32 flags)
        : node_(node), writable_(writable), flags_(flags) {}

    Result<u32> read(u8* to, u32 size) override {
        if ((flags_ & ALCOVE_OPEN_ACCESS) == ALCOVE_OPEN_WRITE) return Error::bad_descriptor;
        const u32 n = vfs_read(node_, position_, to, size);
        position_ += n;
        return n;
    }

    Result<u32> write(const u8* from, u32 size) override {
        if (!writable_) return Error::bad_descriptor;
        if (flags_ & ALCOVE_OPEN_APPEND) position_ = node_.view.size;
        const Result<u32> n = vfs_write(*writable_, position_, from, size);
        if (n) position_ += n.value();
        return n;
    }

    Result<void> truncate(u32 size) override {
        return writable_ ? vfs_truncate(*writable_, size) : Error::bad_descriptor;
    }

    Result<u32> seek(i32 offset, u32 whence) override {
        const i64 bases[] = {0, position_, node_.view.size};
        if (whence > 2) return Error::invalid;
        const i64 to = bases[whence] + offset;
        // What can't grow has nothing behind its end.
        if (to < 0 || to > (writable_ ? 0x7FFFFFFF : node_.view.size)) return Error::invalid;
        return position_ = static_cast<u32>(to);
    }

    Result<void> stat(alcove_stat& status) override {
        status = {ALCOVE_FILE, node_.view.size, node_.modified, node_.changes};
        return {};
    }

    bool seekable() const override { return true; }

  private:
    const Node& node_;
    Node* writable_;
    u32 flags_;
    u32 position_ = 0;
};

class Directory final : public File {
  public:
    explicit Directory(const Node& node) : node_(node) {}

    Result<u32> read(u8*, u32) override { return Error::is_directory; }

    Result<u32> seek(i32 offset, u32 whence) override {
        if (offset != 0 || whence != 0) return Error::invalid;
        previous_ = nullptr;
        at_end_ = false;
        return 0u;
    }

    Result<void> stat(alcove_stat& status) override {
        status = {ALCOVE_DIRECTORY, 0, node_.modified, 0};
        return {};
    }

    Result<bool> next_entry(alcove_dirent& entry) override {
        const Node* next = at_end_ ? nullptr : vfs_next(node_, previous_);
        if (!next) {
            at_end_ = true;
            return false;
        }
        previous_ = next;
        constexpr u32 k_types[] = {ALCOVE_FILE, ALCOVE_DIRECTORY, ALCOVE_DEVICE};
        entry.type = k_types[static_cast<u32>(next->type)];
        entry.size = next->view.size;
        strlcpy(entry.name, next->name(), sizeof entry.name);
        return true;
    }

  private:
    const Node& node_;
    const Node* previous_ = nullptr;
    bool at_end_ = false;
};

Result<File*> device_open(const Node& node, u32 flags) {
    Device* device = vfs_device(node);
    if (!device) return Error::no_device;
    const Result<File*> file = device->open(flags);
    device->unref();
    return file;
}

Result<File*> open_for_writing(const char* path, u32 flags) {
    const bool exclusive = flags & ALCOVE_OPEN_CREATE && flags & ALCOVE_OPEN_EXCLUSIVE;
    if (exclusive && vfs_find(path)) return Error::exists;
    const Result<Node*> node = vfs_writable(path, flags & ALCOVE_OPEN_CREATE);
    if (!node) return node.error();
    File* file = new (std::nothrow) RegularFile(*node.value(), node.value(), flags);
    if (!file) return Error::no_memory;
    if (!(flags & ALCOVE_OPEN_TRUNCATE)) return file;
    const Result<void> cut = vfs_truncate(*node.value(), 0);
    if (cut) return file;
    file->unref();
    return cut.error();
}

} // namespace

Result<File*> file_open(const char* path, u32 flags) {
    const Result<const Node*> found = vfs_find(path);
    if (found && found.value()->type == NodeType::device) return device_open(*found.value(), flags);
    if ((flags & ALCOVE_OPEN_ACCESS) != ALCOVE_OPEN_READ) return open_for_writing(path, flags);
    if (!found) return found.error();
    const Node& node = *found.value();
    File* file = node.type == NodeType::directory ? static_cast<File*>(new (std::nothrow) Directory(node))
                                                  : new (std::nothrow) RegularFile(node, nullptr, flags);
    return file ? Result<File*>(file) : Error::no_memory;
}

} // namespace alcove::exec
