// SPDX-License-Identifier: MIT
// Open files and directories of the RAM file system.
#include "exec/user_file.h"
#include "exec/vfs.h"
#include <algorithm>
#include <new>
#include <string.h>

namespace alcove::exec {

namespace {

class RegularFile final : public File {
  public:
    explicit RegularFile(const Node& node) : node_(node) {}

    Result<u32> read(u8* to, u32 size) override {
        const u32 n = std::min(size, node_.view.size - position_);
        memcpy(to, node_.view.data + position_, n);
        position_ += n;
        return n;
    }

    Result<u32> seek(i32 offset, u32 whence) override {
        const i64 bases[] = {0, position_, node_.view.size};
        if (whence > 2) return Error::invalid;
        const i64 to = bases[whence] + offset;
        // The file can't grow, so a position behind its end would serve nobody.
        if (to < 0 || to > node_.view.size) return Error::invalid;
        return position_ = static_cast<u32>(to);
    }

    Result<void> stat(alcove_stat& status) override {
        status = {ALCOVE_FILE, node_.view.size, node_.modified};
        return {};
    }

    bool seekable() const override { return true; }

  private:
    const Node& node_;
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
        status = {ALCOVE_DIRECTORY, 0, node_.modified};
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

} // namespace

Result<File*> file_open(const char* path, u32 flags) {
    const Result<const Node*> found = vfs_find(path);
    const bool writes = (flags & ALCOVE_OPEN_ACCESS) != ALCOVE_OPEN_READ;
    if (!found) return found.error() == Error::not_found && writes ? Error::read_only : found.error();
    const Node& node = *found.value();
    if (node.type == NodeType::device) return node.open();
    if (writes) return node.type == NodeType::directory ? Error::is_directory : Error::read_only;
    File* file = node.type == NodeType::directory ? static_cast<File*>(new (std::nothrow) Directory(node))
                                                  : new (std::nothrow) RegularFile(node);
    return file ? Result<File*>(file) : Error::no_memory;
}

} // namespace alcove::exec
