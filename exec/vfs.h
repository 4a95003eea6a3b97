// SPDX-License-Identifier: MIT
// The RAM file system: a ustar archive from a boot module, plus /dev nodes. Files below /etc and /tmp can be
// written; what is written lives until the machine stops.
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

/// A whole regular file in place, without copying: programs and modules. Errors: not_found, is_directory,
/// invalid (a device, or a file that was written since boot and so may change at any time). Any context.
Result<FileView> vfs_view(const char* path);

/// Calls f for each entry directly below `directory`. Errors: not_found, not_directory.
Result<void> vfs_list(const char* directory,
                      void (*f)(const char* name, bool directory, u32 size, void* argument), void* argument);

// --- for the files of programs (exec/user_file.h) ---------------------------------------------------

class File;
class Device;

enum class NodeType : u8 { file, directory, device };

/// A name of the file system; lives for ever.
struct Node {
    const char* path; ///< without leading slash; "" is the root
    NodeType type = NodeType::file;
    FileView view = {nullptr, 0};
    u32 modified = 0;         ///< seconds since 1970
    Device* device = nullptr; ///< holds a reference while the name is there
    Node* next = nullptr;
    u32 changes = 0;      ///< how often it was written since boot; from the first one on, view may change
    u32 capacity = 0;     ///< bytes of the heap block that view lies in; 0: none
    bool removed = false; ///< nobody finds it any more
    /// The name's last part.
    const char* name() const;
};

/// Paths are taken from the root; ".", ".." and doubled slashes are understood.
/// Errors: not_found, not_directory, name_too_long. Any context.
Result<const Node*> vfs_find(const char* path);

constexpr u32 k_path_max = 260; ///< the longest text of a system call, and its NUL
/// Rewrites a path as names joined by single slashes, without "." and "..". Errors: name_too_long.
Result<void> vfs_normalise(const char* path, char (&to)[k_path_max]);
/// Adds a name that vfs_find does not know, with the directories above it; nullptr without memory. One thread
/// at a time, which others may look names up beside.
Node* vfs_add(const char* normalised, NodeType type);

/// The next entry directly below `directory`, after `previous` (nullptr: the first); nullptr at the end.
const Node* vfs_next(const Node& directory, const Node* previous);

// --- devices (exec/device.h); in thread context -------------------------------------------------------

/// This name for this device. Errors: exists, no_memory, name_too_long.
Result<void> vfs_add_device(const char* path, Device& device);
/// Takes one name of the device away; false when it has none.
bool vfs_remove_device(const Device& device);
/// The device of a node with a reference for the caller, or nullptr when it has just gone. Any context.
Device* vfs_device(const Node& node);

// --- writing (exec/vfs_write.cpp); all of it in thread context ---------------------------------------

/// A file for writing; with `create` it is made when it is not there. Errors: those of vfs_find, read_only
/// (outside /etc and /tmp), is_directory, no_space (too many names), no_memory.
Result<Node*> vfs_writable(const char* path, bool create);
/// Copies out of a file that may be written meanwhile; less than `size` bytes at its end.
u32 vfs_read(const Node& node, u32 at, u8* to, u32 size);
/// Writes; the file grows, with zeros up to `at`. Errors: no_space (bound of all written files), no_memory.
Result<u32> vfs_write(Node& node, u32 at, const u8* from, u32 size);
/// Makes a block from malloc the file's contents, of which `capacity` bytes count as written. On an error it
/// stays the caller's. Errors: as vfs_write.
Result<void> vfs_adopt(Node& node, u8* block, u32 size, u32 capacity);
/// Cuts the file or fills it up with zeros. Errors: as vfs_write.
Result<void> vfs_truncate(Node& node, u32 size);
/// Takes the name away. Who has the file open finds it empty. Errors: as vfs_writable without creation.
Result<void> vfs_unlink(const char* path);

} // namespace alcove::exec
