/* SPDX-License-Identifier: MIT
 * Files, as character drivers see them.
 */
#pragma once
#include <linux/config.h>
#include <linux/types.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/kdev_t.h>
#include <linux/limits.h>
#include <linux/list.h>
#include <linux/wait.h>
#include <linux/stat.h>
#include <linux/ioctl.h>
#include <asm/atomic.h>
#include <asm/bitops.h>
#include <asm/semaphore.h>

#define READ 0
#define WRITE 1
#define READA 2
#define FMODE_READ 1
#define FMODE_WRITE 2
#define BLOCK_SIZE_BITS 10
#define BLOCK_SIZE (1 << BLOCK_SIZE_BITS)
#define MAY_EXEC 1
#define MAY_WRITE 2
#define MAY_READ 4
#define MS_RDONLY 1

struct poll_table_struct;
struct iovec;
struct vm_area_struct;
struct inode;
struct file;
struct dentry;
struct fown_struct {
    int pid;
    uid_t uid, euid;
    int signum;
};
struct fasync_struct {
    int magic, fa_fd;
    struct fasync_struct *fa_next;
    struct file *fa_file;
};
typedef int (*filldir_t)(void *, const char *, int, loff_t, ino_t, unsigned);
struct file_operations {
    struct module *owner;
    int (*open)(struct inode *, struct file *);
    int (*release)(struct inode *, struct file *);
    int (*flush)(struct file *);
    ssize_t (*read)(struct file *, char *, size_t, loff_t *);
    ssize_t (*write)(struct file *, const char *, size_t, loff_t *);
    loff_t (*llseek)(struct file *, loff_t, int);
    int (*readdir)(struct file *, void *, filldir_t);
    unsigned int (*poll)(struct file *, struct poll_table_struct *);
    int (*ioctl)(struct inode *, struct file *, unsigned int, unsigned long);
    int (*mmap)(struct file *, struct vm_area_struct *);
    int (*fsync)(struct file *, struct dentry *, int datasync);
    int (*fasync)(int, struct file *, int);
    ssize_t (*readv)(struct file *, const struct iovec *, unsigned long, loff_t *);
    ssize_t (*writev)(struct file *, const struct iovec *, unsigned long, loff_t *);
};
struct file {
    struct file_operations *f_op;
    struct dentry *f_dentry;
    unsigned int f_flags;
    mode_t f_mode;
    loff_t f_pos;
    atomic_t f_count;
    unsigned int f_uid, f_gid;
    int f_error;
    unsigned long f_version;
    struct fown_struct f_owner;
    void *private_data;
};
struct dentry {
    struct inode *d_inode;
};
struct inode_operations {
    int (*permission)(struct inode *, int);
};
struct inode {
    kdev_t i_rdev, i_dev;
    unsigned long i_ino;
    umode_t i_mode;
    nlink_t i_nlink;
    uid_t i_uid;
    gid_t i_gid;
    loff_t i_size;
    time_t i_atime, i_mtime, i_ctime;
    struct file_operations *i_fop;
    union {
        void *generic_ip;
    } u;
};
extern int register_chrdev(unsigned int major, const char *name, struct file_operations *fops);
extern int unregister_chrdev(unsigned int major, const char *name);
extern int fasync_helper(int fd, struct file *file, int on, struct fasync_struct **list);
extern void kill_fasync(struct fasync_struct **list, int sig, int band);
extern loff_t no_llseek(struct file *file, loff_t offset, int origin);
