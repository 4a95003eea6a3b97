/* SPDX-License-Identifier: MIT
 * Entries below /proc.
 */
#pragma once
#include <linux/config.h>
#include <linux/types.h>
#include <linux/fs.h>
typedef int(read_proc_t)(char *page, char **start, off_t off, int count, int *eof, void *data);
typedef int(write_proc_t)(struct file *file, const char *buffer, unsigned long count, void *data);
typedef int(get_info_t)(char *page, char **start, off_t off, int count);
struct module;
struct proc_dir_entry {
    unsigned short low_ino, namelen; /* the first eight stand where initialisers without names have them */
    const char *name;
    mode_t mode; nlink_t nlink;
    uid_t uid; gid_t gid;
    unsigned long size;
    void *data;
    struct module *owner;
    read_proc_t *read_proc;
    write_proc_t *write_proc;
    get_info_t *get_info;
    struct file_operations *proc_fops;
    struct inode_operations *proc_iops;
    struct proc_dir_entry *next, *parent, *subdir;
    atomic_t count;
    int deleted;
    unsigned int lx_handle; /* the executive's; 0: it does not know the entry */
};
extern struct proc_dir_entry proc_root;
extern struct proc_dir_entry *proc_net, *proc_bus, *proc_root_driver, *proc_root_fs;
extern struct proc_dir_entry *create_proc_entry(const char *name, mode_t mode, struct proc_dir_entry *parent);
extern struct proc_dir_entry *proc_mkdir(const char *name, struct proc_dir_entry *parent);
extern void remove_proc_entry(const char *name, struct proc_dir_entry *parent);
extern struct proc_dir_entry *create_proc_read_entry(const char *name, mode_t mode, struct proc_dir_entry *base,
                                                     read_proc_t *read_proc, void *data);
extern struct proc_dir_entry *create_proc_info_entry(const char *name, mode_t mode, struct proc_dir_entry *base,
                                                     get_info_t *get_info);
#define proc_net_create(name, mode, info) create_proc_info_entry((name), (mode), proc_net, (info))
#define proc_net_remove(name) remove_proc_entry((name), proc_net)
