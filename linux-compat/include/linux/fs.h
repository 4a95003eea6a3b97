/* SPDX-License-Identifier: MIT
 * Files, as drivers see them: what an open file, an inode and a device offer.
 */
#pragma once
#include <linux/config.h>
#include <linux/types.h>
#include <linux/cache.h>
#include <linux/dcache.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/ioctl.h>
#include <linux/kdev_t.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/linkage.h>
#include <linux/list.h>
#include <linux/net.h>
#include <linux/stat.h>
#include <linux/stddef.h>
#include <linux/string.h>
#include <linux/wait.h>
#include <asm/byteorder.h>
#include <asm/atomic.h>
#include <asm/bitops.h>
#include <asm/semaphore.h>

#include <linux/lx_buffers.h>
#include <linux/lx_filesystems.h>

struct file;
struct file_lock;
struct file_system_type;
struct iattr;
struct iovec;
struct kiobuf;
struct module;
struct nameidata;
struct page;
struct poll_table_struct;
struct seq_file;
struct statfs;
struct vfsmount;
struct vm_area_struct;
struct address_space;
struct block_device;
struct block_device_operations;
struct buffer_head;
struct super_block;

/* --- an open file --- */

enum { LX_DIRECTION_IN, LX_DIRECTION_OUT, LX_DIRECTION_AHEAD, LX_DIRECTION_SPECIAL = 4 };
#define READ LX_DIRECTION_IN
#define WRITE LX_DIRECTION_OUT
#define READA LX_DIRECTION_AHEAD
#define SPECIAL LX_DIRECTION_SPECIAL
#define FMODE_READ (1 << READ)
#define FMODE_WRITE (1 << WRITE)

#define MAX_NON_LFS ((1UL << 31) - 1)
#define MAX_LFS_FILESIZE ((loff_t)((0x1000ULL << 31) - 1))
#define OFFSET_MAX ((loff_t)(~0ULL >> 1))

typedef struct files_struct *fl_owner_t;

struct file_operations {
    struct module *owner;
    int (*open)(struct inode *inode, struct file *file);
    int (*release)(struct inode *inode, struct file *file);
    int (*flush)(struct file *file);
    ssize_t (*read)(struct file *file, char *to, size_t count, loff_t *position);
    ssize_t (*write)(struct file *file, const char *from, size_t count, loff_t *position);
    ssize_t (*readv)(struct file *file, const struct iovec *vector, unsigned long count, loff_t *position);
    ssize_t (*writev)(struct file *file, const struct iovec *vector, unsigned long count, loff_t *position);
    loff_t (*llseek)(struct file *file, loff_t offset, int origin);
    int (*readdir)(struct file *file, void *to, filldir_t fill);
    unsigned int (*poll)(struct file *file, struct poll_table_struct *table);
    int (*ioctl)(struct inode *inode, struct file *file, unsigned int command, unsigned long argument);
    int (*mmap)(struct file *file, struct vm_area_struct *area);
    int (*fsync)(struct file *file, struct dentry *dentry, int datasync);
    int (*fasync)(int fd, struct file *file, int on);
    int (*lock)(struct file *file, int command, struct file_lock *lock);
};

/* Whom to tell by a signal when there is something to read. */
struct fown_struct {
    uid_t uid, euid;
    int pid, signum;
};

struct file {
    struct file_operations *f_op;
    void *private_data;
    struct dentry *f_dentry;
    struct vfsmount *f_vfsmnt;
    loff_t f_pos;
    unsigned int f_flags;
    mode_t f_mode;
    atomic_t f_count;
    unsigned int f_uid, f_gid;
    struct fown_struct f_owner;
    int f_error;
    unsigned long f_version, f_reada, f_ramax, f_raend, f_ralen, f_rawin;
    struct list_head f_list;
};
#define get_file(x) atomic_inc(&(x)->f_count)
#define file_count(x) atomic_read(&(x)->f_count)
#define fops_get(fops) ((fops) && (fops)->owner ? (__MOD_INC_USE_COUNT((fops)->owner), (fops)) : (fops))
#define fops_put(fops) ((fops) && (fops)->owner ? (void)__MOD_DEC_USE_COUNT((fops)->owner) : (void)0)
/* One processor, and the domain is a monitor. */
#define file_list_lock() do { } while (0)
#define file_list_unlock() do { } while (0)

