/* SPDX-License-Identifier: MIT
 * The device file system: there is none, and drivers go on without.
 */
#pragma once
#include <linux/fs.h>
#include <linux/kdev_t.h>
typedef struct devfs_entry *devfs_handle_t;
#define DEVFS_FL_NONE 0x000
#define DEVFS_FL_DEFAULT DEVFS_FL_NONE
#define DEVFS_FL_AUTO_DEVNUM 0x002
static inline devfs_handle_t devfs_register(devfs_handle_t dir, const char *name, unsigned int flags, unsigned int major,
                                            unsigned int minor, umode_t mode, void *ops, void *info)
{
    return NULL;
}
static inline void devfs_unregister(devfs_handle_t de)
{
}
static inline devfs_handle_t devfs_mk_dir(devfs_handle_t dir, const char *name, void *info)
{
    return NULL;
}
static inline int devfs_register_chrdev(unsigned int major, const char *name, struct file_operations *fops)
{
    return register_chrdev(major, name, fops);
}
static inline int devfs_unregister_chrdev(unsigned int major, const char *name)
{
    return unregister_chrdev(major, name);
}
