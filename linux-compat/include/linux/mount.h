/* SPDX-License-Identifier: MIT
 * Mounted file systems.
 */
#pragma once
#include <linux/list.h>
#include <asm/atomic.h>
struct vfsmount {
    struct dentry *mnt_mountpoint, *mnt_root;
    struct list_head mnt_child, mnt_mounts;
    struct super_block *mnt_sb;
    struct vfsmount *mnt_parent;
    atomic_t mnt_count;
};
extern void __mntput(struct vfsmount *mnt);
static inline struct vfsmount *mntget(struct vfsmount *mnt)
{
    if (mnt)
        atomic_inc(&mnt->mnt_count);
    return mnt;
}
static inline void mntput(struct vfsmount *mnt)
{
    if (mnt && atomic_dec_and_test(&mnt->mnt_count))
        __mntput(mnt);
}
