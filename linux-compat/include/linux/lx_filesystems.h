/* SPDX-License-Identifier: MIT
 * What file systems offer and are offered: the part of linux/fs.h that few drivers look at.
 */
#pragma once
#include <linux/types.h>
#include <linux/dcache.h>
#include <linux/list.h>
#include <asm/semaphore.h>

#include <linux/lx_buffers.h>

struct block_device;
struct dquot_operations;
struct file;
struct iattr;
struct module;
struct page;
struct vm_area_struct;
struct nameidata;
struct statfs;
struct seq_file;

/* How it is mounted; how a path is looked up; what a folder's entries are. */
enum { LX_MS_RDONLY = 1 << 0, LX_MS_SYNCHRONOUS = 1 << 4 };
#define MS_RDONLY LX_MS_RDONLY
#define MS_SYNCHRONOUS LX_MS_SYNCHRONOUS
enum { LX_LOOKUP_FOLLOW = 1, LX_LOOKUP_POSITIVE = 8, LX_LOOKUP_ATOMIC = 64 };
#define LOOKUP_ATOMIC LX_LOOKUP_ATOMIC
#define LOOKUP_FOLLOW LX_LOOKUP_FOLLOW
#define LOOKUP_POSITIVE LX_LOOKUP_POSITIVE
/* The file type's bits of a mode, shifted down (stat.h). */
#define LX_DT(letters) (S_IF##letters >> 12)
#define DT_BLK LX_DT(BLK)
#define DT_CHR LX_DT(CHR)
#define DT_DIR LX_DT(DIR)
#define DT_LNK LX_DT(LNK)
#define DT_REG LX_DT(REG)
#define DT_SOCK LX_DT(SOCK)
#define DT_UNKNOWN 0
#define DT_WHT 14
#define DT_FIFO (S_IFIFO >> 12)

/* What of it is dirty. */
enum { LX_DIRTY_SYNC = 1, LX_DIRTY_DATASYNC = 2, LX_DIRTY_PAGES = 4 };
#define I_DIRTY_DATASYNC LX_DIRTY_DATASYNC
#define I_DIRTY_PAGES LX_DIRTY_PAGES
#define I_DIRTY_SYNC LX_DIRTY_SYNC
#define I_DIRTY (I_DIRTY_DATASYNC | I_DIRTY_SYNC | I_DIRTY_PAGES)

/* What a type of file system is like. */
enum { LX_FS_REQUIRES_DEV = 1 << 0, LX_FS_SINGLE = 1 << 3, LX_FS_ODD_RENAME = 1 << 15 };
#define FS_ODD_RENAME LX_FS_ODD_RENAME
#define FS_REQUIRES_DEV LX_FS_REQUIRES_DEV
#define FS_SINGLE LX_FS_SINGLE
struct file_system_type {
    const char *name;
    int fs_flags;
    struct module *owner;
    struct super_block *(*read_super)(struct super_block *sb, void *data, int silent);
    struct file_system_type *next;
    struct list_head fs_supers;
};
#define DECLARE_FSTYPE(var, type, read, flags) \
    struct file_system_type var = { .name = (type), .fs_flags = (flags), .owner = THIS_MODULE, .read_super = (read) }
#define DECLARE_FSTYPE_DEV(var, type, read) DECLARE_FSTYPE(var, type, read, FS_REQUIRES_DEV)

struct super_operations {
    void (*put_super)(struct super_block *sb);
    void (*write_super)(struct super_block *sb);
    void (*write_super_lockfs)(struct super_block *sb);
    void (*unlockfs)(struct super_block *sb);
    struct inode *(*alloc_inode)(struct super_block *sb);
    void (*clear_inode)(struct inode *inode);
    void (*delete_inode)(struct inode *inode);
    void (*destroy_inode)(struct inode *inode);
    void (*dirty_inode)(struct inode *inode);
    void (*put_inode)(struct inode *inode);
    void (*read_inode)(struct inode *inode);
    void (*read_inode2)(struct inode *inode, void *opaque);
    void (*write_inode)(struct inode *inode, int sync);
    int (*statfs)(struct super_block *sb, struct statfs *to);
    int (*remount_fs)(struct super_block *sb, int *flags, char *options);
    void (*umount_begin)(struct super_block *sb);
    int (*show_options)(struct seq_file *to, struct vfsmount *mount);
    struct dentry *(*fh_to_dentry)(struct super_block *sb, __u32 *handle, int length, int type, int parent);
    int (*dentry_to_fh)(struct dentry *dentry, __u32 *handle, int *length, int need_parent);
};