#define FASYNC_MAGIC 0x4601
struct fasync_struct {
    struct file *fa_file;
    struct fasync_struct *fa_next;
    int fa_fd, magic;
};

/* Leases and locks of a file */
#define FL_POSIX 0x01
#define FL_LOCKD 0x10
struct nfs_lock_info {
    unsigned int state, flags;
    void *host;
};
struct file_lock {
    fl_owner_t fl_owner;
    unsigned int fl_pid;
    unsigned char fl_flags, fl_type;
    loff_t fl_start, fl_end;
    struct file *fl_file;
    struct file_lock *fl_next;
    struct list_head fl_link, fl_block;
    wait_queue_head_t fl_wait;
    void (*fl_insert)(struct file_lock *lock);
    void (*fl_remove)(struct file_lock *lock);
    void (*fl_notify)(struct file_lock *lock);
    union {
        struct nfs_lock_info nfs_fl;
    } fl_u;
};

/* --- inodes --- */

enum { LX_MAY_X = 1, LX_MAY_W = LX_MAY_X << 1, LX_MAY_R = LX_MAY_X << 2 };
#define MAY_READ LX_MAY_R
#define MAY_WRITE LX_MAY_W
#define MAY_EXEC LX_MAY_X

/* Which members of an iattr are meant. */
enum lx_attributes { LX_A_MODE, LX_A_UID, LX_A_GID, LX_A_SIZE, LX_A_ATIME, LX_A_MTIME, LX_A_CTIME, LX_A_ATIME_SET,
                     LX_A_MTIME_SET, LX_A_FORCE, LX_A_ATTR_FLAG };
#define LX_ATTR(which) (1 << LX_A_##which)
#define ATTR_ATIME LX_ATTR(ATIME)
#define ATTR_ATIME_SET LX_ATTR(ATIME_SET)
#define ATTR_ATTR_FLAG LX_ATTR(ATTR_FLAG)
#define ATTR_CTIME LX_ATTR(CTIME)
#define ATTR_FORCE LX_ATTR(FORCE)
#define ATTR_GID LX_ATTR(GID)
#define ATTR_MODE LX_ATTR(MODE)
#define ATTR_MTIME LX_ATTR(MTIME)
#define ATTR_MTIME_SET LX_ATTR(MTIME_SET)
#define ATTR_SIZE LX_ATTR(SIZE)
#define ATTR_UID LX_ATTR(UID)
struct iattr {
    unsigned int ia_valid, ia_attr_flags;
    umode_t ia_mode;
    uid_t ia_uid;
    gid_t ia_gid;
    loff_t ia_size;
    time_t ia_atime, ia_ctime, ia_mtime;
};

struct inode_operations {
    struct dentry *(*lookup)(struct inode *dir, struct dentry *name);
    int (*create)(struct inode *dir, struct dentry *name, int mode);
    int (*link)(struct dentry *old, struct inode *dir, struct dentry *name);
    int (*unlink)(struct inode *dir, struct dentry *name);
    int (*symlink)(struct inode *dir, struct dentry *name, const char *target);
    int (*mkdir)(struct inode *dir, struct dentry *name, int mode);
    int (*rmdir)(struct inode *dir, struct dentry *name);
    int (*mknod)(struct inode *dir, struct dentry *name, int mode, int device);
    int (*rename)(struct inode *old_dir, struct dentry *old, struct inode *dir, struct dentry *name);
    int (*readlink)(struct dentry *dentry, char *to, int length);
    int (*follow_link)(struct dentry *dentry, struct nameidata *path);
    void (*truncate)(struct inode *inode);
    int (*permission)(struct inode *inode, int mask);
    int (*revalidate)(struct dentry *dentry);
    int (*setattr)(struct dentry *dentry, struct iattr *attributes);
    int (*getattr)(struct dentry *dentry, struct iattr *attributes);
};

