/* SPDX-License-Identifier: MIT
 * Character devices with a minor number of their own.
 */
#pragma once
#define TUN_MINOR 200
#include <linux/fs.h>
#include <linux/module.h>
#define MISC_DYNAMIC_MINOR 255
#define WATCHDOG_MINOR 130
#define TEMP_MINOR 131
struct miscdevice {
    int minor;
    const char *name;
    struct file_operations *fops;
    struct miscdevice *next, *prev;
    void *devfs_handle;
};
extern int misc_register(struct miscdevice *misc);
extern int misc_deregister(struct miscdevice *misc);