struct super_block {
    kdev_t s_dev;
    unsigned long s_blocksize, s_flags, s_magic, s_old_blocksize;
    unsigned char s_blocksize_bits, s_dirt;
    unsigned long long s_maxbytes;
    struct file_system_type *s_type;
    struct super_operations *s_op;
    struct dquot_operations *dq_op;
    struct block_device *s_bdev;
    struct dentry *s_root;
    struct list_head s_list, s_dirty, s_locked_inodes, s_files;
    struct semaphore s_lock, s_vfs_rename_sem, s_nfsd_free_path_sem;
    union {
        void *generic_sbp;
    } u;
};
#define sb_entry(list) list_entry((list), struct super_block, s_list)

struct nameidata {
    struct vfsmount *mnt;
    struct dentry *dentry;
    int last_type;
    unsigned int flags;
    struct qstr last;
};

typedef int (*filldir_t)(void *to, const char *name, int length, loff_t offset, ino_t ino, unsigned type);
typedef int (*find_inode_t)(struct inode *inode, unsigned long ino, void *opaque);
typedef int(get_block_t)(struct inode *inode, long block, struct buffer_head *result, int create);
extern struct inode *iget4(struct super_block *sb, unsigned long ino, find_inode_t find, void *opaque);
extern struct inode *new_inode(struct super_block *sb);
extern struct inode *igrab(struct inode *inode);
extern void iput(struct inode *inode);
extern void clear_inode(struct inode *inode);
extern void insert_inode_hash(struct inode *inode);
extern void remove_inode_hash(struct inode *inode);
extern void make_bad_inode(struct inode *inode);
extern int is_bad_inode(struct inode *inode);
extern void init_special_inode(struct inode *inode, umode_t mode, int device);
extern void __mark_inode_dirty(struct inode *inode, int what);
extern void update_atime(struct inode *inode);
extern int inode_change_ok(struct inode *inode, struct iattr *attributes);
extern int inode_setattr(struct inode *inode, struct iattr *attributes);
extern int permission(struct inode *inode, int mask);
extern int vfs_permission(struct inode *inode, int mask);
extern int register_filesystem(struct file_system_type *type);
extern int unregister_filesystem(struct file_system_type *type);
extern struct vfsmount *kern_mount(struct file_system_type *type);
extern struct super_block *get_super(kdev_t device);
extern void drop_super(struct super_block *sb);
extern int path_init(const char *name, unsigned int flags, struct nameidata *path);
extern int path_walk(const char *name, struct nameidata *path);
extern int __user_walk(const char *name, unsigned flags, struct nameidata *path);
extern void path_release(struct nameidata *path);
extern struct dentry *lookup_one_len(const char *name, struct dentry *dir, int length);
extern struct dentry *lookup_hash(struct qstr *name, struct dentry *dir);
extern char *getname(const char *name);
extern struct block_device *bdget(dev_t device);
enum lx_openers { BDEV_FILE, BDEV_SWAP, BDEV_FS, BDEV_RAW };
extern int blkdev_get(struct block_device *device, mode_t mode, unsigned flags, int kind);
extern int blkdev_put(struct block_device *device, int kind);
extern int ioctl_by_bdev(struct block_device *device, unsigned command, unsigned long argument);
extern ssize_t generic_read_dir(struct file *file, char *to, size_t count, loff_t *position);
extern int fail_writepage(struct page *page);
/* Reading a file's pages, each handed to `actor`, which says how many bytes of it were taken */
typedef struct {
    char *buf; /* the actor's own */
    size_t count, written;
    int error;
} read_descriptor_t;
typedef int (*read_actor_t)(read_descriptor_t *desc, struct page *page, unsigned long offset, unsigned long size);
extern void do_generic_file_read(struct file *file, loff_t *position, read_descriptor_t *desc, read_actor_t actor,
                                 int not_blocking);