struct address_space_operations {
    int (*readpage)(struct file *file, struct page *page);
    int (*writepage)(struct page *page);
    int (*prepare_write)(struct file *file, struct page *page, unsigned from, unsigned to);
    int (*commit_write)(struct file *file, struct page *page, unsigned from, unsigned to);
    int (*sync_page)(struct page *page);
    int (*flushpage)(struct page *page, unsigned long offset);
    int (*releasepage)(struct page *page, int gfp);
    int (*bmap)(struct address_space *space, long block);
    int (*direct_IO)(int direction, struct inode *inode, struct kiobuf *buffer, unsigned long block, int size);
};

/* The pages of a file that are in memory. */
struct address_space {
    struct address_space_operations *a_ops;
    struct inode *host;
    unsigned long nrpages;
    int gfp_mask;
    struct list_head clean_pages, dirty_pages, locked_pages;
    struct vm_area_struct *i_mmap, *i_mmap_shared;
    spinlock_t i_shared_lock;
};

/* Flags of an inode that it has of itself. */
enum { LX_S_SYNC = 1 << 0, LX_S_NOATIME = 1 << 1, LX_S_APPEND = 1 << 3, LX_S_IMMUTABLE = 1 << 4, LX_S_DEAD = 1 << 5,
       LX_S_NOQUOTA = 1 << 6 };
#define S_APPEND LX_S_APPEND
#define S_DEAD LX_S_DEAD
#define S_IMMUTABLE LX_S_IMMUTABLE
#define S_NOATIME LX_S_NOATIME
#define S_NOQUOTA LX_S_NOQUOTA
#define S_SYNC LX_S_SYNC

struct inode {
    unsigned long i_ino;
    umode_t i_mode;
    kdev_t i_dev, i_rdev;
    nlink_t i_nlink;
    uid_t i_uid;
    gid_t i_gid;
    loff_t i_size;
    time_t i_atime, i_ctime, i_mtime;
    unsigned long i_blksize, i_blocks, i_version, i_state;
    unsigned int i_blkbits, i_flags;
    __u32 i_generation;
    unsigned char i_sock;
    atomic_t i_count, i_writecount;
    struct semaphore i_sem, i_zombie;
    struct file_operations *i_fop;
    struct inode_operations *i_op;
    struct super_block *i_sb;
    struct address_space *i_mapping, i_data;
    struct block_device *i_bdev;
    struct file_lock *i_flock;
    wait_queue_head_t i_wait;
    struct list_head i_dentry, i_hash, i_list, i_dirty_buffers, i_dirty_data_buffers;
    union {
        void *generic_ip;
        struct socket socket_i;
    } u;
};
#define IS_APPEND(inode) (((inode)->i_flags & S_APPEND) != 0)
#define IS_DEADDIR(inode) (((inode)->i_flags & S_DEAD) != 0)
#define IS_IMMUTABLE(inode) (((inode)->i_flags & S_IMMUTABLE) != 0)
#define IS_RDONLY(inode) ((inode)->i_sb != NULL && ((inode)->i_sb->s_flags & MS_RDONLY) != 0)
#define IS_SYNC(inode) (((inode)->i_flags & S_SYNC) != 0 || ((inode)->i_sb && ((inode)->i_sb->s_flags & MS_SYNCHRONOUS)))

/* --- devices --- */

