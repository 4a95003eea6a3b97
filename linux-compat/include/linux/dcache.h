/* SPDX-License-Identifier: MIT
 * Names of files.
 */
#pragma once
#include <linux/list.h>
#include <linux/types.h>
#include <linux/spinlock.h>
#include <asm/atomic.h>

struct inode;
struct super_block;
struct vfsmount;
struct dentry;

/* A name with its length and its hash. */
struct qstr {
    unsigned int hash, len;
    const unsigned char *name;
};

/* What a file system may do in its own way. */
struct dentry_operations {
    int (*d_compare)(struct dentry *dir, struct qstr *one, struct qstr *other);
    int (*d_hash)(struct dentry *dir, struct qstr *name);
    int (*d_revalidate)(struct dentry *dentry, int flags);
    int (*d_delete)(struct dentry *dentry);
    void (*d_release)(struct dentry *dentry);
    void (*d_iput)(struct dentry *dentry, struct inode *inode);
};

struct dentry {
    struct inode *d_inode;
    struct dentry *d_parent;
    struct qstr d_name;
    struct super_block *d_sb;
    struct dentry_operations *d_op;
    void *d_fsdata, *d_extra_attributes;
    atomic_t d_count;
    unsigned int d_flags;
    unsigned long d_time, d_vfs_flags;
    int d_mounted;
    struct list_head d_hash, d_child, d_subdirs, d_alias, d_lru;
    unsigned char d_iname[16];
};

enum lx_dentry_flags {
    LX_DCACHE_0 = 0x0001,
    LX_DCACHE_1 = LX_DCACHE_0 << 1,
    LX_DCACHE_2 = LX_DCACHE_0 << 2,
    LX_DCACHE_3 = LX_DCACHE_0 << 3,
};
#define DCACHE_REFERENCED LX_DCACHE_3
#define DCACHE_NFSD_DISCONNECTED LX_DCACHE_2
#define DCACHE_NFSFS_RENAMED LX_DCACHE_1
#define DCACHE_AUTOFS_PENDING LX_DCACHE_0

/* The root of a tree is its own parent. */
#define IS_ROOT(x) ((x)->d_parent == (x))

extern spinlock_t dcache_lock;
extern struct dentry *d_alloc(struct dentry *parent, const struct qstr *name);
extern struct dentry *d_alloc_root(struct inode *root);
extern struct dentry *d_lookup(struct dentry *parent, struct qstr *name);
extern struct dentry *d_find_alias(struct inode *inode);
extern struct dentry *dget_locked(struct dentry *dentry);
extern void dput(struct dentry *dentry);
extern void d_instantiate(struct dentry *dentry, struct inode *inode);
extern void d_rehash(struct dentry *dentry);
extern void d_delete(struct dentry *dentry);
extern void d_move(struct dentry *from, struct dentry *to);
extern void d_prune_aliases(struct inode *inode);
extern int d_invalidate(struct dentry *dentry);
extern int d_validate(struct dentry *dentry, struct dentry *parent);
extern int have_submounts(struct dentry *dentry);
extern void shrink_dcache_parent(struct dentry *parent);
extern void shrink_dcache_sb(struct super_block *sb);
extern void flush_dentry_attributes(void);
extern struct vfsmount *lookup_mnt(struct vfsmount *mnt, struct dentry *dentry);
extern char *__d_path(struct dentry *dentry, struct vfsmount *mnt, struct dentry *root, struct vfsmount *rootmnt,
                      char *buffer, int length);

static inline struct dentry *dget(struct dentry *dentry)
{
    if (dentry)
        atomic_inc(&dentry->d_count);
    return dentry;
}

static inline int d_unhashed(struct dentry *dentry) { return list_empty(&dentry->d_hash); }

static inline int d_mountpoint(struct dentry *dentry) { return dentry->d_mounted; }

static inline void d_drop(struct dentry *dentry) { list_del_init(&dentry->d_hash); }

static inline void d_add(struct dentry *entry, struct inode *inode)
{
    d_instantiate(entry, inode);
    d_rehash(entry);
}

/* The hash of a name, a character at a time. It needs to be good, not the same as anyone's. */
#define init_name_hash() 0UL
static inline unsigned long partial_name_hash(unsigned long c, unsigned long prevhash)
{ return (prevhash ^ c) * 16777619UL; }

static inline unsigned long end_name_hash(unsigned long hash) { return hash ^ (hash >> 16); }

static inline unsigned int full_name_hash(const unsigned char *name, unsigned int len)
{
    unsigned long hash = init_name_hash();

    for (; len; len--)
        hash = partial_name_hash(*name++, hash);
    return end_name_hash(hash);
}
