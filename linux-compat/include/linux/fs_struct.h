/* SPDX-License-Identifier: MIT
 * Where a process is among the folders.
 */
#pragma once
#include <linux/dcache.h>
#include <linux/mount.h>
struct fs_struct {
    atomic_t count;
    int umask;
    struct dentry *root;
    struct vfsmount *rootmnt;
    struct dentry *pwd;
};
