// SPDX-License-Identifier: MIT
// The index of the initial RAM file system: archive entries, the directories they imply, and /dev.
#include "exec/vfs.h"
#include "exec/boot_info.h"
#include "exec/log.h"
#include "exec/device.h"
#include "exec/sync.h"
#include "lib/tar.h"
#include <new>
#include <stdlib.h>
#include <string.h>

namespace alcove::exec {

namespace {

Node g_root = {.path = "", .type = NodeType::directory};
Node* g_last = &g_root; ///< of the list of all nodes, in the archive's order

Node* find(const char* normalised) {
    for (Node* n = &g_root; n; n = n->next) {
        if (!n->removed && strcmp(n->path, normalised) == 0) return n;
    }
    return nullptr;
}

/// The node of that path, made where it isn't there yet; nullptr without memory.
Node* make(const char* normalised, NodeType type) {
    Node* known = find(normalised);
    if (known) known->type = type;
    return known ? known : vfs_add(normalised, type);
}

void add_archive(const BootModule& module) {
    TarReader archive({phys_to_virt<u8>(module.start), module.end - module.start});
    TarEntry entry;
    u32 count = 0;
    for (; archive.next(entry); count++) {
        char path[k_path_max];
        if (!vfs_normalise(entry.name, path)) continue;
        Node* node = make(path, entry.directory ? NodeType::directory : NodeType::file);
        if (!node) return log(LogLevel::error, "initrd: out of memory after %u entries", unsigned(count));
        node->view = {entry.data, entry.size};
        node->modified = entry.modified;
    }
    if (archive.damaged())
        log(LogLevel::error, "initrd: damaged after %u entries: %s", unsigned(count), archive.message());
}

} // namespace

const char* Node::name() const {
    const char* slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

Result<void> vfs_normalise(const char* path, char (&to)[k_path_max]) {
    u32 length = 0;
    while (*path) {
        while (*path == '/') path++;
        const u32 n = strcspn(path, "/");
        if (n == 2 && memcmp(path, "..", 2) == 0) {
            while (length > 0 && to[--length] != '/') {
            }
        } else if (n > 0 && !(n == 1 && *path == '.')) {
            if (length + n + 2 > k_path_max) return Error::name_too_long;
            if (length > 0) to[length++] = '/';
            memcpy(to + length, path, n);
            length += n;
        }
        path += n;
    }
    to[length] = '\0';
    return {};
}

Node* vfs_add(const char* normalised, NodeType type) {
    if (const char* slash = strrchr(normalised, '/')) {
        char parent[k_path_max];
        memcpy(parent, normalised, slash - normalised);
        parent[slash - normalised] = '\0';
        if (!find(parent) && !vfs_add(parent, NodeType::directory)) return nullptr;
    }
    char* path = strdup(normalised);
    Node* node = path ? new (std::nothrow) Node{.path = path, .type = type} : nullptr;
    if (!node) {
        free(path);
        return nullptr;
    }
    g_last = g_last->next = node;
    return node;
}

void vfs_init() {
    if (boot_module_count() > 0) {
        add_archive(boot_module(0));
    } else {
        log(LogLevel::warning, "initrd: the boot loader gave no module; the file system is empty");
    }
    devices_init();
}

Result<const Node*> vfs_find(const char* path) {
    char normalised[k_path_max];
    if (const Result<void> r = vfs_normalise(path, normalised); !r) return r.error();
    const Node* node = find(normalised);
    if (!node) return Error::not_found;
    const usize length = strlen(path);
    if (length > 0 && path[length - 1] == '/' && node->type != NodeType::directory)
        return Error::not_directory;
    return node;
}

const Node* vfs_next(const Node& directory, const Node* previous) {
    const usize length = strlen(directory.path);
    for (const Node* n = previous ? previous->next : g_root.next; n; n = n->next) {
        if (length > 0 && (strncmp(n->path, directory.path, length) != 0 || n->path[length] != '/')) continue;
        const char* rest = n->path + (length > 0 ? length + 1 : 0);
        if (!strchr(rest, '/') && !n->removed) return n;
    }
    return nullptr;
}

namespace {

Mutex g_device_names;

/// A node of that name that is there, or was once.
Node* find_ever(const char* normalised) {
    for (Node* n = &g_root; n; n = n->next)
        if (strcmp(n->path, normalised) == 0) return n;
    return nullptr;
}

} // namespace

Result<void> vfs_add_device(const char* path, Device& device) {
    char normalised[k_path_max];
    if (const Result<void> r = vfs_normalise(path, normalised); !r) return r;
    MutexGuard guard(g_device_names);
    Node* node = find_ever(normalised);
    if (node && !node->removed) return Error::exists;
    const bool again = node != nullptr;
    if (!again) {
        // Nobody finds it before its device is there.
        node = vfs_add(normalised, NodeType::file);
        if (!node) return Error::no_memory;
    }
    device.ref();
    IrqGuard off;
    node->type = NodeType::device;
    node->device = &device;
    node->removed = false;
    return {};
}

bool vfs_remove_device(const Device& device) {
    MutexGuard guard(g_device_names);
    Device* gone = nullptr;
    for (Node* n = &g_root; n && !gone; n = n->next) {
        IrqGuard off;
        if (n->device != &device) continue;
        gone = n->device;
        n->device = nullptr;
        n->removed = true;
    }
    if (gone) gone->unref();
    return gone != nullptr;
}

Device* vfs_device(const Node& node) {
    IrqGuard guard;
    if (node.device) node.device->ref();
    return node.device;
}

Result<FileView> vfs_view(const char* path) {
    const Result<const Node*> node = vfs_find(path);
    if (!node) return node.error();
    if (node.value()->type == NodeType::directory) return Error::is_directory;
    if (node.value()->type == NodeType::device || node.value()->changes) return Error::invalid;
    return node.value()->view;
}

Result<void> vfs_list(const char* directory,
                      void (*f)(const char* name, bool directory, u32 size, void* argument), void* argument) {
    const Result<const Node*> node = vfs_find(directory);
    if (!node) return node.error();
    if (node.value()->type != NodeType::directory) return Error::not_directory;
    for (const Node* n = vfs_next(*node.value(), nullptr); n; n = vfs_next(*node.value(), n))
        f(n->name(), n->type == NodeType::directory, n->view.size, argument);
    return {};
}

} // namespace alcove::exec
