/* SPDX-License-Identifier: MIT
 * The device file system: names of devices, as drivers give them.
 */
#pragma once
#include <linux/fs.h>
#include <linux/kdev_t.h>
typedef struct devfs_entry *devfs_handle_t;
#define DEVFS_FL_NONE 0x000
#define DEVFS_FL_DEFAULT DEVFS_FL_NONE
#define DEVFS_FL_AUTO_DEVNUM 0x002
extern devfs_handle_t devfs_register(devfs_handle_t dir, const char *name, unsigned int flags, unsigned int major,
                                     unsigned int minor, umode_t mode, void *ops, void *info);
extern void devfs_unregister(devfs_handle_t entry);
extern devfs_handle_t devfs_mk_dir(devfs_handle_t dir, const char *name, void *info);
extern int devfs_register_chrdev(unsigned int major, const char *name, struct file_operations *fops);
extern int devfs_unregister_chrdev(unsigned int major, const char *name);
