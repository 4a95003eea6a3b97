/* SPDX-License-Identifier: MIT
 * The device file system: names of devices, as drivers give them. What else it could do is as if CONFIG_DEVFS_FS were
 * not set, and drivers go on without.
 */
#pragma once
#include <linux/config.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kdev_t.h>
#include <linux/types.h>
#include <linux/spinlock.h>
#include <asm/semaphore.h>

typedef struct devfs_entry *devfs_handle_t;
struct unique_numspace {
    unsigned long *bits;
    unsigned char initialised;
};
#define UNIQUE_NUMBERSPACE_INITIALISER { 0, 0 }

#define DEVFS_FL_NONE 0x000
#define DEVFS_FL_DEFAULT DEVFS_FL_NONE
#define DEVFS_FL_AUTO_OWNER 0x001
#define DEVFS_FL_AUTO_DEVNUM 0x002
#define DEVFS_FL_CURRENT_OWNER 0x020
#define DEVFS_FL_REMOVABLE 0x010
#define DEVFS_SPECIAL_BLK 1
#define DEVFS_SPECIAL_CHR 0

/* A device gets its conventional name (devices.txt), or else this one, below `dir`. A directory is only a name. */
extern devfs_handle_t devfs_register(devfs_handle_t dir, const char *name, unsigned int flags, unsigned int major,
                                     unsigned int minor, umode_t mode, void *ops, void *info);
extern void devfs_unregister(devfs_handle_t de);
extern devfs_handle_t devfs_mk_dir(devfs_handle_t dir, const char *name, void *info);
extern int devfs_register_chrdev(unsigned int major, const char *name, struct file_operations *fops);
extern int devfs_unregister_chrdev(unsigned int major, const char *name);

/* What is to be found isn't there. */
#define LX_NO_DEVFS(type, name, parameters, answer) static inline type name parameters { return answer; }
LX_NO_DEVFS(devfs_handle_t, devfs_find_handle,
            (devfs_handle_t dir, const char *name, unsigned int major, unsigned int minor, char type, int follow), NULL)
LX_NO_DEVFS(devfs_handle_t, devfs_get_parent, (devfs_handle_t de), NULL)
LX_NO_DEVFS(int, devfs_mk_symlink,
            (devfs_handle_t dir, const char *name, unsigned int flags, const char *link, devfs_handle_t *handle,
             void *info),
            0)
LX_NO_DEVFS(int, devfs_generate_path, (devfs_handle_t de, char *path, int length), -ENOSYS)
LX_NO_DEVFS(int, devfs_get_maj_min, (devfs_handle_t de, unsigned int *major, unsigned int *minor), -ENOSYS)
LX_NO_DEVFS(int, devfs_get_flags, (devfs_handle_t de, unsigned int *flags), 0)
LX_NO_DEVFS(int, devfs_set_flags, (devfs_handle_t de, unsigned int flags), 0)
LX_NO_DEVFS(void *, devfs_get_info, (devfs_handle_t de), NULL)
LX_NO_DEVFS(int, devfs_alloc_unique_number, (struct unique_numspace *space), -1)
static inline void devfs_register_tape(devfs_handle_t de) { }
static inline void devfs_auto_unregister(devfs_handle_t master, devfs_handle_t slave) { }
static inline void devfs_dealloc_unique_number(struct unique_numspace *space, int number) { }
static inline void devfs_register_series(devfs_handle_t dir, const char *format, unsigned int num_entries,
                                         unsigned int flags, unsigned int major, unsigned int minor_start, umode_t mode,
                                         void *ops, void *info)
{
}

/* These give way to the registry of numbers. */
static inline int devfs_register_blkdev(unsigned int major, const char *name, struct block_device_operations *bdops)
{ return register_blkdev(major, name, bdops); }
static inline int devfs_unregister_blkdev(unsigned int major, const char *name) { return unregister_blkdev(major, name); }
