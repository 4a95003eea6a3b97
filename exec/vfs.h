// SPDX-License-Identifier: MIT
// The initial RAM file system: a ustar archive from a boot module, read-only, plus /dev nodes.
#pragma once
#include "lib/result.h"

namespace alcove::exec {

struct FileView {
    const u8* data; ///< in the linear map, for ever
    u32 size;
};

/// Indexes the archive in boot module 0 and adds /dev. A damaged archive gives one log line and what could
/// be read before the damage; no module gives an empty file system. Boot, before vfs_view.
void vfs_init();

/// A whole regular file in place, without copying. Errors: not_found, is_directory. Any context.
Result<FileView> vfs_view(const char* path);

/// Calls f for each entry directly below `directory`. Errors: not_found, not_directory.
Result<void> vfs_list(const char* directory,
                      void (*f)(const char* name, bool directory, u32 size, void* argument), void* argument);

// --- for the files of programs (exec/user_file.h) ---------------------------------------------------

class File;

enum class NodeType : u8 { file, directory, device };

/// A name of the file system; lives for ever.
struct Node {
    const char* path; ///< without leading slash; "" is the root
    NodeType type = NodeType::file;
    FileView view = {nullptr, 0};
    u32 modified = 0;                  ///< seconds since 1970
    Result<File*> (*open)() = nullptr; ///< of a device
    Node* next = nullptr;
    /// The name's last part.
    const char* name() const;
};

/// Paths are taken from the root; ".", ".." and doubled slashes are understood.
/// Errors: not_found, not_directory, name_too_long. Any context.
Result<const Node*> vfs_find(const char* path);

/// The next entry directly below `directory`, after `previous` (nullptr: the first); nullptr at the end.
const Node* vfs_next(const Node& directory, const Node* previous);

} // namespace alcove::exec