extern ssize_t generic_file_read(struct file *file, char *to, size_t count, loff_t *position);
extern ssize_t generic_file_write(struct file *file, const char *from, size_t count, loff_t *position);
extern int generic_file_mmap(struct file *file, struct vm_area_struct *area);
extern int generic_file_open(struct inode *inode, struct file *file);
extern int file_fsync(struct file *file, struct dentry *dentry, int datasync);
extern int dcache_readdir(struct file *file, void *to, filldir_t fill);
extern int bmap(struct inode *inode, int block);
extern void invalidate_inode_pages(struct inode *inode);
extern void invalidate_bdev(struct block_device *device, int destroy);
extern int vfs_readlink(struct dentry *dentry, char *to, int length, const char *link);
extern int vfs_follow_link(struct nameidata *path, const char *link);
extern int locks_mandatory_area(int which, struct inode *inode, struct file *file, loff_t offset, size_t count);
extern int __get_lease(struct inode *inode, unsigned int flags);
extern int get_write_access(struct inode *inode);

#define UPDATE_ATIME(inode) update_atime(inode)
#define putname(name) free_page((unsigned long)(name))
#define user_path_walk(name, nd) __user_walk((name), LOOKUP_FOLLOW | LOOKUP_POSITIVE, (nd))
#define user_path_walk_link(name, nd) __user_walk((name), LOOKUP_POSITIVE, (nd))
#define block_flushpage(page, offset) \
    ((page)->mapping->a_ops->flushpage ? (page)->mapping->a_ops->flushpage((page), (offset)) : \
                                         discard_bh_page((page), (offset), 1))
extern int discard_bh_page(struct page *page, unsigned long offset, int drop);

static inline void mark_inode_dirty(struct inode *inode) { __mark_inode_dirty(inode, I_DIRTY); }

static inline struct inode *iget(struct super_block *sb, unsigned long ino) { return iget4(sb, ino, NULL, NULL); }

static inline struct buffer_head *sb_bread(struct super_block *sb, int block)
{ return bread(sb->s_dev, block, sb->s_blocksize); }

static inline struct buffer_head *sb_getblk(struct super_block *sb, int block)
{ return getblk(sb->s_dev, block, sb->s_blocksize); }

static inline struct buffer_head *sb_get_hash_table(struct super_block *sb, int block)
{ return get_hash_table(sb->s_dev, block, sb->s_blocksize); }

static inline int is_mounted(kdev_t dev)
{
    struct super_block *sb = get_super(dev);

    if (!sb)
        return 0;
    drop_super(sb);
    return 1;
}

/* Several semaphores are taken in the order of their addresses, each once. */
static inline void lx_down_sorted(struct semaphore *s1, struct semaphore *s2)
{
    if (s1 == s2)
        s2 = NULL;
    if (s1 < s2) {
        struct semaphore *first = s1;

        s1 = s2;
        s2 = first;
    }
    down(s1);
    if (s2)
        down(s2);
}

static inline void double_down(struct semaphore *s1, struct semaphore *s2) { lx_down_sorted(s1, s2); }

static inline void double_up(struct semaphore *s1, struct semaphore *s2)
{
    up(s1);
    if (s1 != s2)
        up(s2);
}

static inline void triple_down(struct semaphore *s1, struct semaphore *s2, struct semaphore *s3)
{
    struct semaphore *most = s1 > s2 ? s1 : s2, *least = s1 > s2 ? s2 : s1;

    if (s3 >= most) {
        if (s3 > most)
            down(s3);
        lx_down_sorted(most, least);
        return;
    }
    down(most);
    if (most != least)
        lx_down_sorted(least, s3);
    else
        down(s3);
}

static inline void triple_up(struct semaphore *s1, struct semaphore *s2, struct semaphore *s3)
{
    up(s1);
    if (s2 != s1)
        up(s2);
    if (s3 != s1 && s3 != s2)
        up(s3);
}
