// SPDX-License-Identifier: MIT
// Writing below /etc and /tmp: a file's contents move to the heap with the first change.
#include "exec/clock.h"
#include "exec/sync.h"
#include "exec/vfs.h"
#include <algorithm>
#include <stdlib.h>
#include <string.h>

namespace alcove::exec {

namespace {

constexpr u32 k_most_bytes = 4 << 20; ///< of all written files together
constexpr u32 k_most_names = 256;     ///< made since boot; a removed one counts until it is made again
constexpr u32 k_least_capacity = 256;
constexpr const char* k_writable[] = {"etc", "tmp"};

Mutex g_mutex; ///< names that are made, and the contents of all files that were written
u32 g_bytes, g_names;

bool lies_in_writable(const char* normalised) {
    for (const char* directory : k_writable) {
        const usize length = strlen(directory);
        if (strncmp(normalised, directory, length) == 0 && normalised[length] == '/') return true;
    }
    return false;
}

/// A file of that name that was removed.
Node* find_removed(const char* normalised) {
    const Result<const Node*> root = vfs_find("/");
    for (Node* n = root.value()->next; n; n = n->next)
        if (n->removed && strcmp(n->path, normalised) == 0) return n;
    return nullptr;
}

Result<Node*> make(const char* normalised) {
    if (Node* old = find_removed(normalised)) {
        old->removed = false;
        return old;
    }
    char parent[k_path_max];
    strlcpy(parent, normalised, sizeof parent);
    *strrchr(parent, '/') = '\0';
    const Result<const Node*> directory = vfs_find(parent);
    if (!directory) return directory.error();
    if (directory.value()->type != NodeType::directory) return Error::not_directory;
    if (g_names == k_most_names) return Error::no_space;
    Node* node = vfs_add(normalised, NodeType::file);
    if (!node) return Error::no_memory;
    g_names++;
    return node;
}

void drop(Node& node) {
    if (node.capacity) free(const_cast<u8*>(node.view.data));
    g_bytes -= node.capacity;
    node.capacity = 0;
    node.view = {nullptr, 0};
}

/// Gives the file a heap block of at least `size` bytes that holds what it holds now.
Result<void> reserve(Node& node, u32 size) {
    if (size <= node.capacity && node.capacity) return {};
    const u32 capacity = std::max({size, node.capacity * 2, k_least_capacity});
    if (capacity - node.capacity > k_most_bytes - g_bytes) return Error::no_space;
    u8* data = static_cast<u8*>(malloc(capacity));
    if (!data) return Error::no_memory;
    const u32 kept = std::min(node.view.size, size);
    memcpy(data, node.view.data, kept);
    drop(node);
    node.view = {data, kept};
    node.capacity = capacity;
    g_bytes += capacity;
    return {};
}

/// Up to `size` bytes, the new ones zero.
void extend(Node& node, u32 size) {
    u8* data = const_cast<u8*>(node.view.data);
    if (size > node.view.size) memset(data + node.view.size, 0, size - node.view.size);
    node.view.size = size;
}

void changed(Node& node) {
    node.changes++;
    node.modified = unix_time();
}

} // namespace

Result<Node*> vfs_writable(const char* path, bool create) {
    char normalised[k_path_max];
    if (const Result<void> r = vfs_normalise(path, normalised); !r) return r.error();
    MutexGuard guard(g_mutex);
    const Result<const Node*> found = vfs_find(path);
    if (!found && !(found.error() == Error::not_found && create)) return found.error();
    if (found && found.value()->type == NodeType::directory) return Error::is_directory;
    if (!lies_in_writable(normalised)) return Error::read_only;
    return found ? Result<Node*>(const_cast<Node*>(found.value())) : make(normalised);
}

u32 vfs_read(const Node& node, u32 at, u8* to, u32 size) {
    MutexGuard guard(g_mutex);
    if (at >= node.view.size) return 0;
    const u32 n = std::min(size, node.view.size - at);
    memcpy(to, node.view.data + at, n);
    return n;
}

Result<u32> vfs_write(Node& node, u32 at, const u8* from, u32 size) {
    MutexGuard guard(g_mutex);
    if (node.removed) return Error::not_found;
    if (at > k_most_bytes || size > k_most_bytes) return Error::no_space;
    const u32 end = std::max(at + size, node.view.size);
    if (const Result<void> r = reserve(node, end); !r) return r.error();
    extend(node, end);
    memcpy(const_cast<u8*>(node.view.data) + at, from, size);
    changed(node);
    return size;
}

Result<void> vfs_adopt(Node& node, u8* block, u32 size, u32 capacity) {
    MutexGuard guard(g_mutex);
    if (node.removed) return Error::not_found;
    if (capacity > k_most_bytes - (g_bytes - node.capacity)) return Error::no_space;
    drop(node);
    node.view = {block, size};
    node.capacity = capacity;
    g_bytes += capacity;
    changed(node);
    return {};
}

Result<void> vfs_truncate(Node& node, u32 size) {
    MutexGuard guard(g_mutex);
    if (node.removed) return Error::not_found;
    if (size > k_most_bytes) return Error::no_space;
    if (size == 0) {
        drop(node);
    } else {
        if (const Result<void> r = reserve(node, size); !r) return r;
        extend(node, size);
    }
    changed(node);
    return {};
}

Result<void> vfs_unlink(const char* path) {
    const Result<Node*> node = vfs_writable(path, false);
    if (!node) return node.error();
    MutexGuard guard(g_mutex);
    drop(*node.value());
    changed(*node.value());
    node.value()->removed = true;
    return {};
}

} // namespace alcove::exec