struct block_device_operations {
    struct module *owner;
    int (*open)(struct inode *inode, struct file *file);
    int (*release)(struct inode *inode, struct file *file);
    int (*ioctl)(struct inode *inode, struct file *file, unsigned command, unsigned long argument);
    int (*check_media_change)(kdev_t device);
    int (*revalidate)(kdev_t device);
};
struct block_device {
    dev_t bd_dev;
    int bd_openers;
    atomic_t bd_count;
    struct inode *bd_inode;
    const struct block_device_operations *bd_op;
    struct semaphore bd_sem;
    struct list_head bd_hash, bd_inodes;
};

/* What every block device may be asked (ioctl numbers: type 0x12). */
#define LX_BLK(number) _IO(0x12, (number))
#define BLKFLSBUF LX_BLK(97)
#define BLKFRAGET LX_BLK(101)
#define BLKFRASET LX_BLK(100)
#define BLKGETSIZE LX_BLK(96)
#define BLKRAGET LX_BLK(99)
#define BLKRASET LX_BLK(98)
#define BLKROGET LX_BLK(94)
#define BLKROSET LX_BLK(93)
#define BLKRRPART LX_BLK(95)
#define BLKSECTGET LX_BLK(103)
#define BLKSECTSET LX_BLK(102)
#define BLKSSZGET LX_BLK(104)
#define BLKBSZGET _IOR(0x12, 112, sizeof(int))
#define BLKBSZSET _IOW(0x12, 113, sizeof(int))
#define BLKGETSIZE64 _IOR(0x12, 114, sizeof(u64))

#define BLOCK_SIZE_BITS 10
#define BLOCK_SIZE (1 << BLOCK_SIZE_BITS)

extern int register_chrdev(unsigned int major, const char *name, struct file_operations *fops);
extern int unregister_chrdev(unsigned int major, const char *name);
extern int register_blkdev(unsigned int major, const char *name, struct block_device_operations *operations);
extern int unregister_blkdev(unsigned int major, const char *name);
extern int fasync_helper(int fd, struct file *file, int on, struct fasync_struct **list);
extern void kill_fasync(struct fasync_struct **list, int sig, int band);
extern void __kill_fasync(struct fasync_struct *list, int sig, int band);
extern loff_t no_llseek(struct file *file, loff_t offset, int origin);
extern loff_t default_llseek(struct file *file, loff_t offset, int origin);
extern loff_t generic_file_llseek(struct file *file, loff_t offset, int origin);
extern int check_disk_change(kdev_t device);
extern int is_read_only(kdev_t device);
extern int invalidate_device(kdev_t device, int sync);
extern int set_blocksize(kdev_t device, int size);
extern int read_ahead[];

/* --- errors as pointers --- */

static inline void *ERR_PTR(long error) { return (void *)error; }

static inline long PTR_ERR(const void *ptr) { return (long)ptr; }

/* The last thousand addresses are errors. */
static inline long IS_ERR(const void *ptr) { return (unsigned long)ptr >= -1000UL; }

/* Files in the kernel's own hands */
extern struct file *filp_open(const char *name, int flags, int mode);
extern int filp_close(struct file *file, fl_owner_t id);

/* --- what needs the whole of an inode --- */

static inline int fsync_inode_buffers(struct inode *inode) { return fsync_buffers_list(&inode->i_dirty_buffers); }

static inline int fsync_inode_data_buffers(struct inode *inode)
{ return fsync_buffers_list(&inode->i_dirty_data_buffers); }

static inline void put_write_access(struct inode *inode) { atomic_dec(&inode->i_writecount); }

static inline void allow_write_access(struct file *file)
{
    if (file)
        atomic_inc(&file->f_dentry->d_inode->i_writecount);
}

static inline int get_lease(struct inode *inode, unsigned int mode)
{ return inode->i_flock ? __get_lease(inode, mode) : 0; }

static inline void double_lock(struct dentry *d1, struct dentry *d2)
{ double_down(&d1->d_inode->i_zombie, &d2->d_inode->i_zombie); }
